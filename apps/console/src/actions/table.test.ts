import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Board, emptyBoard } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { say } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { orAction } from '../bar/action-line.ts';
import { aliases } from '../bar/verbs.ts';
import type { Console } from '../console.ts';
import { keyText, nameNow } from './action.ts';
import { actionOf, actions } from './table.ts';

const languages = ['en', 'zh-CN'] as const;
const unread = { kind: 'problem', code: 'unknownVerb', params: {} } as const;

test('every action has a key of its own', () => {
  const keys = actions.map(action => keyText(action.key));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('every action has a name of its own: by one that two have, a button would do what the other does', () => {
  const ids = actions.map(action => action.id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test.each(actions)('$id: what stands on its button does it when it is typed', action => {
  for (const language of languages) {
    const name = say(language, action.name);
    expect(name).not.toBe(action.name);
    for (const typed of [name, ` ${name.toUpperCase()} `])
      expect(orAction(typed, unread)).toEqual({ kind: 'action', id: action.id });
  }
});

test('a key that does one of two things says which, and either can be typed', () => {
  const board = emptyBoard();
  const log = { rate: 1 };
  const page = {
    board: () => board,
    now: () => 1_000,
    picture: { log: { get: () => ({ clock: log }) } },
  } as unknown as Console;
  const said = (id: string) => say('en', nameNow(actionOf(id), page));
  expect([said('suspendMoves'), said('pauseDrill')]).toEqual(['Suspend moves', 'Pause drill']);
  log.rate = 0;
  board.moveUpSuspended = {
    since: instant(0),
    until: instant(9_000),
    reason: 'other',
    by: { kind: 'operator', id: 'me' },
  } as NonNullable<Board['moveUpSuspended']>;
  expect([said('suspendMoves'), said('pauseDrill')]).toEqual(['Resume moves', 'Go on with the drill']);
  for (const { either } of actions)
    for (const name of either?.names ?? [])
      for (const language of languages) {
        const typed = say(language, name).toLowerCase();
        const isVerb = aliases.some(({ alias }) => alias === typed);
        expect(isVerb || orAction(typed, unread).kind === 'action', typed).toBe(true);
      }
});

test('a name that is a verb’s own word is the verb, and a longer name is never a verb with a rest', () => {
  const undo = { kind: 'act', verb: 'undo', commands: [], unitIds: [], doubts: [] } as const;
  expect(aliases.some(({ alias }) => alias === 'undo')).toBe(true);
  expect(orAction('undo', undo)).toBe(undo);
  const end = { ...undo, verb: 'end' } as const;
  expect(orAction('end what if', end)).toEqual({ kind: 'action', id: 'endWhatIf' });
  expect(orAction('anything else', end)).toBe(end);
});

test('buttons of actions are made from the table, so that none is named by hand', () => {
  const root = join(import.meta.dirname, '..');
  const named = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.tsx'))
    .flatMap(path => [...readFileSync(join(root, path), 'utf8').matchAll(/ActionButton id="([\w.]+)"/g)])
    .map(match => match[1]!);
  expect(named.length).toBeGreaterThan(15);
  const known = new Set(actions.map(action => action.id));
  expect(named.filter(id => !known.has(id))).toEqual([]);
});
