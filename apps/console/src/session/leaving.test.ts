import { fail, ok, type Result } from '@clarion/measure';
import { expect, test } from 'vitest';
import type { RequestFault } from '../link/request.ts';
import { signOut, takesOver } from './leaving.ts';

const fault = (status: number, code: string): RequestFault => ({ status, code, message: code });

test.each([
  ['done', ok(undefined), ['forgotten']],
  ['over already', fail(fault(401, 'SessionEnded')), ['forgotten']],
  ['a call in hand', fail(fault(409, 'CallInHand')), ['CallInHand']],
  ['no network', fail(fault(0, 'Unreachable')), ['Unreachable']],
])('what was typed is forgotten only when the server has let go: %s', async (_, answer, expected) => {
  const happened: string[] = [];
  await signOut({
    remove: async () => answer as Result<unknown, RequestFault>,
    forget: () => void happened.push('forgotten'),
    tell: ({ code }) => void happened.push(code),
  });
  expect(happened).toEqual(expected);
});

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    clear: () => kept.clear(),
  } as unknown as Storage;
}

test('the same operator finds what was typed; another one does not', () => {
  const page = storage();
  expect(takesOver(page, 'wang.wei')).toBe(false);
  page.setItem('clarion.card.C1', 'smoke on the roof');
  expect(takesOver(page, 'wang.wei')).toBe(false);
  expect(page.getItem('clarion.card.C1')).toBe('smoke on the roof');
  expect(takesOver(page, 'li.na')).toBe(true);
  expect(page.getItem('clarion.card.C1')).toBeNull();
  expect(takesOver(page, 'li.na')).toBe(false);
});
