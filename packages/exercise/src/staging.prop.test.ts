import type { Actor, Place } from '@clarion/dispatch';
import { distance, instant, type LngLat } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatedCalls } from './generated-calls.ts';
import { type Play, play } from './testing/play.ts';
import { generatedOptions, hospitals, morning, units } from './testing/town.ts';

const MINUTE = 60_000;
const dispatcher: Actor = { kind: 'operator', id: 'dispatcher', role: 'dispatcher' };
const later = (ms: number) => instant(morning + ms);
const placeAt = (at: LngLat): Place => ({ at, uncertaintyM: 0, label: 'x', source: 'map', verified: true });
const END = 150 * MINUTE;
const crews = ['M1', 'E1', 'P2'];

/** An attended drill with one incident and nothing else; what was told of where it has moved is in `moved`. */
function scene(at: LngLat, moved: Map<string, Place>): Play {
  const p = play(units, {
    seed: 7,
    script: {
      ...generatedCalls(generatedOptions),
      from: () => [][Symbol.iterator](),
      stayOf: () => ({ sceneMs: 10 * END }),
    },
    hospitals,
    from: morning,
    attended: true,
    placeOf: incident => moved.get(incident.moves?.at(-1)?.place.sealedId ?? '') ?? incident.place,
  });
  p.submit(later(0), dispatcher, { type: 'OpenIncident', typeId: 'medical', place: placeAt(at) });
  return p;
}
const positionOf = (p: Play, unitId: string, ms: number) =>
  p.exercise.positionsAt(later(ms)).find(fix => fix.unitId === unitId)!;

const point = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 }))
  .map(([x, y]): LngLat => [x / 1000, y / 1000]);

test('whoever is staged waits where it was told, goes in only when it is safe, and to where the incident is then', () => {
  fc.assert(
    fc.property(
      fc.record({
        at: point,
        depot: fc.option(point, { nil: undefined }),
        stagedMs: fc.integer({ min: 0, max: 4 * MINUTE }),
        moves: fc.array(fc.tuple(point, fc.integer({ min: 0, max: 70 * MINUTE })), { maxLength: 2 }),
        deadMs: fc.array(fc.integer({ min: 1, max: 80 * MINUTE }), { maxLength: 2 }),
      }),
      ({ at, depot, stagedMs, moves, deadMs }) => {
        const moved = new Map<string, Place>();
        const p = scene(at, moved);
        const safeMs = 60 * MINUTE;
        const stage = () =>
          p.submit(later(stagedMs), dispatcher, {
            type: 'SetStaging',
            incidentId: 'I1',
            reason: 'violence',
            ...(depot === undefined ? {} : { place: { at: depot, label: 'Depot' } }),
          });
        const acts: readonly (readonly [number, () => void])[] = [
          [
            0,
            () =>
              p.submit(later(0), dispatcher, {
                type: 'AssignUnits',
                incidentId: 'I1',
                unitIds: crews,
                displayed: [],
              }),
          ],
          [stagedMs, stage],
          [safeMs, () => p.submit(later(safeMs), dispatcher, { type: 'TellSafe', incidentId: 'I1' })],
          ...moves.map(([to, ms], i) => {
            const sealedId = `s${i}`;
            const move = () => {
              moved.set(sealedId, placeAt(to));
              p.submit(later(ms), dispatcher, {
                type: 'MovePlace',
                incidentId: 'I1',
                place: { sealedId, digest: 'aa' },
                told: 'caller',
              });
            };
            return [ms, move] as const;
          }),
          ...deadMs.map(ms => [ms, () => p.restart()] as const),
        ];
        const whereAt = (ms: number): LngLat =>
          moves.toSorted((a, b) => a[1] - b[1]).findLast(([, told]) => told <= ms)?.[0] ?? at;
        const before = new Map<string, LngLat>();
        for (const [ms, act] of acts.toSorted((a, b) => a[0] - b[0])) {
          p.run(later(ms));
          if (ms === safeMs) for (const id of crews) before.set(id, positionOf(p, id, ms).at);
          act();
        }
        p.run(later(END));
        expect(p.refusals).toEqual([]);
        for (const assignmentId of p.board.incidents.get('I1')!.assignmentIds) {
          const { unitId, times, staging } = p.board.assignments.get(assignmentId)!;
          const wentIn = times.onScene!;
          // A crew that was there already when the order came is not called back.
          if (wentIn < later(stagedMs)) continue;
          expect(wentIn).toBeGreaterThan(later(safeMs));
          expect(staging?.heardAt).toBeGreaterThan(later(safeMs));
          if (depot) {
            expect(staging?.reachedAt).toBeLessThan(later(safeMs));
            expect(distance(before.get(unitId)!, depot)).toBeLessThan(1);
          } else if (moves.length === 0) {
            const home = units.find(unit => unit.unitId === unitId)!.home!;
            const near = Math.min(149, distance(home, at) - 1);
            expect(distance(before.get(unitId)!, at)).toBeGreaterThan(near);
          }
          expect(distance(positionOf(p, unitId, END).at, whereAt(END))).toBeLessThan(41);
        }
      },
    ),
    { numRuns: 40 },
  );
});
