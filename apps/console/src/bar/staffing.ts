import { type Capability, type OverrideReason, overrideReasons } from '@clarion/dispatch';
import { say } from '@clarion/protocol';

export interface StaffingLine {
  readonly people?: number;
  readonly without: readonly Capability[];
}

const bothWords = (key: string) => [say('en', key), say('zh-CN', key)];
const withoutWords = bothWords('bar.without').flatMap(words => words.split(','));

/** `3 without ladder, water rescue`, `3 缺 登高`; empty: as usual. Undefined when something in it is not understood. */
export function readStaffing(text: string, own: readonly Capability[]): StaffingLine | undefined {
  const form = /^(\d{1,2})?\s*(?:人|people)?\s*(.*)$/su.exec(text.trim())!;
  const people = form[1] === undefined ? {} : { people: Number(form[1]) };
  let left = form[2]!.toLowerCase();
  if (left === '') return { ...people, without: [] };
  const word = withoutWords.find(one => left.startsWith(one));
  if (word === undefined) return undefined;
  left = left.slice(word.length).replace(/^[\s,、]+/u, '');
  const names = own
    .flatMap(one => wordsOf(one).map(name => ({ name, capability: one })))
    .sort((a, b) => b.name.length - a.name.length);
  const without: Capability[] = [];
  while (left !== '') {
    const found = names.find(({ name }) => left.startsWith(name));
    if (found === undefined) return undefined;
    without.push(found.capability);
    left = left.slice(found.name.length).replace(/^[\s,、]+/u, '');
  }
  return without.length === 0 ? undefined : { ...people, without };
}

function wordsOf(capability: Capability): readonly string[] {
  const spoken = (language: 'en' | 'zh-CN') => {
    try {
      return [say(language, `capability.${capability}`).toLowerCase()];
    } catch {
      return []; // A centre may have capabilities of its own: they are called by their code.
    }
  };
  return [capability.toLowerCase(), ...spoken('en'), ...spoken('zh-CN')];
}

/** A reason by its code, its word in either language, or an unmistakable beginning of one. */
export function overrideReasonOf(text: string): OverrideReason | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  const named = (one: OverrideReason) =>
    [one, ...bothWords(`override.${one}`)].map(word => word.toLowerCase());
  const exact = overrideReasons.find(one => named(one).includes(wanted));
  if (exact !== undefined) return exact;
  const beginning = overrideReasons.filter(one => named(one).some(word => word.startsWith(wanted)));
  return beginning.length === 1 ? beginning[0] : undefined;
}
