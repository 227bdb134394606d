import type { Configuration, Need, RunCard } from '../configuration.ts';
import type { EmergencyPlan } from '../emergency-plan/plan.ts';

import { roleActionIds, roleFrom } from '../role-actions.ts';
import { inOrder, same } from '../same.ts';

export const rulesSections = [
  'types',
  'units',
  'minimumPeople',
  'areas',
  'readiness',
  'clocks',
  'targets',
  'checks',
  'alarms',
  'callBacks',
  'agencies',
  'desks',
  'shifts',
  'moveUp',
  'plans',
  'languages',
  'retention',
  'roles',
] as const;
export type RulesSection = (typeof rulesSections)[number];

/** What a field belongs to: a thing with an id, or a row that is known by its conditions. */
export type RuleRow =
  | {
      readonly kind:
        | 'type'
        | 'unit'
        | 'area'
        | 'level'
        | 'desk'
        | 'agency'
        | 'alarmKind'
        | 'language'
        | 'action'
        | 'plan'
        | 'planLevel'
        | 'planStep'
        | 'planContact';
      readonly id: string;
    }
  | { readonly kind: 'runCard' | 'target' | 'check' | 'minimum' | 'waiting'; readonly when: RowConditions };
export type RowConditions = Readonly<Record<string, unknown>>;

/** One field that two configurations say differently; absent: it is not there. */
export interface RuleDifference {
  readonly section: RulesSection;
  readonly rows: readonly RuleRow[];
  /** Of a need: `count`, with what of. */
  readonly field: string;
  readonly capability?: string;
  readonly was?: unknown;
  readonly now?: unknown;
}

type Fact = Omit<RuleDifference, 'was' | 'now'> & { readonly value: unknown };

/** All that a centre's rules say differently, in the order of the sections; what comes from place and fleet is left out. */
export function rulesDifferences(was: Configuration, now: Configuration): readonly RuleDifference[] {
  const [before, after] = [factsOf(was), factsOf(now)];
  const found: RuleDifference[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(key), after.get(key)];
    if (one && other && same(one.value, other.value)) continue;
    const { value: _, ...about } = (other ?? one)!;
    found.push({
      ...about,
      ...(one === undefined ? {} : { was: one.value }),
      ...(other === undefined ? {} : { now: other.value }),
    });
  }
  return rulesSections.flatMap(section => found.filter(one => one.section === section));
}

function factsOf(configuration: Configuration): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const fact of factsIn(configuration)) {
    const { value: _, ...about } = fact;
    let key = inOrder(about);
    // Of two rows with the same conditions each has its place.
    while (facts.has(key)) key += '+';
    facts.set(key, fact);
  }
  return facts;
}

function* factsIn(configuration: Configuration): Generator<Fact> {
  const {
    types,
    units,
    areas = [],
    readiness,
    clocks,
    targets = [],
    checks,
    alarms,
    desks = [],
  } = configuration;
  for (const { typeId, needs, runCards = [], names, category, priority, keywords } of types) {
    const rows = [{ kind: 'type', id: typeId }] as const;
    yield* fields('types', rows, { names, category, priority, keywords });
    yield* counts('types', rows, needs);
    for (const card of runCards) yield* counts('types', [...rows, runCardRow(card)], card.needs);
  }
  for (const { unitId, people, crewId, capabilities } of units)
    yield* fields('units', [{ kind: 'unit', id: unitId }], { people, crewId, capabilities });
  for (const [capability, value] of Object.entries(configuration.minimumPeople ?? {}))
    yield { section: 'minimumPeople', rows: [], field: 'people', capability, value };
  for (const { areaId, names } of areas) yield* fields('areas', [{ kind: 'area', id: areaId }], { names });
  const levels = readiness?.levels ?? [];
  yield* fields('readiness', [], { order: levels.map(level => level.levelId) });
  for (const { levelId, names } of levels)
    yield* fields('readiness', [{ kind: 'level', id: levelId }], { names });
  for (const { count, ...when } of readiness?.minimums ?? []) {
    const { capability, ...rest } = when;
    const rows = [{ kind: 'minimum', when: rest }] as const;
    yield { section: 'readiness', rows, field: 'count', capability, value: count };
  }
  yield* fields('clocks', [], clocks);
  for (const { seconds, percent, source, ...when } of targets)
    yield* fields('targets', [{ kind: 'target', when }], { seconds, percent, source });
  yield* fields('checks', [], { positionCounts: checks?.positionCounts ?? false });
  for (const { warnSeconds, overdueSeconds, ...when } of checks?.rules ?? [])
    yield* fields('checks', [{ kind: 'check', when }], { warnSeconds, overdueSeconds });
  const { kinds = {}, waiting = [], ...all } = alarms ?? {};
  yield* fields('alarms', [], all);
  for (const { priority, ...times } of waiting)
    yield* fields('alarms', [{ kind: 'waiting', when: { priorities: [priority] } }], times);
  for (const [id, rule] of Object.entries(kinds)) yield* fields('alarms', [{ kind: 'alarmKind', id }], rule);
  yield* fields('callBacks', [], configuration.callBacks ?? {});
  for (const { agencyId, ...said } of configuration.agencies ?? [])
    yield* fields('agencies', [{ kind: 'agency', id: agencyId }], said);
  for (const { deskId, ...said } of desks) yield* fields('desks', [{ kind: 'desk', id: deskId }], said);
  yield* fields('shifts', [], configuration.shifts ?? {});
  yield* fields('moveUp', [], configuration.moveUp ?? {});
  for (const plan of configuration.plans ?? []) yield* factsOfPlan(plan);
  const languages = configuration.languages ?? [];
  yield* fields('languages', [], {
    offered: languages.length === 0 ? undefined : languages.map(one => one.tag),
  });
  for (const { tag, names, interpreter } of languages)
    yield* fields('languages', [{ kind: 'language', id: tag }], { names, ...interpreter });
  yield* fields('retention', [], configuration.retention ?? {});
  for (const action of roleActionIds)
    yield* fields('roles', [{ kind: 'action', id: action }], {
      fromRole: roleFrom(action, configuration.roles),
    });
}

function* factsOfPlan({ planId, names, trigger, levels, contacts = [] }: EmergencyPlan): Generator<Fact> {
  const rows: readonly RuleRow[] = [{ kind: 'plan', id: planId }];
  yield* fields('plans', rows, { names, ...trigger, planLevels: levels.map(one => one.levelId) });
  for (const { levelId, names, steps } of levels) {
    const level = [...rows, { kind: 'planLevel', id: `${planId}/${levelId}` } as const];
    yield* fields('plans', level, { names, planSteps: steps.map(one => one.stepId) });
    for (const { stepId, deskId: desk, order: orderKind, ...said } of steps)
      yield* fields('plans', [...level, { kind: 'planStep', id: `${planId}/${stepId}` }], {
        ...said,
        desk,
        orderKind,
      });
  }
  for (const { contactId, ...said } of contacts)
    yield* fields('plans', [...rows, { kind: 'planContact', id: `${planId}/${contactId}` }], said);
}

const runCardRow = ({ needs: _, ...when }: RunCard): RuleRow => ({ kind: 'runCard', when: { ...when } });

function* fields(section: RulesSection, rows: readonly RuleRow[], said: object): Generator<Fact> {
  for (const [field, value] of Object.entries(said))
    if (value !== undefined) yield { section, rows, field, value };
}

function* counts(section: RulesSection, rows: readonly RuleRow[], needs: readonly Need[]): Generator<Fact> {
  for (const { capability, count } of needs)
    yield { section, rows, field: 'count', capability, value: count };
}
