import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyBoard } from './empty.ts';
import { type Deployment, leftWithout } from './readiness.ts';
import { rosterOf } from './roster.ts';

const crew = fc.constantFrom('c1', 'c2', 'c3', undefined, undefined);
const fleet = fc.array(fc.record({ crew, isThere: fc.boolean(), goes: fc.boolean() }), { maxLength: 12 });

test('whom a deployment keeps is counted as if each crew that is left were counted anew', () => {
  fc.assert(
    fc.property(fleet, units => {
      const board = emptyBoard();
      for (const [i, one] of units.entries()) {
        const description = {
          unitId: `u${i}`,
          kind: 'X',
          agency: 'fire' as const,
          capabilities: one.isThere ? ['engine'] : [],
          ...(one.crew === undefined ? {} : { crewId: one.crew }),
        };
        board.units.set(`u${i}`, {
          unitId: `u${i}`,
          description,
          status: 'available',
          statusSince: board.at,
          assignmentIds: [],
          changedSeq: 0,
        });
      }
      const ids = (keep: (one: (typeof units)[number]) => boolean) =>
        units.flatMap((one, i) => (keep(one) ? [`u${i}`] : []));
      const crewsOf = (unitIds: readonly string[]) =>
        new Set(unitIds.map(unitId => board.units.get(unitId)!.description.crewId ?? unitId)).size;
      const unitIds = ids(one => one.isThere);
      const going = new Set(ids(one => one.goes));
      const gone = new Set<string>(
        units.flatMap(one => (one.goes && one.crew !== undefined ? [one.crew] : [])),
      );
      const counted = rosterOf(board).counted('engine', undefined);
      const deployment = { free: counted.crews, counted } as Deployment;
      expect(deployment.free).toBe(crewsOf(unitIds));
      const left = unitIds.filter(
        unitId => !going.has(unitId) && !gone.has(board.units.get(unitId)!.description.crewId ?? ''),
      );
      expect(leftWithout(board, deployment, going)).toBe(crewsOf(left));
    }),
    { numRuns: 300 },
  );
});
