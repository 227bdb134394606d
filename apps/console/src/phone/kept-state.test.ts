import { expect, test } from 'vitest';
import { clockFault, keptStates } from './kept-state.ts';

function storage(before: Record<string, string> = {}) {
  const held = new Map(Object.entries(before));
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => void held.set(key, text),
    removeItem: (key: string) => void held.delete(key),
  };
}

test('what was kept is there after a cold start, until the crew signs out', () => {
  const machine = storage();
  const first = keptStates(machine);
  first.keep({ heardAt: 5, skewMs: -7 });
  first.keep({ heardAt: 9, route: { incidentId: 'I1', answer: {} as never } });
  expect(keptStates(machine).last()).toMatchObject({ heardAt: 9, skewMs: -7, route: { incidentId: 'I1' } });
  first.forgetRoute();
  expect(keptStates(machine).last()).toEqual({ heardAt: 9, skewMs: -7 });
  first.forget();
  expect(keptStates(machine).last()).toEqual({});
  expect(machine.held.size).toBe(0);
});

test('what another version of the page kept is left alone', () => {
  const machine = storage({
    'clarion.phone.kept.view': JSON.stringify({ version: 0, value: { odd: true } }),
  });
  expect(keptStates(machine).last()).toEqual({});
});

test('a wrong clock is told: off against the centre, or set back to before its last word', () => {
  expect(clockFault(0, 1000, undefined, true)).toBeUndefined();
  expect(clockFault(-720_000, 0, 0, true)).toEqual({ kind: 'off', ms: 720_000 });
  expect(clockFault(90_000, 0, 0, false)).toEqual({ kind: 'off', ms: -90_000 });
  expect(clockFault(0, 1_000_000, 2_000_000, false)).toEqual({ kind: 'back' });
  // While the centre speaks, its own clock may stand: a drill that is paused.
  expect(clockFault(0, 1_000_000, 2_000_000, true)).toBeUndefined();
});
