import { type Board, crewAway, type Entry, emptyBoard, evolve, queue, recommend } from '@clarion/dispatch';
import { instant, milliseconds } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CoreState } from '../core/recorder.ts';
import { Replication } from '../core/replication.ts';
import type { Model } from '../model.ts';
import { modelOf, type RawScenario } from '../testing/scenarios.ts';
import { LogRecorder } from './log-recorder.ts';

const capability = fc.constantFrom('als', 'bls', 'engine');
const law = fc.constantFrom(
  { distribution: 'exponential', meanSeconds: 900 } as const,
  { distribution: 'deterministic', meanSeconds: 600 } as const,
);

/** Small centres of every sort: a few units, zones and kinds of calls, more work than they can do now and then. */
const scenario: fc.Arbitrary<RawScenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    zones: fc.integer({ min: 1, max: 4 }),
    caps: fc.array(
      fc.option(fc.uniqueArray(capability, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      { minLength: 1, maxLength: 5 },
    ),
    seconds: fc.array(
      fc.integer({ min: 0, max: 20 }).map(minutes => minutes * 60),
      { minLength: 20, maxLength: 20 },
    ),
    types: fc.array(
      fc.record({
        priority: fc.integer({ min: 1, max: 3 }),
        needs: fc.uniqueArray(fc.record({ capability, count: fc.integer({ min: 1, max: 2 }) }), {
          minLength: 1,
          maxLength: 2,
          selector: need => need.capability,
        }),
        transportShare: fc.constantFrom(0, 0.5),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    crew: fc.boolean(),
    shifts: fc.boolean(),
    queue: fc.constantFrom('first-come', 'priority', 'none'),
    callsPerHour: fc.integer({ min: 1, max: 8 }),
    service: law,
    turnout: fc.boolean(),
  })
  .map(drawn => {
    const units = drawn.caps.map((own, i) => ({
      id: `u${i}`,
      post: `p${i}`,
      ...(own ? { capabilities: own } : {}),
      ...(drawn.crew && i < 2 ? { crew: 'shared' } : {}),
      ...(drawn.shifts && i === drawn.caps.length - 1 && i > 0
        ? {
            shifts: [
              { from: 0, until: 3 },
              { from: 5, until: 160 },
            ],
          }
        : {}),
    }));
    const able = (wanted: 'als' | 'bls' | 'engine') =>
      drawn.caps.filter(own => !own || own.includes(wanted) || (wanted === 'bls' && own.includes('als')))
        .length;
    const types = drawn.types.flatMap((type, i) => {
      const needs = type.needs.flatMap(need =>
        able(need.capability) === 0 ? [] : [{ ...need, count: Math.min(need.count, able(need.capability)) }],
      );
      return needs.length === 0 ? [] : [{ ...type, needs, id: `t${i}`, share: i + 1 }];
    });
    const zoneIds = Array.from({ length: drawn.zones }, (_, z) => `z${z}`);
    return {
      seed: drawn.seed,
      replications: 1,
      callsPerReplication: 25,
      warmUpCalls: 0,
      zones: zoneIds.map((id, z) => ({ id, callsPerHour: drawn.callsPerHour / (z + 1) })),
      units,
      travelSeconds: Object.fromEntries(
        units.map(({ post }, i) => [
          post,
          Object.fromEntries(zoneIds.map((id, z) => [id, drawn.seconds[i * 4 + z]!])),
        ]),
      ),
      service: drawn.service,
      ...(drawn.turnout ? { turnout: { distribution: 'deterministic', meanSeconds: 75 } as const } : {}),
      ...(types.length > 0 ? { callTypes: types } : {}),
      hospital: {
        travelSeconds: Object.fromEntries(zoneIds.map((id, z) => [id, 300 + z])),
        turnRound: drawn.service,
      },
      dispatch: { rule: 'closest' },
      queue: drawn.queue,
    } satisfies RawScenario;
  });

/** Runs one replication of the core on a log; `look` sees every moment, with a board folded from the entries alone. */
function played(raw: RawScenario, look: (moment: Moment) => void): readonly Entry[] {
  const model = modelOf(raw);
  const log: Entry[] = [];
  let folded = emptyBoard();
  const recorder = new LogRecorder(model, {
    from: instant(Date.UTC(2026, 0, 5)),
    onEntry: entry => {
      log.push(entry);
      folded = evolve(folded, entry);
    },
    onSettled: (_, state) => look({ board: folded, state, model, recorder }),
  });
  new Replication(model, 0, recorder).run();
  return log;
}

interface Moment {
  readonly board: Board;
  readonly state: CoreState;
  readonly model: Model;
  readonly recorder: LogRecorder;
}

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
    fc.property(scenario, held, (given, kept) => {
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

function disagreements({ board, state, model, recorder }: Moment): readonly string[] {
  const found: string[] = [];
  for (const [u, unitId] of model.unitIds.entries()) {
    const unit = board.units.get(unitId)!;
    const held = unit.assignmentIds.map(id => board.assignments.get(id)!.incidentId).join();
    const wanted = state.busy[u] === 1 ? recorder.incidentOf(state.callOf[u]!) : '';
    if (held !== wanted) found.push(`${unitId} is on ${held}, not ${wanted}`);
    const free = unit.status === 'available' && held === '' && crewAway(board, unit) === undefined;
    if (free !== (state.free[u] === 1)) found.push(`${unitId} is ${unit.status} on the board`);
  }
  const waiting = state.waiting.map(call => recorder.incidentOf(call));
  for (const incidentId of board.openIncidents) {
    const { assignmentIds } = board.incidents.get(incidentId)!;
    const alone = assignmentIds.every(id => board.assignments.get(id)!.endedAt !== undefined);
    if (alone && !waiting.includes(incidentId)) found.push(`${incidentId} is open and forgotten`);
  }
  return found;
}

test('whom the core sends is whom the recommendation of dispatch names, and who waits gets nobody from it either', () => {
  fc.assert(
    fc.property(scenario, raw => {
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
