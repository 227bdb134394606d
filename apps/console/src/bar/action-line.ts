import { say } from '@clarion/protocol';
import { actions } from '../actions/table.ts';
import type { Intention } from './intention.ts';
import { aliases } from './verbs.ts';

/** The names of the actions, as they stand on their buttons, in both languages. */
const named = new Map(
  actions.flatMap(({ id, name, either }) =>
    [name, ...(either?.names ?? [])].flatMap(one =>
      (['zh-CN', 'en'] as const).map(language => [say(language, one).toLowerCase(), id] as const),
    ),
  ),
);
const verbs = new Set(aliases.map(({ alias }) => alias));

/**
 * What stands on a button can be typed: the whole name of an action does it. Where the name is a verb's own word, the verb
 * is meant (`undo`, `end call`), unless that needs more than was typed; a longer name never is a verb with a rest
 * (`end what if` ends no call).
 */
export function orAction(line: string, read: Intention): Intention {
  const word = line.trim().toLowerCase();
  const id = named.get(word);
  const isForbidden = read.kind === 'problem' && read.code === 'notYourRole';
  if (id === undefined || isForbidden || (verbs.has(word) && read.kind !== 'problem')) return read;
  return { kind: 'action', id };
}
