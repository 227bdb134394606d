import { milliseconds } from '@clarion/measure';
import { expect, test } from 'vitest';
import {
  type Act,
  assigned,
  at,
  does,
  machine,
  opened,
  smallTown,
  square,
  status,
  Telling,
} from '../test/story.ts';
import type { Candidate, Eta, FixSource } from './evidence.ts';
import { recommend } from './recommend.ts';

const versions = { graphHash: 'g', closuresVersion: 2, speedsVersion: 5 };

/** Seconds of travel by unit; `null` is no way there. A unit that is left out has no known position. */
interface Asked {
  readonly given?: readonly Act[];
  readonly typeId?: string;
  readonly incidentId?: string;
  readonly seconds: Readonly<Record<string, number | null>>;
  readonly fix?: Readonly<Record<string, { readonly ageMs: number; readonly source: FixSource }>>;
  readonly etas?: ReadonlyMap<string, Eta>;
}
const zero = { ms: milliseconds(0), lowMs: milliseconds(0), highMs: milliseconds(0) };

function ask({ given = [], typeId, incidentId, seconds, fix = {}, etas }: Asked) {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of given) telling.must(act);
  const units = Object.keys(seconds);
  return recommend({
    board: telling.board,
    for: incidentId === undefined ? (typeId === undefined ? {} : { typeId }) : { incidentId },
    travel: new Map(
      Object.entries(seconds).map(([unitId, s]) => [unitId, s === null ? undefined : milliseconds(s * 1000)]),
    ),
    fixes: new Map(units.map(id => [id, { at: square.at, ageMs: 5000, source: 'device', ...fix[id] }])),
    now: at(100),
    versions,
    ...(etas === undefined ? {} : { etas }),
  });
}
const chosen = (candidates: readonly Candidate[]) =>
  candidates.filter(({ recommended }) => recommended).map(({ unitId }) => unitId);
const reasons = (candidates: readonly Candidate[], unitId: string) =>
  candidates.find(candidate => candidate.unitId === unitId)?.reasons;

