import { type Board, type Call, type Entry, emptyBoard } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { createDirector, type DirectorOptions } from './director.ts';
import { doneOf, drillState } from './drill-control.ts';
import { type DrillScript, injectCommandOf, withInjects } from './drill-script.ts';
import type { CallScript } from './script.ts';

const both = (text: string) => ({ en: text, zh: text });
const script: DrillScript = {
  id: 'two-calls',
  names: both('Two calls'),
  injects: [
    {
      id: 'fire',
      names: both('Fire'),
      afterSeconds: 60,
      call: {
        words: both('smoke'),
        typeId: 'structureFire',
        place: { at: [10, 50], label: both('Mill') },
        sceneSeconds: 600,
        later: [{ afterAnswerSeconds: 20, words: both('people upstairs') }],
      },
    },
    { id: 'breaks', names: both('Out'), unitStatus: { unitId: 'E1', status: 'outOfService' } },
    { id: 'mayday', names: both('Mayday'), afterSeconds: 30, crewEmergency: { unitId: 'E2' } },
    {
      id: 'bridge',
      names: both('Bridge'),
      afterSeconds: 90,
      roadClosed: { points: [[10, 50]], reason: 'flood', forSeconds: 3600 },
    },
  ],
};
const beganAt = instant(1_000_000);
const street = { pairs: [{ from: 'a', to: 'b' }], lines: [], label: {} };

function directed(more: Partial<DirectorOptions> = {}) {
  const board: Board = emptyBoard();
  const director = createDirector({
    script,
    seed: 1,
    language: 'en',
    beganAt,
    board: () => board,
    streets: new Map([['bridge', street]]),
    done: new Map(),
    ...more,
  });
  return { board, director };
}

test('[DR1] what is timed comes at its time, once, in order; what is by hand waits for the leader', () => {
  const { director } = directed();
  expect(director.next()).toBe(beganAt + 30_000);
  expect(director.advance(instant(beganAt + 29_999))).toEqual([]);
  const came = director.advance(instant(beganAt + 60_000));
  expect(came.map(one => [one.injectId, one.happening.at - beganAt])).toEqual([
    ['mayday', 30_000],
    ['fire', 60_000],
  ]);
  expect(director.advance(instant(beganAt + 60_000))).toEqual([]);
  expect(director.next()).toBe(beganAt + 90_000);
  const byHand = director.fire('breaks', instant(beganAt + 61_000));
  expect(byHand?.happening).toMatchObject({
    kind: 'command',
    at: beganAt + 61_000,
    command: { type: 'ReportStatus', unitId: 'E1', status: 'outOfService' },
  });
  expect(director.fire('breaks', instant(beganAt + 62_000))).toBeUndefined();
  expect(director.fire('nowhere', beganAt)).toBeUndefined();
  // Before its time too, and then not again.
  const early = director.fire('bridge', instant(beganAt + 62_000));
  expect(early?.happening).toMatchObject({
    command: { type: 'CloseStreet', ...street, expiresAt: beganAt + 62_000 + 3_600_000 },
  });
  expect(director.next()).toBeUndefined();
});

test('[DR2] a caller says more after the answer, and no more once the call has ended', () => {
  const { board, director } = directed();
  const rang = { type: 'CallReceived', commandId: injectCommandOf(1, 'fire'), data: { callId: 'C7' } };
  director.advance(instant(beganAt + 90_000));
  director.observe(rang as Entry);
  const call = { callId: 'C7', state: 'ringing' } as Call;
  board.calls.set('C7', call);
  expect(director.next()).toBeUndefined();
  board.calls.set('C7', { ...call, state: 'open', answeredAt: instant(beganAt + 70_000) });
  expect(director.next()).toBe(beganAt + 90_000);
  board.calls.set('C7', { ...call, state: 'ended', answeredAt: instant(beganAt + 70_000) });
  expect(director.next()).toBeUndefined();
  board.calls.set('C7', { ...call, state: 'open', answeredAt: instant(beganAt + 70_000) });
  const [says, ...others] = director.advance(instant(beganAt + 95_000));
  expect(others).toEqual([]);
  expect(says).toMatchObject({ happening: { kind: 'says', callId: 'C7', speech: both('people upstairs') } });
  expect(director.list().find(one => one.inject.id === 'fire')?.callId).toBe('C7');
  // A server that starts again finds in the log what was said.
  const past = [rang, { type: 'WordsRecorded', commandId: says!.happening.commandId, data: {} }] as Entry[];
  const again = directed({ past, board: () => board, done: new Map([['fire', doneOf(undefined, beganAt)]]) });
  expect(again.director.advance(instant(beganAt + 99_000)).map(one => one.injectId)).toEqual([
    'mayday',
    'bridge',
  ]);
});

test('[DR3] what was done before a restart is not done again; a skipped one stays out', () => {
  const state = drillState([
    { at: beganAt, byRole: 'server', control: { act: 'begin' } },
    {
      at: instant(beganAt + 30_000),
      byRole: 'script',
      control: { act: 'fire', injectId: 'mayday', refused: 'X' },
    },
    { at: instant(beganAt + 31_000), byRole: 'commander', control: { act: 'skip', injectId: 'fire' } },
    { at: instant(beganAt + 32_000), byRole: 'commander', control: { act: 'pace', pace: 4 } },
    { at: instant(beganAt + 33_000), byRole: 'commander', control: { act: 'pause' } },
  ])!;
  expect(state).toMatchObject({ beganAt, pace: 4, paused: true, at: beganAt + 33_000 });
  expect(drillState([])).toBeUndefined();
  const { director } = directed({ done: state.injects });
  expect(director.next()).toBe(beganAt + 90_000);
  expect(director.list().map(one => one.done?.state)).toEqual(['skipped', undefined, 'refused', undefined]);
});

test('crews stay as the script says, and know its calls by their commands', () => {
  const others: CallScript = {
    source: 'generated',
    from: () => [][Symbol.iterator]() as never,
    find: () => undefined,
    findByCommand: () => undefined,
    stayOf: () => ({ sceneMs: 1 }),
  };
  const calls = withInjects(others, script, { seed: 1, language: 'zh-CN', alsoOthers: false });
  const call = calls.findByCommand(injectCommandOf(1, 'fire'), beganAt);
  expect(call?.typeId).toBe('structureFire');
  expect(calls.stayOf(call, [], undefined).sceneMs).toBe(600_000);
  expect(calls.stayOf(undefined, [], 'theft').sceneMs).toBe(1);
  expect(calls.from(beganAt).next().done).toBe(true);
});
