import type { Signals, TurnRuleInput } from '@clarion/roads';
import type { SourceTurns } from '../plain-tables.ts';
import type { OsmExtract, OsmRelation } from './extract.ts';
import type { OsmTags } from './sink.ts';

/**
 * Why a restriction is no rule for us. `turnExempt`: emergency vehicles are excepted. `turnOtherVehicles`: it
 * is for lorries, buses, bicycles and the like, or excepts motor vehicles. `turnKind`: it neither forbids nor
 * prescribes. `turnMembers`: it does not say from where, over what, and to where.
 */
type NoRule = 'turnExempt' | 'turnOtherVehicles' | 'turnKind' | 'turnMembers';

/** The turn restrictions of an extract (Relation:restriction of the OpenStreetMap wiki), and its traffic signals. */
export function osmTurns(extract: OsmExtract): SourceTurns {
  const rules: TurnRuleInput[] = [];
  const ignored: Partial<Record<NoRule, number>> = {};
  for (const relation of extract.relations) {
    if (!/^restriction(:|$)/.test(relation.tags['type'] ?? '')) continue;
    const rule = ruleOf(relation);
    if (typeof rule === 'string') ignored[rule] = (ignored[rule] ?? 0) + 1;
    else rules.push(rule);
  }
  return { rules, signals: signalsOf(extract), ignored };
}

/** Vehicles that a word about them is a word about us, from the most particular on. */
const OURS = ['emergency', 'motorcar', 'motor_vehicle', 'vehicle'];

function ruleOf({ tags, members }: OsmRelation): TurnRuleInput | NoRule {
  const kind = kindOf(tags);
  if (kind !== 'no' && kind !== 'only') return kind;
  const waysOf = (role: string) =>
    members.filter(one => one.role === role && one.type === 'way').map(one => String(one.ref));
  const [from, to, ways] = [waysOf('from'), waysOf('to'), waysOf('via')];
  const nodes = members.filter(one => one.role === 'via' && one.type === 'node');
  const node = nodes.length === 1 && ways.length === 0 ? nodes[0] : undefined;
  if (from.length === 0 || to.length === 0 || (!node && ways.length === 0)) return 'turnMembers';
  return { kind, from, via: node ? { node: String(node.ref) } : { ways }, to };
}

function kindOf(tags: OsmTags): 'no' | 'only' | NoRule {
  const excepted = (tags['except'] ?? '').split(/[;,]/).map(text => text.trim());
  if (excepted.includes('emergency')) return 'turnExempt';
  if (excepted.some(vehicle => OURS.includes(vehicle))) return 'turnOtherVehicles';
  const ofType = /^restriction:(\w+)$/.exec(tags['type'] ?? '')?.[1];
  if (ofType !== undefined && !OURS.includes(ofType)) return 'turnOtherVehicles';
  for (const key of [...OURS.map(vehicle => `restriction:${vehicle}`), 'restriction']) {
    const conditional = tags[`${key}:conditional`];
    const ifAny = conditional === undefined ? undefined : conditionalKind(conditional);
    if (ifAny === 'turnExempt') return ifAny;
    const value = tags[key];
    if (value !== undefined) return plainKind(value);
    if (ifAny !== undefined) return ifAny;
  }
  return Object.keys(tags).some(key => key.startsWith('restriction:')) ? 'turnOtherVehicles' : 'turnKind';
}

function plainKind(value: string): 'no' | 'only' | NoRule {
  if (value === 'none') return 'turnExempt';
  return value.startsWith('no_') ? 'no' : value.startsWith('only_') ? 'only' : 'turnKind';
}

const OTHERS =
  /\b(hgv|bus|psv|coach|taxi|bicycle|motorcycle|moped|mofa|goods|delivery|destination|agricultural|trailer|tourist_bus|hazmat)\b/;

/**
 * `no_left_turn @ (Mo-Fr 07:00-09:00)`: the graph has no clock, so what holds at some time is taken to hold at
 * all times: a turn that may be forbidden is not counted on. The same goes for weights and sizes, which the
 * largest vehicle of a service has. A condition that names other vehicles is theirs.
 */
function conditionalKind(text: string): 'no' | 'only' | NoRule {
  const parts = [...text.matchAll(/(\w+)\s*@\s*(?:\(([^)]*)\)|([^;]*))/g)];
  let kind: 'no' | 'only' | NoRule = 'turnKind';
  for (const [, value = '', inBrackets, bare] of parts) {
    const condition = inBrackets ?? bare ?? '';
    if (value === 'none' && /\bemergency\b/.test(condition)) return 'turnExempt';
    const found = plainKind(value);
    if (found !== 'no' && found !== 'only') continue;
    if (!OTHERS.test(condition)) kind = found;
    else if (kind === 'turnKind') kind = 'turnOtherVehicles';
  }
  return kind;
}

function signalsOf({ taggedNodes }: OsmExtract): Signals {
  const signals = new Map<string, 'both' | 'forward' | 'backward'>();
  for (const { id, tags } of taggedNodes) {
    if (tags['highway'] !== 'traffic_signals') continue;
    const direction = tags['traffic_signals:direction'] ?? tags['direction'];
    signals.set(String(id), direction === 'forward' || direction === 'backward' ? direction : 'both');
  }
  return signals;
}