test('[R1] the nearest who can, ranked by travel time, ties by id', () => {
  const { candidates } = ask({ typeId: 'ill', seconds: { E1: 10, M12: 90, M11: 90, E2: 20, B1: 5 } });
  expect(chosen(candidates)).toEqual(['M11']);
  expect(candidates.map(({ unitId }) => unitId)).toEqual(['M11', 'M12', 'B1', 'E1', 'E2']);
});
test('[R2] an ALS ambulance stands in for a BLS one that is three minutes farther', () => {
  const near = ask({ typeId: 'fall', seconds: { M11: 60, B1: 239 } });
  expect(chosen(near.candidates)).toEqual(['B1']);
  expect(reasons(near.candidates, 'M11')).toEqual([{ code: 'standsIn', capability: 'bls' }]);
  const far = ask({ typeId: 'fall', seconds: { M11: 60, B1: 241 } });
  expect(chosen(far.candidates)).toEqual(['M11']);
  expect(reasons(far.candidates, 'M11')).toEqual([
    { code: 'fills', capability: 'bls' },
    { code: 'standsIn', capability: 'bls' },
  ]);
});
test('[R2] a BLS ambulance never stands in for an ALS one', () => {
  const { candidates, missing } = ask({ typeId: 'ill', seconds: { B1: 10, E1: 20 } });
  expect(chosen(candidates)).toEqual([]);
  expect(missing).toMatchObject([{ capability: 'als', count: 1 }]);
});
test('[R3] every candidate carries why it is in or out', () => {
  const { candidates } = ask({
    given: [
      opened('I1', undefined, 'fire'),
      opened('I2'),
      assigned('M12', 'I2'),
      status('B1', 'out of service'),
    ],
    typeId: 'ill',
    seconds: { E1: 10, M11: 90, M12: 30, B1: 50 },
  });
  expect(reasons(candidates, 'M11')).toEqual([{ code: 'fills', capability: 'als' }]);
  expect(reasons(candidates, 'M12')).toEqual([{ code: 'assignedElsewhere', incidentId: 'I2' }]);
  expect(reasons(candidates, 'E1')).toEqual([{ code: 'lacksCapability' }]);
  expect(reasons(candidates, 'B1')).toBeUndefined();
  const farther = ask({ typeId: 'ill', seconds: { M11: 90, M12: 100.5 } });
  expect(reasons(farther.candidates, 'M12')).toEqual([{ code: 'fartherThanChosen', byMs: 10_500 }]);
});
test('[R3] a taken unit is named where it would have been nearer, and left out where not', () => {
  const given = [opened('I1'), assigned(['E1', 'M12'], 'I1')];
  const near = ask({ given, typeId: 'ill', seconds: { M11: 90, M12: 89 } });
  expect(near.candidates.map(({ unitId }) => unitId)).toContain('M12');
  const far = ask({ given, typeId: 'ill', seconds: { M11: 90, M12: 91 } });
  expect(far.candidates.map(({ unitId }) => unitId)).not.toContain('M12');
});
test('[R3] one that has no way there, or no position, is out and says so', () => {
  const { candidates } = ask({ typeId: 'fire', seconds: { E1: null } });
  expect(reasons(candidates, 'E1')).toEqual([{ code: 'unreachable' }]);
  expect(reasons(candidates, 'E2')).toEqual([{ code: 'noPosition' }]);
});
test('[R4] a doubtful position stays in the recommendation, labelled', () => {
  const { candidates } = ask({
    given: [does({ type: 'DoubtPosition', unitId: 'M11', reason: 'absurd' }, machine)],
    typeId: 'ill',
    seconds: { M11: 60, M12: 90 },
    fix: { M11: { ageMs: 90_000, source: 'post' } },
  });
  expect(chosen(candidates)).toEqual(['M11']);
  expect(reasons(candidates, 'M11')).toContainEqual({ code: 'positionDoubtful', doubt: 'absurd' });
});
test('[R4] a stale one too; a post and a hand do not grow stale', () => {
  const fix = { M11: { ageMs: 61_000, source: 'device' }, M12: { ageMs: 999_000, source: 'post' } } as const;
  const { candidates } = ask({ typeId: 'ill', seconds: { M11: 60, M12: 90 }, fix });
  expect(reasons(candidates, 'M11')).toContainEqual({ code: 'positionStale', ageMs: 61_000 });
  expect(reasons(candidates, 'M12')).toEqual([{ code: 'fartherThanChosen', byMs: 30_000 }]);
});
test('[R5] what units on the incident meet is not asked for again', () => {
  const given = [opened('I1', undefined, 'fire'), assigned('E1', 'I1')];
  const { candidates, needs, missing } = ask({ given, incidentId: 'I1', seconds: { E1: 0, E2: 60 } });
  expect(chosen(candidates)).toEqual(['E2']);
  expect(candidates.map(({ unitId }) => unitId)).not.toContain('E1');
  expect(needs).toEqual([{ capability: 'engine', count: 2 }]);
  expect(missing).toEqual([]);
});
test('[R5] a unit that has left the incident meets nothing there', () => {
  const given = [opened('I1', undefined, 'ill'), assigned('M11', 'I1'), status('M11', 'available')];
  const { candidates, missing } = ask({ given, incidentId: 'I1', seconds: { M11: 60, M12: 90 } });
  expect(chosen(candidates)).toEqual(['M11']);
  expect(missing).toEqual([]);
});
test('[R5] all that is asked for is there: others are not needed', () => {
  const given = [opened('I1', undefined, 'ill'), assigned('M11', 'I1')];
  const { candidates } = ask({ given, incidentId: 'I1', seconds: { M12: 60 } });
  expect(reasons(candidates, 'M12')).toEqual([{ code: 'notNeeded' }]);
});
test('[R6] what nobody can meet is missing', () => {
  const { candidates, missing } = ask({ typeId: 'fire', seconds: { E1: 60, M11: 10 } });
  expect(chosen(candidates)).toEqual(['E1']);
  expect(missing).toMatchObject([{ capability: 'engine', count: 1 }]);
});
test('[R7] without a type nobody is recommended and all are ranked', () => {
  const { candidates } = ask({ seconds: { E1: 30, M11: 20, B1: 10 } });
  expect(candidates.map(({ unitId }) => unitId)).toEqual(['B1', 'M11', 'E1']);
  expect(chosen(candidates)).toEqual([]);
  expect(reasons(candidates, 'B1')).toEqual([{ code: 'notNeeded' }]);
});
test('[R8] a crew that must first dress is ranked by when it would be there, and its range is kept', () => {
  const eta = (ms: number, turnoutMs?: number): Eta => ({
    ms: milliseconds(ms),
    lowMs: milliseconds(ms * 0.8),
    highMs: milliseconds(ms * 1.5),
    ...(turnoutMs === undefined ? {} : { turnoutMs: milliseconds(turnoutMs) }),
    basis: 'calibrated',
  });
  const question = { typeId: 'ill', seconds: { M11: 60, M12: 90 } };
  expect(chosen(ask(question).candidates)).toEqual(['M11']);
  const etas = new Map([
    ['M11', eta(150_000, 80_000)],
    ['M12', eta(100_000)],
  ]);
  const { candidates } = ask({ ...question, etas });
  expect(candidates.map(({ unitId }) => unitId)).toEqual(['M12', 'M11']);
  expect(chosen(candidates)).toEqual(['M12']);
  expect(candidates[1]).toMatchObject({ travelTimeMs: 60_000, eta: etas.get('M11') });
  expect(reasons(candidates, 'M11')).toEqual([{ code: 'fartherThanChosen', byMs: 50_000 }]);
});
test('[R8] an ETA is no way: a unit that cannot get there stays out', () => {
  const etas = new Map<string, Eta>();
  etas.set('M11', { ...zero, basis: 'uncalibrated' });
  const { candidates } = ask({ typeId: 'ill', seconds: { M11: null }, etas });
  expect(reasons(candidates, 'M11')).toEqual([{ code: 'unreachable' }]);
  expect(candidates[0]?.eta).toBeUndefined();
});
test('[E1] the evidence names the versions that it stands on', () => {
  expect(ask({ typeId: 'ill', seconds: { M11: 60 } })).toMatchObject({
    ...versions,
    configurationVersion: 1,
    at: at(100),
  });
});
test('[E2] the evidence stays small among two thousand units', () => {
  const telling = new Telling();
  const many = Array.from({ length: 2000 }, (_, i) => ({ ...smallTown.units[i % 5]!, unitId: `U${i}` }));
  telling.must({
    actor: machine,
    command: { type: 'AdoptConfiguration', configuration: { ...smallTown, units: many } },
  });
  const evidence = recommend({
    board: telling.board,
    for: { typeId: 'fire' },
    travel: new Map(many.map(({ unitId }, i) => [unitId, milliseconds(((i * 7919) % 2000) * 500)])),
    fixes: new Map(many.map(({ unitId }) => [unitId, { at: square.at, ageMs: 1000, source: 'device' }])),
    now: at(100),
    versions,
  });
  expect(evidence.candidates.length).toBeLessThanOrEqual(2 + 3 * 12);
  expect(chosen(evidence.candidates)).toHaveLength(2);
});
test('a unit that nobody asked the way for is left out', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  const fixes = new Map([['M11', { at: square.at, ageMs: 0, source: 'device' as const }]]);
  const evidence = recommend({
    board: telling.board,
    for: { typeId: 'ill' },
    travel: new Map(),
    fixes,
    now: at(9),
    versions,
  });
  expect(evidence.candidates.map(({ unitId }) => unitId)).not.toContain('M11');
});
test('[R6] the nearest that could help is named with what holds it, and what exists is recommended all the same', () => {
  const given = [
    opened('I1', undefined, 'fire'),
    opened('I2'),
    assigned('E2', 'I2'),
    does({ type: 'StaffUnit', unitId: 'M12', people: 0, without: [] }),
  ];
  const fire = ask({ given, typeId: 'fire', seconds: { E1: 60, E2: 300 } });
  expect(chosen(fire.candidates)).toEqual(['E1']);
  expect(fire.missing).toEqual([
    {
      capability: 'engine',
      count: 1,
      help: [
        { unitId: 'E2', travelTimeMs: 300_000, reason: { code: 'assignedElsewhere', incidentId: 'I2' } },
      ],
    },
  ]);
  const ill = ask({
    given: [...given, assigned('M11', 'I2')],
    typeId: 'ill',
    seconds: { M11: 200, M12: 100 },
  });
  expect(ill.missing[0]?.help).toEqual([
    { unitId: 'M12', travelTimeMs: 100_000, reason: { code: 'crewTooSmall', capability: 'als', people: 1 } },
  ]);
});
test('[N4] of one crew the unit that serves is chosen, and the other says with whom the crew goes', () => {
  const units = smallTown.units.map(unit => (unit.unitId === 'B1' ? unit : { ...unit, crewId: unit.kind }));
  const adopt = (version: number) =>
    does({ type: 'AdoptConfiguration', configuration: { ...smallTown, version, units } }, machine);
  const { candidates, missing } = ask({ given: [adopt(2)], typeId: 'fire', seconds: { E1: 60, E2: 30 } });
  expect(chosen(candidates)).toEqual(['E2']);
  expect(reasons(candidates, 'E1')).toEqual([{ code: 'crewChosen', unitId: 'E2' }]);
  expect(missing).toMatchObject([{ capability: 'engine', count: 1 }]);
  const out = ask({
    given: [adopt(2), opened('I1'), assigned('M11', 'I1')],
    typeId: 'ill',
    seconds: { M11: 60, M12: 30 },
  });
  expect(chosen(out.candidates)).toEqual([]);
  expect(reasons(out.candidates, 'M12')).toEqual([{ code: 'crewAway', unitId: 'M11' }]);
});
test('[N2] [R5] a second alarm asks for what its card adds, beside what is there', () => {
  const types = smallTown.types.map(type => ({
    ...type,
    runCards: [{ alarm: 2, needs: [{ capability: 'als', count: 1 }] }],
  }));
  const given = [
    does({ type: 'AdoptConfiguration', configuration: { ...smallTown, version: 2, types } }, machine),
    opened('I1', undefined, 'fire'),
    assigned(['E1', 'E2'], 'I1'),
    does({ type: 'RaiseAlarm', incidentId: 'I1', alarm: 2 }),
  ];
  const { candidates, needs, runCard } = ask({ given, incidentId: 'I1', seconds: { M11: 60, E1: 1, E2: 1 } });
  expect(needs).toEqual([
    { capability: 'engine', count: 2 },
    { capability: 'als', count: 1 },
  ]);
  expect(chosen(candidates)).toEqual(['M11']);
  expect(runCard).toMatchObject({ alarm: 2 });
});
