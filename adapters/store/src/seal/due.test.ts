import { type Board, emptyBoard, type Incident } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { defaultRetention, dueAt } from './due.ts';

const dayMs = 86_400_000;
const actor = { kind: 'operator', id: 'anna' } as const;
const move = (sealedId: string) => ({
  place: { sealedId, digest: 'aa' },
  told: 'caller' as const,
  by: actor,
  at: instant(0),
});

function board(incident: Partial<Incident>): Board {
  const made = emptyBoard();
  const whole = { incidentId: 'I1', state: 'open', callIds: [], assignmentIds: [], notes: [], ...incident };
  made.incidents.set('I1', whole as unknown as Incident);
  return made;
}
const place = (sealedId: string) =>
  ({ sealedId, kind: 'place', incidentId: 'I1', sealedAt: instant(5 * dayMs) }) as const;

test('places before the newest of a moving incident are erased a day after they were told, while it is open', () => {
  const moving = board({ moves: [move('first'), move('newest')] });
  expect(defaultRetention.place).toBe(1);
  expect(dueAt(place('first'), moving)).toBe(6 * dayMs);
  expect(dueAt(place('newest'), moving)).toBeUndefined();
});
test('the newest goes a day after the close', () => {
  const closed = board({ moves: [move('newest')], state: 'closed', closedAt: instant(9 * dayMs) });
  expect(dueAt(place('newest'), closed)).toBe(10 * dayMs);
});
test('one that was taken back is before the newest', () => {
  expect(dueAt(place('undone'), board({}))).toBe(6 * dayMs);
});
