import { instant } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Board, Unit } from './board.ts';
import type { Configuration, UnitDescription } from './configuration.ts';
import { crewAway, crewOut } from './crew.ts';
import { emptyBoard } from './empty.ts';
import type { Entry, NewEntry } from './entry.ts';
import { evolve } from './evolve.ts';
import { type Counted, rosterOf } from './roster.ts';
import { areaOf } from './run-card.ts';
import { capabilitiesNow } from './staffing.ts';

const CAPABILITIES = ['engine', 'bls', 'ladder'];
const AREAS = ['north', 'south', undefined];
const POSTS = ['P0', 'P1', 'P2'];
const UNIT_IDS = Array.from({ length: 8 }, (_, i) => `u${i}`);
const CREWS = ['c1', 'c2', undefined];

const square = (south: number) =>
  [
    [
      [0, south],
      [1, south],
      [1, south + 1],
      [0, south + 1],
    ],
  ] as unknown as NonNullable<Configuration['areas']>[number]['rings'];
const description = fc.record({
  unitId: fc.constantFrom(...UNIT_IDS),
  capabilities: fc.subarray(CAPABILITIES),
  crewId: fc.constantFrom(...CREWS),
  postId: fc.constantFrom(...POSTS, 'gone', undefined),
  home: fc.constantFrom([0.5, 0.5], [0.5, 1.5], [5, 5], undefined),
  people: fc.constantFrom(1, 3, undefined),
});
const configuration = fc.record({
  units: fc.uniqueArray(description, { selector: one => one.unitId, minLength: 3, maxLength: 8 }),
  fewestForEngine: fc.constantFrom(1, 3),
  north: fc.constantFrom(0, 1),
});
const unitId = fc.constantFrom(...UNIT_IDS);
const step = fc.oneof(
  { weight: 1, arbitrary: configuration.map(made => ({ kind: 'adopt', made }) as const) },
  { weight: 4, arbitrary: unitId.map(who => ({ kind: 'assign', who }) as const) },
  { weight: 4, arbitrary: fc.nat(20).map(which => ({ kind: 'end', which }) as const) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(unitId, fc.constantFrom('available', 'outOfService', 'enRoute'))
      .map(([who, status]) => ({ kind: 'report', who, status }) as const),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(unitId, fc.constantFrom(1, 4, undefined), fc.subarray(CAPABILITIES))
      .map(([who, people, without]) => ({ kind: 'staff', who, people, without }) as const),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'ask' } as const) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const present = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** What the step writes, if it can be. */
function entryOf(taken: Step, board: Board, seq: number): Pick<NewEntry, 'type' | 'data'> | undefined {
  switch (taken.kind) {
    case 'adopt': {
      const { units, fewestForEngine, north } = taken.made;
      const made = {
        version: seq,
        placeName: {},
        types: [],
        units: units.map(one => present({ ...one, kind: 'X', agency: 'fire' }) as UnitDescription),
        posts: POSTS.map((postId, i) => ({ postId, names: {}, kind: 'fire', at: [0.5, i + 0.5] })),
        areas: [
          { areaId: 'north', names: {}, rings: square(north) },
          { areaId: 'south', names: {}, rings: square(1 - north) },
        ],
        minimumPeople: { engine: fewestForEngine },
        clocks: { releaseSeconds: 1, acknowledgeSeconds: 1, turnoutSeconds: 1, staleFixSeconds: 60 },
      };
      return { type: 'ConfigurationAdopted', data: { configuration: made as unknown as Configuration } };
    }
    case 'assign': {
      const { who } = taken;
      if (!board.units.has(who)) return undefined;
      const assignments = [{ assignmentId: `A${board.lastAssignment + 1}`, unitId: who }];
      const data = { incidentId: 'I1', assignments, displayed: [], alsoAssigned: false };
      return { type: 'UnitsAssigned', data };
    }
    case 'end': {
      const held = [...board.units.values()].flatMap(unit => unit.assignmentIds);
      const assignmentId = held[taken.which % Math.max(1, held.length)];
      if (assignmentId === undefined) return undefined;
      const who = board.assignments.get(assignmentId)!.unitId;
      const data = { assignmentId, unitId: who, incidentId: 'I1', outcome: 'completed' };
      return { type: 'AssignmentEnded', data } as unknown as NewEntry;
    }
    case 'report': {
      const { who, status } = taken;
      return {
        type: 'StatusReported',
        data: { unitId: who, status, happenedAt: instant(seq), late: false },
      };
    }
    case 'staff': {
      const { who, people, without } = taken;
      return { type: 'UnitStaffed', data: { unitId: who, ...present({ people }), without } };
    }
    case 'ask':
      return undefined;
  }
}

