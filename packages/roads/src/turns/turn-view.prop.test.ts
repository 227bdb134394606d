import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../build.ts';
import { resolveClosures } from '../closures.ts';
import { openGraph } from '../graph.ts';
import { buildHierarchy } from '../hierarchy/build-hierarchy.ts';
import { createLiveUnits } from '../hierarchy/live-units.ts';
import { createMetric } from '../hierarchy/metric.ts';
import { orderNodes } from '../hierarchy/order.ts';
import { pathBetween } from '../hierarchy/path.ts';
import { sweepMatrix } from '../hierarchy/sweep-matrix.ts';
import { timeBetween } from '../hierarchy/time-between.ts';
import { matrix, UNREACHABLE } from '../matrix.ts';
import { createLiveNearest } from '../nearest.ts';
import { route, routeAlong } from '../route.ts';
import { type Snap, snap, snapToId } from '../snap.ts';
import { digest } from '../testing/digest.ts';
import { randomSpot, randomTown, waysOf } from '../testing/random-town.ts';
import type { Spot, Town } from '../testing/slow-truth.ts';
import { breaksRule, goOnMs, slowTurnTimes, type TurnTruth } from '../testing/slow-turns.ts';
import { orderOfView } from './order-of-view.ts';
import { PROFILES, TURNS } from './turn-costs.ts';
import type { TurnRuleInput } from './turn-rule.ts';
import { turnView } from './turn-view.ts';
import { viewWithTimes } from './view-times.ts';

interface Line {
  readonly kind: 'no' | 'only';
  /** legs of the town, each beginning where the one before ends */
  readonly legs: readonly number[];
}

/** A walk over the town of two to four legs, by numbers that choose among the ways on; undefined where it ends too soon. */
function walk(town: Town, start: number, choices: readonly number[]): number[] | undefined {
  const legs = [start % town.legs.length];
  for (const choice of choices) {
    const here = town.legs[legs[legs.length - 1]!]!.to;
    const onward = town.legs.flatMap((leg, i) => (leg.from === here ? [i] : []));
    if (onward.length === 0) break;
    legs.push(onward[choice % onward.length]!);
  }
  return legs.length > 1 ? legs : undefined;
}

const linesOf = (town: Town): fc.Arbitrary<Line[]> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom('no' as const, 'no' as const, 'only' as const),
        start: fc.nat(town.legs.length - 1),
        choices: fc.oneof(
          fc.array(fc.nat(9), { minLength: 1, maxLength: 1 }),
          fc.array(fc.nat(9), { maxLength: 3 }),
        ),
      }),
      { maxLength: 5 },
    )
    .map(all =>
      all.flatMap(({ kind, start, choices }) => {
        const legs = walk(town, start, choices);
        return legs ? [{ kind, legs }] : [];
      }),
    );

const scene = randomTown.chain(town =>
  fc.record({
    town: fc.constant(town),
    lines: linesOf(town),
    closed: fc.array(fc.constantFrom(...town.legs), { maxLength: 1 }),
    from: fc.array(randomSpot(town), { minLength: 1, maxLength: 4 }),
    to: fc.array(randomSpot(town), { minLength: 1, maxLength: 4 }),
    turns: fc.constantFrom(...TURNS),
    profile: fc.constantFrom(...PROFILES),
  }),
);

/** The rules of a scene as the source of a graph gives them, each leg being a way of its own. */
function inputOf(town: Town, { kind, legs }: Line): TurnRuleInput {
  const between = legs.slice(1, -1).map(String);
  return {
    kind,
    from: [String(legs[0])],
    via: between.length > 0 ? { ways: between } : { node: town.legs[legs[0]!]!.to },
    to: [String(legs[legs.length - 1])],
  };
}

function setUp({
  town,
  lines,
  closed,
  turns,
  profile,
}: typeof scene extends fc.Arbitrary<infer S> ? S : never) {
  const ways = waysOf(town).map((way, i) => ({ ...way, id: String(i) }));
  const rules = lines.map(line => inputOf(town, line));
  const nodes = [...town.places].map(([id, at]) => ({ id, at }));
  const opened = openGraph(buildGraph(ways, { digest, nodes, turns: { rules } }).buffer, digest);
  if (!opened.ok) throw new Error(opened.error.code);
  const graph = opened.value;
  const arcOf = (leg: number) => graph.edgeArcs[2 * leg]!;
  const forbidden = lines.flatMap(({ kind, legs }) => {
    const arcs = legs.map(arcOf);
    if (kind === 'no') return [arcs];
    return arcs.slice(1).flatMap((arc, i) =>
      Array.from({ length: graph.arcCount }, (_, other) => other)
        .filter(other => other !== arc && graph.arcTail[other] === graph.arcTail[arc])
        .map(other => [...arcs.slice(0, i + 1), other]),
    );
  });
  const closures = resolveClosures(graph, closed);
  if (!closures.ok) throw new Error(closures.error.code);
  const truth: TurnTruth = { graph, rules: forbidden, turns, profile };
  const place = (spot: Spot): Snap | undefined =>
    'node' in spot ? snapToId(graph, spot.node) : snap(graph, spot.at, { closures: closures.value });
  return { graph, view: turnView(graph, turns, profile), closures: closures.value, truth, place };
}

