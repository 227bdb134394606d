import { type Board, emptyBoard, evolve, queue, recommend } from '@clarion/dispatch';
import { milliseconds } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model } from '../model.ts';
import { disagreements, played } from '../testing/played.ts';
import { modelOf, type RawScenario } from '../testing/scenarios.ts';
import { smallCentre } from '../testing/small-centres.ts';

/** Some units held back in some hours, as a readiness level does; calls by which the hours pass. */
const held = fc.option(
  fc.record({
    priority: fc.integer({ min: 1, max: 3 }),
    hours: fc.option(
      fc.constant([
        { from: 1, until: 2 },
        { from: 4, until: 6 },
      ]),
      { nil: undefined },
    ),
  }),
  { nil: undefined },
);

test('the entries fold to a board that agrees with the core at every step', () => {
  fc.assert(
    fc.property(smallCentre, held, (given, kept) => {
      const keepFree =
        kept === undefined || given.units.length < 2
          ? []
          : [{ priority: kept.priority, units: 1, ...(kept.hours && { hours: [...kept.hours] }) }];
      const raw = { ...given, dispatch: { ...given.dispatch, keepFree } };
      const log = played(raw, moment => expect(disagreements(moment)).toEqual([]));
      const times = log.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
    { numRuns: 40 },
  );
});

test('whom the core sends is whom the recommendation of dispatch names, and who waits gets nobody from it either', () => {
  fc.assert(
    fc.property(smallCentre, raw => {
      const model = modelOf(raw);
      const log = played(raw, ({ board, state, recorder }) => {
        for (const call of state.waiting) {
          const incidentId = recorder.incidentOf(call)!;
          const helped = hasEnded(board, incidentId) ? [] : recommended(board, model, incidentId);
          if (helped.length > 0) expect.fail(`${incidentId} waits, though ${helped.join()} could go`);
        }
      });
      let board = emptyBoard();
      for (const entry of log) {
        if (entry.type === 'UnitsAssigned' && !hasEnded(board, entry.data.incidentId)) {
          const sent = entry.data.assignments.map(({ unitId }) => unitId).sort();
          expect(sent).toEqual(recommended(board, model, entry.data.incidentId));
          if (raw.queue !== 'none')
            expect(soonerServed(board, entry.data.incidentId, model, raw.queue)).toEqual([]);
        }
        board = evolve(board, entry);
      }
    }),
    { numRuns: 40 },
  );
});

/** A unit that was sent has left: the card would ask for another in its place, the core takes its need as met. */
const hasEnded = (board: Board, incidentId: string): boolean =>
  board.incidents.get(incidentId)!.assignmentIds.some(id => board.assignments.get(id)!.endedAt !== undefined);

function recommended(board: Board, model: Model, incidentId: string): readonly string[] {
  const { incidents } = board;
  const zone = model.zoneIds.indexOf(incidents.get(incidentId)!.place!.label);
  const travel = new Map(
    model.unitIds.map((unitId, unit) => [
      unitId,
      milliseconds(model.travelS[model.unitPost[unit]! * model.zoneIds.length + zone]! * 1000),
    ]),
  );
  const fix = { at: [0, 0] as const, ageMs: 0, source: 'post' as const };
  const { candidates } = recommend({
    board,
    for: { incidentId },
    travel,
    fixes: new Map(model.unitIds.map(unitId => [unitId, fix])),
    now: board.at,
    versions: { graphHash: '', closuresVersion: 0, speedsVersion: 0 },
  });
  return candidates.flatMap(one => (one.recommended ? [one.unitId] : [])).sort();
}

/** Who has waited longer, or is more urgent, and would get a unit at this moment. */
function soonerServed(
  board: Board,
  incidentId: string,
  model: Model,
  kind: RawScenario['queue'],
): readonly string[] {
  const line = queue(board).flatMap(item => (item.kind === 'incident' ? [item.incident.incidentId] : []));
  const order = kind === 'priority' ? line : line.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  return order
    .slice(0, order.indexOf(incidentId))
    .filter(other => !hasEnded(board, other) && recommended(board, model, other).length > 0);
}
