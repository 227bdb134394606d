import { join } from 'node:path';
import {
  matrix,
  openGraph,
  PROFILES,
  type RoadGraph,
  route,
  type Snap,
  snap,
  TURNS,
  turnView,
  UNREACHABLE,
} from '@clarion/roads';
import { expect, test } from 'vitest';
import { sequence } from '../../../../packages/roads/src/testing/network.ts';
import { turnsBackBehind } from '../../../../packages/roads/src/turns/turn-back.ts';
import {
  BROKEN_RULE_MS,
  isBack,
  isDeadEnd,
  turnCostMs,
  U_TURN_MS,
} from '../../../../packages/roads/src/turns/turn-costs.ts';
import { buildRoadsFromOsm } from '../build-roads.ts';
import { dataFolder } from '../testing/folder.ts';

const withData = test.skipIf(dataFolder === undefined);

interface Cases {
  readonly graph: RoadGraph;
  readonly rules: readonly (readonly number[])[];
  readonly turns: (typeof TURNS)[number];
  readonly profile: (typeof PROFILES)[number];
}

const half = (ms: number) => Math.floor(ms + 0.5 + 1e-6);

/** Times by Dijkstra's search over what was driven, as far back as a rule looks: states are texts, waiting ones lie in buckets of a second. */
function plainTimes({ graph, rules, turns, profile }: Cases, from: Snap): (to: Snap) => number {
  const lists = rules.map(arcs => ({ arcs, ms: BROKEN_RULE_MS }));
  if (turns === 'restrictions') {
    lists.push(...turnsBackBehind(graph, rules).map(arcs => ({ arcs, ms: U_TURN_MS })));
  }
  const starts = new Set<string>();
  const priceOf = new Map<string, number>();
  for (const { arcs, ms } of lists) {
    for (let length = 1; length < arcs.length; length++) starts.add(arcs.slice(0, length).join());
    priceOf.set(arcs.join(), Math.max(ms, priceOf.get(arcs.join()) ?? 0));
  }
  const longest = Math.max(2, ...lists.map(({ arcs }) => arcs.length));
  const suffixes = (driven: readonly number[]) => driven.map((_, i) => driven.slice(i)).slice(-longest);
  const remember = (driven: readonly number[]) =>
    suffixes(driven).find(tail => tail.length === 1 || starts.has(tail.join()))!;
  const costMs = (driven: readonly number[], arc: number): number | undefined => {
    const last = driven[driven.length - 1]!;
    const price = Math.max(0, ...suffixes([...driven, arc]).map(tail => priceOf.get(tail.join()) ?? 0));
    if (profile === 'strict' && price > 0) return undefined;
    if (turns !== 'full') return price;
    if (profile === 'strict' && isBack(graph, last, arc) && !isDeadEnd(graph, last)) return undefined;
    return price + turnCostMs(graph, last, arc);
  };
  const best = new Map<string, { readonly ms: number; readonly driven: readonly number[] }>();
  const waiting: { readonly ms: number; readonly driven: readonly number[] }[][] = [];
  const offer = (ms: number, driven: readonly number[]) => {
    const key = driven.join();
    if (ms >= (best.get(key)?.ms ?? Infinity)) return;
    const state = { ms, driven };
    best.set(key, state);
    const second = Math.floor(ms / 1000);
    waiting[second] ??= [];
    waiting[second].push(state);
  };
  for (const { arc, fraction } of from.arcs) offer(half(graph.arcTimeMs[arc]! * (1 - fraction)), [arc]);
  for (let second = 0; second < waiting.length; second++) {
    const some = waiting[second] ?? [];
    for (let state = some.pop(); state; state = some.pop()) {
      if (best.get(state.driven.join())!.ms < state.ms) continue;
      const node = graph.arcHead[state.driven[state.driven.length - 1]!]!;
      for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) {
        const ms = costMs(state.driven, arc);
        if (ms !== undefined) offer(state.ms + ms + graph.arcTimeMs[arc]!, remember([...state.driven, arc]));
      }
    }
  }
  const byNode = new Map<number, { readonly ms: number; readonly driven: readonly number[] }[]>();
  for (const state of best.values()) {
    const node = graph.arcHead[state.driven[state.driven.length - 1]!]!;
    byNode.set(node, [...(byNode.get(node) ?? []), state]);
  }
  return to =>
    Math.min(
      Infinity,
      ...to.arcs.flatMap(({ arc, fraction }) =>
        (byNode.get(graph.arcTail[arc]!) ?? []).flatMap(({ ms, driven }) => {
          const more = costMs(driven, arc);
          return more === undefined ? [] : [ms + more + half(graph.arcTimeMs[arc]! * fraction)];
        }),
      ),
    );
}

withData(
  'Porto: times with turns are those of a plain search over what was driven, and the strict break no rule (needs CLARION_DATA)',
  async () => {
    const built = await buildRoadsFromOsm(join(dataFolder!, 'osm/porto_portugal.osm.pbf'), {
      keep: { turns: 'full' },
    });
    if (!built.ok) throw new Error(built.error.code);
    expect(built.value.turnRules).toBe(335);
    const opened = openGraph(built.value.buffer);
    if (!opened.ok) throw new Error(opened.error.code);
    const graph = opened.value;
    const rules = Array.from({ length: graph.firstTurnArc.length - 1 }, (_, rule) => [
      ...graph.turnArcs.subarray(graph.firstTurnArc[rule], graph.firstTurnArc[rule + 1]),
    ]);
    const chance = sequence(335);
    // Half of the places where a rule begins or ends, so that rules matter.
    const places: Snap[] = [];
    while (places.length < 50) {
      const rule = rules[Math.floor(chance() * rules.length)]!;
      const arc =
        places.length % 2
          ? Math.floor(chance() * graph.arcCount)
          : rule[places.length % 4 ? rule.length - 1 : 0]!;
      const point = graph.edgeFirstPoint[graph.arcEdge[arc]! >>> 1]!;
      const middle = [0, 1].map(
        axis => (graph.points[2 * point + axis]! + graph.points[2 * point + 2 + axis]!) / 2,
      );
      const found = snap(graph, [middle[0]!, middle[1]!]);
      if (found && found.node === undefined) places.push(found);
    }
    const [from, to] = [places.slice(0, 1), places.slice(1)];
    let changed = 0;
    for (const turns of TURNS) {
      for (const profile of PROFILES) {
        const view = turnView(graph, turns, profile);
        const truth = from.flatMap(start => {
          const timeTo = plainTimes({ graph, rules, turns, profile }, start);
          return to.map(timeTo);
        });
        const fast = [...matrix(view, from, to)].map(ms => (ms === UNREACHABLE ? Infinity : ms));
        expect(fast).toEqual(truth);
        if (profile !== 'strict') continue;
        for (const start of from) {
          for (const end of to) {
            const arcs =
              route(graph, start, end, undefined, view)
                ?.legs.map(leg => leg.arc)
                .join() ?? '';
            expect(rules.filter(rule => `,${arcs},`.includes(`,${rule.join()},`))).toEqual([]);
            if (
              arcs !==
              (route(graph, start, end)
                ?.legs.map(leg => leg.arc)
                .join() ?? '')
            )
              changed++;
          }
        }
      }
    }
    expect(changed).toBeGreaterThan(0);
  },
);
