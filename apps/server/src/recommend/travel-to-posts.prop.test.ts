import { type Board, type Entry, type Evidence, emptyBoard, evolve, withCover } from '@clarion/dispatch';
import { instant, type LngLat, milliseconds } from '@clarion/measure';
import { buildHierarchy } from '@clarion/roads';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRoadsNow } from '../streets/roads-now.ts';
import { at, gridGraph } from '../testing/grid.ts';
import { createAbilities } from './abilities.ts';
import { travelToPosts } from './travel-to-posts.ts';
import { createUnitsOnRoad } from './units-on-road.ts';
import { roadsAround } from './way.ts';

const SIDE = 6;
const graph = gridGraph(SIDE);
const hierarchy = buildHierarchy(graph);
const now = instant(1_000_000);
const metric = createRoadsNow({ graph, hierarchy, closures: { at: () => undefined } }).at(now);
const CAPABILITIES = ['engine', 'bls'];

const corner = fc.tuple(fc.nat(SIDE - 1), fc.nat(SIDE - 1)).map(([x, y]): LngLat => at(x, y));
const unit = fc.record({
  home: corner,
  capabilities: fc.subarray(CAPABILITIES, { minLength: 1 }),
  crew: fc.constantFrom('c1', 'c2', 'c3', 'c4', undefined),
  postId: fc.constantFrom('P0', 'P1'),
  isOut: fc.integer({ min: 0, max: 9 }).map(chance => chance < 3),
  goes: fc.integer({ min: 0, max: 9 }).map(chance => chance < 2),
});

test('what a choice leaves behind is as if everybody had been asked about, crews that share vehicles too', () => {
  let shared = 0;
  fc.assert(
    fc.property(fc.array(unit, { minLength: 3, maxLength: 40 }), corner, corner, (fleet, p0, p1) => {
      const units = fleet.map(({ home, capabilities, crew, postId }, i) => ({
        unitId: `u${i}`,
        kind: 'X',
        agency: 'fire' as const,
        capabilities,
        home,
        postId,
        ...(crew === undefined ? {} : { crewId: crew }),
      }));
      const posts = [p0, p1].map((place, i) => ({
        postId: `P${i}`,
        names: {},
        kind: 'fire' as const,
        at: place,
      }));
      const clocks = { releaseSeconds: 1, acknowledgeSeconds: 1, turnoutSeconds: 1, staleFixSeconds: 60 };
      const configuration = { version: 1, placeName: {}, units, posts, types: [], clocks };
      let board: Board = emptyBoard();
      const write = (body: object) => {
        const seq = board.head + 1;
        const actor = { kind: 'system', id: 'test' };
        const stamped = { ...body, at: now, recordedAt: now, seq, actor, commandId: `c${seq}` };
        board = evolve(board, stamped as unknown as Entry);
      };
      write({ type: 'ConfigurationAdopted', data: { configuration } });
      fleet.forEach(({ isOut }, i) => {
        const assignments = [{ assignmentId: `A${i}`, unitId: `u${i}` }];
        const data = { incidentId: 'I1', assignments, displayed: [], alsoAssigned: false };
        if (isOut) write({ type: 'UnitsAssigned', data });
      });
      const abilities = createAbilities();
      const onRoad = createUnitsOnRoad(graph, metric);
      for (const one of board.units.values())
        onRoad.put(one.unitId, one.description.home!, abilities.note(one));
      const evidence: Evidence = {
        at: now,
        candidates: fleet.map(({ goes, isOut }, i) => ({
          unitId: `u${i}`,
          status: 'available',
          recommended: goes && !isOut,
          reasons: [],
        })),
        needs: [{ capability: 'engine', count: 1 }],
        missing: [],
        graphHash: '',
        closuresVersion: 0,
        speedsVersion: 0,
        configurationVersion: 1,
      };
      const everybody = new Map(
        posts.map(({ postId, at: place }) => {
          const [end] = roadsAround(graph, place);
          const near = onRoad.nearest(end!, fleet.length);
          return [postId, new Map(near.map(one => [one.unit, milliseconds(one.travelTimeMs)]))] as const;
        }),
      );
      const found = withCover(
        board,
        evidence,
        travelToPosts(board, evidence, metric, onRoad, abilities),
      ).candidates;
      expect(found).toEqual(withCover(board, evidence, everybody).candidates);
      shared += fleet.filter(({ crew, goes }) => crew !== undefined && goes).length;
    }),
    { numRuns: 200 },
  );
  expect(shared).toBeGreaterThan(100);
});
