import type { RoadGraph } from '../graph.ts';
import { isBack, isDeadEnd } from './turn-costs.ts';

/** A street may be drawn in this many pieces before the next junction; beyond that nobody drives to evade a rule. */
export const MOST_PIECES = 16;

/**
 * The ways around a rule that nobody means: to drive on past the forbidden turn, turn back in the street
 * no later than where the next choice of ways comes, and come again from the other side. Lists of arcs like the rules, each
 * ending with the turn back; a dead end's is none of them.
 */
export function turnsBackBehind(graph: RoadGraph, rules: Iterable<readonly number[]>): number[][] {
  const found: number[][] = [];
  for (const rule of rules) {
    const before = rule.slice(0, -1);
    const came = before[before.length - 1]!;
    for (const first of waysOut(graph, graph.arcHead[came]!)) {
      if (first === rule[rule.length - 1] || isBack(graph, came, first)) continue;
      const line = [...before, first];
      for (let pieces = 1; pieces <= MOST_PIECES; pieces++) {
        const last = line[line.length - 1]!;
        if (isDeadEnd(graph, last)) break;
        const node = graph.arcHead[last]!;
        const onward: number[] = [];
        for (const arc of waysOut(graph, node)) {
          if (isBack(graph, last, arc)) found.push([...line, arc]);
          else onward.push(arc);
        }
        if (onward.length > 1) break;
        line.push(onward[0]!);
      }
    }
  }
  return found;
}

function* waysOut({ firstOut }: RoadGraph, node: number): Iterable<number> {
  for (let arc = firstOut[node]!; arc < firstOut[node + 1]!; arc++) yield arc;
}
