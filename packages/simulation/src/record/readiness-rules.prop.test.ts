import {
  type Board,
  type Deployment,
  deployments,
  emptyBoard,
  evolve,
  leftWithout,
  type UnitId,
} from '@clarion/dispatch';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model } from '../model.ts';
import { disagreements, type Moment, played } from '../testing/played.ts';
import { modelOf, type RawScenario } from '../testing/scenarios.ts';
import { smallCentre } from '../testing/small-centres.ts';

const levels = ['normal', 'raised', 'high'];
const place = fc.constantFrom(undefined, 'a0', 'a1');
const level = fc.constantFrom(...levels);
const readiness = fc.record({
  schedule: fc.array(
    fc.record({
      level,
      area: place,
      from: fc.integer({ min: 0, max: 8 }),
      hours: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 3 },
  ),
  rules: fc.array(
    fc.record({
      level,
      area: place,
      freeBelow: fc.integer({ min: 1, max: 4 }),
      more: fc.integer({ min: 0, max: 1 }),
      atLeastMinutes: fc.constantFrom(0, 30),
    }),
    { maxLength: 2 },
  ),
  minimums: fc.array(
    fc.record({
      capability: fc.constantFrom('als', 'bls', 'engine'),
      count: fc.integer({ min: 1, max: 2 }),
      area: place,
      levels: fc.option(fc.uniqueArray(level, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      heldFrom: fc.constantFrom(undefined, 1, 2, 3),
      moveUp: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

/** A small centre of two areas with levels that come and go, and minimums that hold units back and move them. */
const centre = fc.tuple(smallCentre, readiness).map(([given, drawn]): RawScenario => {
  const zones = given.zones.map((zone, z) => ({ ...zone, area: `a${z % 2}` }));
  const area = (name: string | undefined) => {
    const known = zones.some(zone => zone.area === name) ? name : undefined;
    return known === undefined ? {} : { area: known };
  };
  const able = (capability: string) =>
    given.units.filter(({ capabilities: own }) => own === undefined || own.includes(capability)).length;
  const minimums = drawn.minimums.flatMap(
    ({ capability, count, area: name, levels: at, heldFrom, moveUp }) =>
      able(capability) === 0
        ? []
        : [
            {
              capability,
              count: Math.min(count, able(capability)),
              ...area(name),
              ...(at && { levels: at }),
              ...(heldFrom && { heldFrom }),
              moveUp: moveUp && area(name).area !== undefined,
            },
          ],
  );
  if (minimums.length === 0) return { ...given, zones };
  return {
    ...given,
    zones,
    readiness: {
      levels,
      schedule: drawn.schedule.map(({ level: name, area: of, from, hours }) => ({
        level: name,
        ...area(of),
        hours: [{ from, until: from + hours }],
      })),
      rules: drawn.rules.map(({ area: of, more, ...rule }) => ({
        ...rule,
        ...area(of),
        endsAt: rule.freeBelow + more,
      })),
      minimums,
    },
  };
});

/** What the board's levels ask for, with the scenario's word on whom it holds back. */
function asked(board: Board, model: Model): readonly (Deployment & { readonly of: ModelMinimum })[] {
  const { minimums } = board.configuration!.readiness!;
  return deployments(board, board.at, undefined).map(one => ({
    ...one,
    of: model.readiness!.minimums[minimums.indexOf(one.minimum)]!,
  }));
}
type ModelMinimum = NonNullable<Model['readiness']>['minimums'][number];

/** Whether somebody of these is counted where too few would be left. */
const leavesTooFew = (board: Board, one: Deployment, going: ReadonlySet<UnitId>) =>
  [...going].some(unitId => one.counted.has(unitId)) && leftWithout(board, one, going) < one.minimum.count;

/** Units that could go to a call that nobody has gone to, and leave enough behind by the board. */
function forgotten({ board, state, model, recorder }: Moment): readonly string[] {
  return state.waiting.flatMap(call => {
    const incident = board.incidents.get(recorder.incidentOf(call)!)!;
    if (incident.assignmentIds.length > 0) return [];
    const zone = model.zoneIds.indexOf(incident.place!.label);
    const type = model.types.find(({ id }) => id === incident.typeId)!;
    const held = asked(board, model).filter(({ of }) => type.priority >= of.heldFrom);
    return model.unitIds.filter((unitId, unit) => {
      const can = type.slots.some(slot => model.fills[unit * model.capabilities.length + slot] !== 0);
      const serves = model.serves[unit * model.zoneIds.length + zone] === 1;
      if (state.free[unit] === 0 || !can || !serves) return false;
      return !held.some(one => leavesTooFew(board, one, new Set([unitId])));
    });
  });
}

test('levels, posts and who is free are on the board as in the core; who is held back or moved is what its minimums say', () => {
  let [waited, moved, set] = [0, 0, 0];
  fc.assert(
    fc.property(centre, raw => {
      const model = modelOf(raw);
      const log = played(raw, moment => {
        expect(disagreements(moment)).toEqual([]);
        if (!model.readiness) return;
        expect(forgotten(moment)).toEqual([]);
        if (moment.state.waiting.length > 0 && moment.state.free.includes(1)) waited++;
      });
      if (!model.readiness) return;
      let board = emptyBoard();
      for (const entry of log) {
        if (entry.type === 'ReadinessSet') set++;
        if (entry.type === 'UnitsAssigned') {
          const { priority } = model.types.find(
            ({ id }) => id === board.incidents.get(entry.data.incidentId)!.typeId,
          )!;
          const going = new Set(entry.data.assignments.map(({ unitId }) => unitId));
          for (const one of asked(board, model))
            if (priority >= one.of.heldFrom) expect(leavesTooFew(board, one, going)).toBe(false);
        }
        if (entry.type === 'MoveUpOrdered') {
          moved++;
          const { unitId, postId, home } = entry.data;
          const area = model.areas!.ids[model.readiness.areaOfPost[model.postIds.indexOf(postId)]!];
          const now = asked(board, model).filter(({ areaId }) => areaId !== undefined);
          if (!home)
            expect(
              now.some(
                ({ areaId, of, free, minimum }) => areaId === area && of.moveUp && free < minimum.count,
              ),
            ).toBe(true);
          for (const one of now) expect(leavesTooFew(board, one, new Set([unitId]))).toBe(false);
        }
        board = evolve(board, entry);
      }
    }),
    { numRuns: 60 },
  );
  // What is to be seen did happen.
  expect(Math.min(waited, moved, set)).toBeGreaterThan(0);
});
