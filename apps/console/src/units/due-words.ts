import type { Due } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';
import { age } from '../words/speak.ts';

const left = ({ state, warnAt, overdueAt }: Due, now: number) =>
  age(state === 'fine' ? warnAt - now : state === 'due' ? overdueAt - now : now - overdueAt);

/** For a row: one word and the time that is left, or by which it is over. */
export const dueInShort = (due: Due, now: number, w: Speech): string =>
  w(`check.row.${due.check}.${due.state}`, { time: left(due, now) });

/** The whole of it: contact due in 4m. */
export const dueInWords = (due: Due, now: number, w: Speech): string =>
  w(`check.${due.state}`, { check: w(`check.${due.check}`), time: left(due, now) });
