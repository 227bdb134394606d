import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  answer,
  assigned,
  at,
  close,
  machine,
  opened,
  ringing,
  smallTown,
  square,
  status,
  Telling,
  taker,
} from '../../test/story.ts';
import { type ClockReading, ribbon } from './ribbon.ts';
import type { ClockTarget, IncidentClock } from './target.ts';

const targets: readonly ClockTarget[] = [
  { clock: 'answer', seconds: 15, percent: 90, source: 'NENA-STA-020.1-2020' },
  { clock: 'turnout', seconds: 80, source: 'NFPA 1710-2020' },
  { clock: 'turnout', seconds: 60, source: 'NFPA 1710-2020', categories: ['medical'] },
  { clock: 'turnout', seconds: 45, source: '120', categories: ['medical'], priorities: [2] },
];

function told(acts: readonly Act[], more: object = { targets }): Telling {
  const telling = new Telling();
  telling.must({
    actor: machine,
    command: { type: 'AdoptConfiguration', configuration: { ...smallTown, ...more } },
  });
  for (const act of acts) telling.must(act);
  return telling;
}
const read = (telling: Telling, clock: IncidentClock, second = telling.clock): ClockReading =>
  ribbon(telling.board, 'I1', at(second)).find(one => one.clock === clock)!;
const seconds = (telling: Telling, clock: IncidentClock, second?: number) => {
  const { state, elapsedMs } = read(telling, clock, second);
  return [state, elapsedMs === undefined ? undefined : elapsedMs / 1000];
};

const whole: readonly Act[] = [
  { ...ringing(), at: 100 },
  { ...answer('C1'), at: 108 },
  { at: 120, actor: taker, command: { type: 'AmendCall', callId: 'C1', fields: { place: square } } },
  { at: 130, actor: taker, command: { type: 'AmendCall', callId: 'C1', fields: { typeId: 'ill' } } },
  { ...opened('I1', 'C1'), at: 140 },
  { ...assigned(['E1', 'M11'], 'I1'), at: 160 },
  status('M11', 'acknowledged', { at: 170 }),
  status('E1', 'en route', { at: 215 }),
  status('M11', 'en route', { at: 230 }),
  status('M11', 'on scene', { at: 400 }),
  status('E1', 'on scene', { at: 420 }),
  status('E1', 'available', { at: 900 }),
  status('M11', 'available', { at: 1000 }),
  { ...close('I1'), at: 1060 },
];

test('[Q4] every clock from the ring to the end, read from who got there first', () => {
  const telling = told(whole);
  const all = ribbon(telling.board, 'I1', at(5000)).map(one => [
    one.clock,
    one.state,
    (one.elapsedMs ?? 0) / 1000,
    one.unitId,
  ]);
  expect(all).toEqual([
    ['ring', 'done', 300, 'M11'],
    ['answer', 'done', 8, undefined],
    ['location', 'done', 12, undefined],
    ['type', 'done', 22, undefined],
    ['release', 'done', 32, undefined],
    ['notify', 'done', 20, undefined],
    ['acknowledge', 'done', 10, 'M11'],
    ['turnout', 'done', 55, 'E1'],
    ['travel', 'done', 170, 'M11'],
    ['onScene', 'done', 600, undefined],
    ['clear', 'done', 60, undefined],
  ]);
  expect(ribbon(telling.board, 'I1', at(5000)).some(one => one.typed)).toBe(false);
});

test('clocks run one after the other', () => {
  expect(seconds(told(whole.slice(0, 5)), 'notify', 150)).toEqual(['running', 10]);
  expect(seconds(told(whole.slice(0, 5)), 'turnout', 150)).toEqual(['waiting', undefined]);
  expect(seconds(told(whole.slice(0, 6)), 'turnout', 200)).toEqual(['running', 40]);
  expect(seconds(told(whole.slice(0, 8)), 'travel', 250)).toEqual(['running', 35]);
  expect(seconds(told(whole.slice(0, 11)), 'onScene', 500)).toEqual(['running', 100]);
  expect(seconds(told(whole.slice(0, 13)), 'clear', 1010)).toEqual(['running', 10]);
});

test('[Q4] what nobody supplied is not known, and never guessed', () => {
  // Typed in when it was answered already: nobody said when it began to ring.
  const typed = told([answer(), opened('I1', 'C1')]);
  expect(read(typed, 'answer')).toMatchObject({ state: 'notKnown', typed: false });
  expect(read(typed, 'ring')).toMatchObject({ state: 'running', typed: true });
  // Opened without a call.
  expect(seconds(told([opened('I1')]), 'release')).toEqual(['notKnown', undefined]);
  // A step that the crew skipped.
  const skipped = told([...whole.slice(0, 6), status('M11', 'on scene', { at: 400 })]);
  expect(seconds(skipped, 'travel')).toEqual(['notKnown', undefined]);
  expect(seconds(skipped, 'turnout')).toEqual(['notKnown', undefined]);
  // Closed, and nobody was ever there.
  const nobody = told([...whole.slice(0, 5), { ...close('I1'), at: 300 }]);
  expect(seconds(nobody, 'notify', 999)).toEqual(['notKnown', undefined]);
});

test('[Q4] what a dispatcher typed for a crew reads as typed', () => {
  const telling = told([...whole.slice(0, 7), status('M11', 'en route', { actor: anna, at: 230 })]);
  expect(read(telling, 'turnout')).toMatchObject({ state: 'done', elapsedMs: 70_000, typed: true });
  expect(read(telling, 'acknowledge').typed).toBe(false);
});

test('[Q5] targets are the centre’s own, with their edition, and those with most conditions count', () => {
  const telling = told(whole.slice(0, 8));
  expect(read(telling, 'turnout', 230)).toMatchObject({
    target: { seconds: 45, source: '120' },
    isOver: true,
  });
  const mild = [{ clock: 'turnout', seconds: 600, source: 'ours' }] as const;
  expect(read(told(whole.slice(0, 8), { targets: mild }), 'turnout', 230)).toMatchObject({ isOver: false });
  expect(read(told(whole.slice(0, 8), {}), 'turnout', 9999)).not.toHaveProperty('target');
  expect(read(told(whole.slice(0, 8), {}), 'turnout', 9999).isOver).toBe(false);
});