test('a view of the roads on which turns count = a plain search over what was driven before', () => {
  fc.assert(
    fc.property(scene, drawn => {
      const { graph, view, closures, truth, place } = setUp(drawn);
      const from = drawn.from.flatMap(spot => place(spot) ?? []);
      const to = drawn.to.flatMap(spot => place(spot) ?? []);
      const times = from.map(start => {
        const timeTo = slowTurnTimes(truth, start, closures);
        return to.map(timeTo);
      });
      const flat = times.flat();
      expect(from.flatMap(a => to.map(b => route(graph, a, b, closures, view)?.travelTimeMs))).toEqual(flat);
      const found = (row: Uint32Array) => [...row].map(ms => (ms === UNREACHABLE ? undefined : ms));
      expect(found(matrix(view, from, to, closures))).toEqual(flat);

      const order = orderOfView(view.turns, orderNodes(graph));
      const hierarchy = buildHierarchy(view, drawn.turns === 'full' ? { order } : {});
      const metric = createMetric(hierarchy, view, { closures });
      expect(from.flatMap(a => to.map(b => timeBetween(metric, a, b)))).toEqual(flat);
      expect(found(sweepMatrix(metric, from, to))).toEqual(flat);
      for (const start of from) {
        for (const end of to) {
          const path = pathBetween(metric, start, end);
          if (!path) continue;
          const { legs, travelTimeMs } = routeAlong(graph, start, path, view);
          expect(legs.reduce((sum, leg) => sum + leg.turnMs + leg.timeMs, 0)).toBe(travelTimeMs);
          legs.forEach(({ arc, turnMs }, i) => {
            expect(turnMs).toBe(
              goOnMs(
                truth,
                legs.slice(0, i).map(leg => leg.arc),
                arc,
              ),
            );
          });
        }
      }

      const plain = createLiveNearest(view);
      const live = createLiveUnits(hierarchy, view);
      from.forEach((where, i) => {
        plain.setUnit(`u${i}`, where);
        live.setUnit(`u${i}`, where);
      });
      to.forEach((at, column) => {
        const wanted = times
          .flatMap((row, i) =>
            row[column] === undefined ? [] : [{ unit: `u${i}`, travelTimeMs: row[column] }],
          )
          .sort((a, b) => a.travelTimeMs - b.travelTimeMs || (a.unit < b.unit ? -1 : 1))
          .slice(0, 3);
        expect(plain.nearest(at, 3, { closures })).toEqual(wanted);
        expect(live.nearest(metric, at, 3)).toEqual(wanted);
      });
    }),
    { numRuns: 250 },
  );
});

test('a drive takes what its legs and turns take, and breaks no rule unless it is an emergency', () => {
  fc.assert(
    fc.property(scene, drawn => {
      const { graph, view, closures, truth, place } = setUp(drawn);
      for (const start of drawn.from.flatMap(spot => place(spot) ?? [])) {
        for (const end of drawn.to.flatMap(spot => place(spot) ?? [])) {
          const found = route(graph, start, end, closures, view);
          if (!found) continue;
          let sum = 0;
          const driven: number[] = [];
          for (const { arc, turnMs, timeMs } of found.legs) {
            if (drawn.profile === 'strict') expect(breaksRule(truth.rules, driven, arc)).toBe(false);
            expect(turnMs).toBe(goOnMs(truth, driven, arc));
            sum += turnMs + timeMs;
            driven.push(arc);
          }
          expect(found.travelTimeMs).toBe(sum);
          expect(found.atMs.at(-1)).toBe(sum);
        }
      }
    }),
    { numRuns: 250 },
  );
});

test('forbidden turns only ever cost time, and the strict pay no less than an emergency', () => {
  fc.assert(
    fc.property(scene, drawn => {
      const { graph, closures, place } = setUp(drawn);
      const from = drawn.from.flatMap(spot => place(spot) ?? []);
      const to = drawn.to.flatMap(spot => place(spot) ?? []);
      const plain = matrix(graph, from, to, closures);
      const urgent = matrix(turnView(graph, drawn.turns, 'emergency'), from, to, closures);
      const strict = matrix(turnView(graph, drawn.turns, 'strict'), from, to, closures);
      plain.forEach((ms, i) => {
        expect(urgent[i]).toBeGreaterThanOrEqual(ms);
        expect(strict[i]).toBeGreaterThanOrEqual(urgent[i]!);
        expect(urgent[i] === UNREACHABLE).toBe(ms === UNREACHABLE);
      });
    }),
    { numRuns: 250 },
  );
});

test('a view over other times is the view of the roads with those times', () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 1, max: 5 }), (drawn, factor) => {
      const { graph, view } = setUp(drawn);
      const slower = { ...graph, arcTimeMs: graph.arcTimeMs.map((ms, arc) => ms * factor + (arc % 3)) };
      const { turns, ...timed } = viewWithTimes(view, slower);
      const { turns: wantedTurns, ...wanted } = turnView(slower, drawn.turns, drawn.profile);
      expect(timed).toEqual(wanted);
      expect(turns.streets).toBe(slower);
      expect(turns.over).toEqual(wantedTurns.over);
    }),
    { numRuns: 60 },
  );
});