/** Everybody walked over: who is free, with crews that are not away. */
function countedThrough(board: Board) {
  const units = [...board.units.values()];
  const away = new Set<string>();
  for (const { description: of, assignmentIds } of units)
    if (of.crewId !== undefined && assignmentIds.length > 0) away.add(of.crewId);
  const free = units.filter(
    ({ status, leaving, description: of }) =>
      status === 'available' && !leaving && !away.has(of.crewId ?? ''),
  );
  const areaOfUnit = ({ description: { postId, home } }: Unit) => {
    const post = board.configuration?.posts.find(one => one.postId === postId);
    return areaOf(board, post?.at ?? home);
  };
  return (capability: string, areaId: string | undefined) => {
    const able = free.filter(
      unit =>
        (areaId === undefined || areaOfUnit(unit) === areaId) &&
        capabilitiesNow(board, unit).includes(capability),
    );
    return {
      crews: new Set(able.map(({ unitId: id, description: of }) => of.crewId ?? `unit ${id}`)).size,
      units: UNIT_IDS.filter(id => able.some(unit => unit.unitId === id)),
      crewsThere: ['c1', 'c2'].filter(id => able.some(unit => unit.description.crewId === id)),
      posts: POSTS.filter(id => able.some(unit => unit.description.postId === id)),
    };
  };
}

const told = (counted: Counted) => ({
  crews: counted.crews,
  units: UNIT_IDS.filter(id => counted.has(id)),
  crewsThere: ['c1', 'c2'].filter(id => counted.hasCrew(id)),
  posts: POSTS.filter(id => counted.isAt(id)),
});

test('who is free, counted as entries come, is as if everybody were counted anew', () => {
  let away = 0;
  fc.assert(
    fc.property(configuration, fc.array(step, { minLength: 5, maxLength: 60 }), (first, later) => {
      const steps: Step[] = [{ kind: 'adopt', made: first }, ...later];
      let board = emptyBoard();
      const ask = () => {
        const roster = rosterOf(board);
        const truth = countedThrough(board);
        for (const capability of CAPABILITIES)
          for (const areaId of AREAS)
            expect(told(roster.counted(capability, areaId))).toEqual(truth(capability, areaId));
        const units = [...board.units.values()];
        for (const unit of units) {
          const { crewId } = unit.description;
          const crew = units.filter(one => crewId !== undefined && one.description.crewId === crewId);
          const out = crew.filter(one => one.assignmentIds.length > 0);
          expect(crewOut(board, unit)).toBe(out.at(-1)?.unitId);
          expect(crewAway(board, unit)?.withUnitId).toBe(out.find(one => one !== unit)?.unitId);
          away += out.length;
        }
      };
      for (const [i, taken] of steps.entries()) {
        const body = entryOf(taken, board, i + 1);
        if (body === undefined) ask();
        else {
          const actor = { kind: 'system', id: 'test' };
          const when = { at: instant(i), recordedAt: instant(i) };
          board = evolve(board, { ...body, ...when, seq: i + 1, actor, commandId: `c${i}` } as Entry);
        }
      }
      ask();
    }),
    { numRuns: 300 },
  );
  expect(away).toBeGreaterThan(500);
});
