import {
  type Command,
  decide,
  defaultConfiguration,
  type Entry,
  emptyBoard,
  evolve,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { afterAction } from './after-action.ts';
import type { DoneToDrill } from './drill-control.ts';
import { type DrillScript, injectCommandOf } from './drill-script.ts';

const both = (text: string) => ({ en: text, zh: text });
const place = { at: [10, 50] as const, label: both('Mill') };
const found = { at: place.at, uncertaintyM: 20, label: 'Mill', source: 'search', verified: true } as const;
const script: DrillScript = {
  id: 's',
  names: both('S'),
  injects: [
    {
      id: 'fire',
      names: both('Fire'),
      afterSeconds: 10,
      call: { words: both('smoke'), typeId: 'structureFire', place },
      expect: {
        answeredWithinSeconds: 15,
        openedWithinSeconds: 60,
        typeRight: true,
        unitSentWithinSeconds: 60,
        unitThereWithinSeconds: 400,
      },
    },
    {
      id: 'again',
      names: both('Again'),
      afterSeconds: 40,
      call: { words: both('smoke too'), typeId: 'structureFire', place, sameAs: 'fire' },
      expect: { attachedWithinSeconds: 30 },
    },
    {
      id: 'left',
      names: both('Left'),
      crewEmergency: { unitId: 'E1' },
      expect: { emergencyAnsweredWithinSeconds: 5 },
    },
  ],
};

/** The drill's log: seconds after its beginning, who, and the command. */
function played(...steps: [at: number, id: string, command: Command, commandId?: string][]) {
  let board = emptyBoard();
  const entries: Entry[] = [];
  const units = [{ unitId: 'E1', kind: 'E', agency: 'fire' as const, capabilities: ['engine'] }];
  const configuration = defaultConfiguration({ placeName: {}, units, posts: [] }, 1);
  const all: typeof steps = [[0, 'system', { type: 'AdoptConfiguration', configuration }], ...steps];
  for (const [index, [seconds, id, command, commandId = `c${index}`]] of all.entries()) {
    const at = instant(seconds * 1000);
    const actor =
      id === 'dispatcher'
        ? ({ kind: 'operator', id: 'wang', role: 'dispatcher' } as const)
        : ({ kind: id as 'exercise' | 'system', id } as const);
    const decided = decide(board, { commandId, actor, command }, at);
    if (!decided.ok) throw new Error(`${command.type}: ${decided.error.code}`);
    for (const one of decided.value) {
      const entry = { ...one, seq: board.head + 1, recordedAt: at } as Entry;
      board = evolve(board, entry);
      entries.push(entry);
    }
  }
  return { board, entries };
}
const done: DoneToDrill[] = [
  { at: instant(0), byRole: 'server', control: { act: 'begin' } },
  { at: instant(10_000), byRole: 'script', control: { act: 'fire', injectId: 'fire' } },
  { at: instant(40_000), byRole: 'script', control: { act: 'fire', injectId: 'again' } },
  { at: instant(45_000), byRole: 'commander', control: { act: 'skip', injectId: 'left' } },
];
const rings = (injectId: string, at: number): [number, string, Command, string] => [
  at,
  'exercise',
  { type: 'ReceiveCall', channel: 'phone' },
  injectCommandOf(1, injectId),
];

test('[DR6] what was done in time is met, what was late or wrong is missed, what still may come is open', () => {
  const log = played(
    rings('fire', 10),
    [22, 'dispatcher', { type: 'AnswerCall', callId: 'C1' }],
    rings('again', 40),
    [80, 'dispatcher', { type: 'OpenIncident', callId: 'C1', typeId: 'vehicleFire', place: found }],
    [85, 'dispatcher', { type: 'AnswerCall', callId: 'C2' }],
    [90, 'dispatcher', { type: 'AttachCall', callId: 'C2', incidentId: 'I1' }],
    [95, 'dispatcher', { type: 'AssignUnits', incidentId: 'I1', unitIds: ['E1'], displayed: [] }],
  );
  const asked = { script, seed: 1, done, ...log };
  const seen = afterAction({ ...asked, until: instant(120_000) });
  const of = (injectId: string) => {
    const { expectations } = seen.injects.find(one => one.injectId === injectId)!;
    return expectations.map(({ expectation, state, tookSeconds }) => [expectation, state, tookSeconds]);
  };
  expect(of('fire')).toEqual([
    ['answeredWithinSeconds', 'met', 12],
    ['openedWithinSeconds', 'missed', 70],
    ['unitSentWithinSeconds', 'missed', 85],
    ['unitThereWithinSeconds', 'open', undefined],
    ['typeRight', 'missed', undefined],
  ]);
  expect(of('again')).toEqual([['attachedWithinSeconds', 'missed', 50]]);
  // What was left out is expected of nobody.
  expect(of('left')).toEqual([]);
  expect([seen.expected, seen.met, seen.missed]).toEqual([6, 1, 4]);
  // The same drill, looked at when the time for the scene is over.
  const later = afterAction({ ...asked, until: instant(500_000) });
  expect(later.missed).toBe(5);
});

test('[DR7] it goes by position and inject: no name of anybody who worked is in it', () => {
  const log = played(rings('fire', 10), [20, 'dispatcher', { type: 'AnswerCall', callId: 'C1' }]);
  const seen = afterAction({ script, seed: 1, done, ...log, until: instant(60_000) });
  expect(seen.timeline.map(line => [line.at / 1000, line.what, line.by, line.injectId])).toEqual([
    [0, 'drill.begin', 'server', undefined],
    [10, 'drill.fire', 'drill', 'fire'],
    [10, 'CallReceived', 'drill', 'fire'],
    [20, 'CallAnswered', 'dispatcher', 'fire'],
    [40, 'drill.fire', 'drill', 'again'],
    [45, 'drill.skip', 'commander', 'left'],
  ]);
  expect(JSON.stringify(seen)).not.toContain('wang');
});
