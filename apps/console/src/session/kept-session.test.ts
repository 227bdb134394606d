import { instant } from '@clarion/measure';
import type { Session } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { keepSession, lastSession } from './kept-session.ts';

const session: Session = {
  operatorId: 'o1',
  login: 'dispatcher',
  displayName: 'dispatcher',
  role: 'dispatcher',
  csrfToken: 't',
  expiresAt: instant(1_000),
  language: 'en',
};

function drawer(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: key => kept.get(key) ?? null,
    key: index => [...kept.keys()][index] ?? null,
    removeItem: key => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}

test('the last session stands in while the server is away, and no longer than its time', () => {
  const storage = drawer();
  expect(lastSession(storage, 0)).toBeUndefined();
  keepSession(storage, session);
  expect(lastSession(storage, 999)?.login).toBe('dispatcher');
  expect(lastSession(storage, 1_000)).toBeUndefined();
});

test('nothing of it is left when the session is gone', () => {
  const storage = drawer();
  keepSession(storage, session);
  keepSession(storage, undefined);
  expect(storage.length).toBe(0);
});
