import { aliases, paperWords, type Verb } from './verbs.ts';

export interface Parsed {
  readonly verb?: Verb;
  /** The first word, when nothing at all is known about it. */
  readonly unknown?: string;
  readonly unitIds: readonly string[];
  readonly incidentId?: string;
  readonly callId?: string;
  /** What is left for the verb: a note, a disposition, a place. */
  readonly rest: string;
  readonly paper?: { readonly card: string; readonly clock: string };
}

/** What a word may name, asked of the board. */
export interface Known {
  readonly unit: (word: string) => string | undefined;
  readonly incident: (word: string) => string | undefined;
  readonly call: (word: string) => string | undefined;
}

const fullWidth = /[\uFF01-\uFF5E]/g;
const han = /\p{Script=Han}/u;
const freeText: ReadonlySet<Verb | undefined> = new Set<Verb | undefined>([
  'note',
  'message',
  'find',
  'closeStreet',
  'reopenStreet',
  'slowStreet',
  'restoreSpeed',
  'level',
  'endLevel',
  'cordon',
  'liftCordon',
  'handOver',
  'takeOver',
  'withdrawHandOver',
  'paceDrill',
  'jumpDrill',
  'fireInject',
  'skipInject',
]);
const ofCalls: ReadonlySet<Verb | undefined> = new Set<Verb | undefined>([
  'answer',
  'end',
  'open',
  'attach',
  'detach',
  'read',
  'tried',
  'giveUp',
  'silent',
  'cutOff',
  'transfer',
  'receipt',
  'result',
  'withdrawTransfer',
]);
const joining = new Set(['to', '到', '往', '至', '→', 'and', '和', '与']);

/** Full-width letters and digits, as a Chinese keyboard makes them, become plain ones; no character is added or lost. */
const plain = (text: string) =>
  text
    .replace(fullWidth, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('、', ',');

/** A number ends where a Han word begins: `E32到场`, `M14到I17`. */
const apart = (text: string) => text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ');

/**
 * Reads a line of the command bar. The verb stands first (`dispatch E32 I17`, `派警E32 I17`) or after the units
 * (`E32 M14 > I17`, `E32 on scene`). Never fails: what it cannot read stands in `unknown` or `rest`.
 */
export function parseBar(line: string, known: Known): Parsed {
  const said = line.trim();
  let text = plain(said);
  let paper: Parsed['paper'];
  const word = paperWords.find(one => text.toLowerCase().startsWith(one));
  if (word !== undefined) {
    const form = /^\s*(\S+)\s+(\d{1,2}:\d{2}(?::\d{2})?)\s*(.*)$/s.exec(text.slice(word.length));
    if (form === null) return { unknown: text, unitIds: [], rest: '', paper: { card: '', clock: '' } };
    paper = { card: form[1]!, clock: form[2]! };
    text = form[3]!;
  }
  const withPaper = (parsed: Parsed): Parsed => (paper === undefined ? parsed : { ...parsed, paper });

  const first = verbAt(text);
  if (first !== undefined && freeText.has(first.verb)) {
    const found = textAfterTarget(first.rest, said, known, first.verb === 'message');
    return withPaper({ verb: first.verb, ...found });
  }
  if (first !== undefined)
    return withPaper({ verb: first.verb, ...targets(first.verb, apart(first.rest), known) });

  const unitIds: string[] = [];
  let left = apart(text);
  for (;;) {
    const next = /^[\s,]*([^\s,]+)/.exec(left);
    const unitId = next === null ? undefined : known.unit(next[1]!);
    if (next === null || unitId === undefined) break;
    unitIds.push(unitId);
    left = left.slice(next[0].length);
  }
  left = left.trim();
  if (unitIds.length > 0) {
    const after = verbAt(left);
    if (after !== undefined) {
      const found = targets(after.verb, after.rest, known);
      return withPaper({ verb: after.verb, ...found, unitIds: [...unitIds, ...found.unitIds] });
    }
    const found = targets(undefined, left, known);
    const all = { ...found, unitIds: [...unitIds, ...found.unitIds] };
    if (found.rest !== '') return withPaper({ ...all, unknown: found.rest.split(/\s+/)[0]! });
    return withPaper(found.incidentId === undefined ? all : { verb: 'dispatch', ...all });
  }
  const found = targets(undefined, text, known);
  if (found.rest !== '') return withPaper({ ...found, unknown: found.rest.split(/\s+/)[0]! });
  return withPaper(found);
}

function verbAt(text: string): { readonly verb: Verb; readonly rest: string } | undefined {
  const lower = text.toLowerCase();
  for (const { alias, verb } of aliases) {
    if (!lower.startsWith(alias)) continue;
    const next = lower[alias.length];
    // Han words and signs may touch what follows; a Latin word must end, or `dot` would dispatch.
    const ends = next === undefined || !/[\p{L}\p{N}]/u.test(next) || !/[a-z]$/.test(alias);
    if (ends || han.test(alias)) return { verb, rest: text.slice(alias.length).trim() };
  }
  return undefined;
}

/** A note's text is taken as it was typed; only an incident in front of it is its target, and before a message its units too. */
function textAfterTarget(
  text: string,
  said: string,
  known: Known,
  toUnits: boolean,
): Pick<Parsed, 'unitIds' | 'incidentId' | 'rest'> {
  const verbatim = (rest: string) => (rest === '' ? '' : said.slice(said.length - rest.length));
  const unitIds: string[] = [];
  let incidentId: string | undefined;
  let left = text;
  for (;;) {
    const first = /^([^\s,]+)[\s,]*(.*)$/s.exec(left);
    if (first === null) break;
    const unitId = toUnits ? known.unit(first[1]!) : undefined;
    const incident = incidentId === undefined ? known.incident(first[1]!) : undefined;
    if (unitId !== undefined) unitIds.push(unitId);
    else if (incident !== undefined) incidentId = incident;
    else break;
    left = first[2]!;
    if (!toUnits) break;
  }
  const rest = verbatim(left);
  return { unitIds: [...new Set(unitIds)], ...(incidentId === undefined ? {} : { incidentId }), rest };
}

function targets(
  verb: Verb | undefined,
  text: string,
  known: Known,
): Omit<Parsed, 'verb' | 'paper' | 'unknown'> {
  const unitIds: string[] = [];
  let incidentId: string | undefined;
  let callId: string | undefined;
  const rest: string[] = [];
  const words = text.split(/[\s,]+/).filter(word => word !== '');
  for (const written of words) {
    const word = written.replace(/^[到往至和与](?=[A-Za-z\d])/, '');
    // A chief's car may be called C1 like a call: verbs about calls mean the call.
    const call = callId === undefined && ofCalls.has(verb) ? known.call(word) : undefined;
    const unitId = call !== undefined ? undefined : known.unit(word);
    if (call !== undefined) callId = call;
    else if (unitId !== undefined) unitIds.push(unitId);
    else if (incidentId === undefined && known.incident(word) !== undefined)
      incidentId = known.incident(word);
    else if (callId === undefined && known.call(word) !== undefined) callId = known.call(word);
    else if (word === '>' || joining.has(word.toLowerCase())) continue;
    else rest.push(word);
  }
  return {
    unitIds: [...new Set(unitIds)],
    ...(incidentId === undefined ? {} : { incidentId }),
    ...(callId === undefined ? {} : { callId }),
    rest: rest.join(' '),
  };
}
