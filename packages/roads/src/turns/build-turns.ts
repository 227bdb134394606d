import { type LngLat, lineLength } from '@clarion/measure';
import * as layout from '../layout.ts';
import { type ResolvedTurns, resolveTurns } from './resolve-turns.ts';
import type { Signals, TurnRuleInput } from './turn-rule.ts';

interface BuiltArc {
  readonly tail: number;
  readonly head: number;
  readonly edge: number;
  readonly backward: 0 | 1;
}

interface BuiltParts {
  readonly nodes: number;
  readonly edges: number;
  readonly edgesOf: ReadonlyMap<string, readonly number[]>;
  /** the number of each source id, and the node of each number (NONE: along a way) */
  readonly numbers: ReadonlyMap<string, number>;
  readonly nodeOf: Uint32Array;
}

/** The rules of a graph that is being built, as lists of its arcs (sorted by tail). */
export function readTurns(
  turns: { readonly rules: Iterable<TurnRuleInput> } | undefined,
  arcs: readonly BuiltArc[],
  { nodes, edges, edgesOf, numbers, nodeOf }: BuiltParts,
): ResolvedTurns {
  if (!turns) return { rules: [], used: 0, ignored: {} };
  const edgeArcs = new Uint32Array(2 * edges).fill(layout.NONE);
  const firstOut = new Uint32Array(nodes + 1);
  arcs.forEach(({ tail, edge, backward }, arc) => {
    edgeArcs[2 * edge + backward] = arc;
    firstOut[tail + 1]! += 1;
  });
  for (let n = 0; n < nodes; n++) firstOut[n + 1]! += firstOut[n]!;
  return resolveTurns(
    {
      arcTail: arcs.map(arc => arc.tail),
      arcHead: arcs.map(arc => arc.head),
      firstOut,
      edgeArcs,
      edgesOf: way => edgesOf.get(way) ?? [],
      nodeOf: id => {
        const node = nodeOf[numbers.get(id) ?? -1] ?? layout.NONE;
        return node === layout.NONE ? undefined : node;
      },
    },
    turns.rules,
  );
}

/**
 * Marks the arcs on which a signal is met. One at a junction is for all that come to it. One along a way that
 * does not say for which direction is for the traffic that has the larger part of the arc behind it: it stands
 * before a junction.
 */
export function writeSignals(
  out: layout.Sections,
  signals: Signals,
  ids: readonly string[],
  rank: Uint32Array,
): void {
  const atText = new Map<number, 'both' | 'forward' | 'backward'>();
  ids.forEach((id, number) => {
    const signal = signals.get(id);
    if (signal) atText.set(rank[number]!, signal);
  });
  for (let edge = 0; edge + 1 < out.edgeFirstPoint.length; edge++) {
    const [first, last] = [out.edgeFirstPoint[edge]!, out.edgeFirstPoint[edge + 1]! - 1];
    const mark = (backward: 0 | 1) => {
      const arc = out.edgeArcs[2 * edge + backward]!;
      if (arc !== layout.NONE) out.arcSignal[arc] = 1;
    };
    for (let p = first; p <= last; p++) {
      const signal = atText.get(out.pointId[p]!);
      if (!signal) continue;
      if (p === first || p === last) mark(p === last ? 0 : 1);
      else if (signal !== 'both') mark(signal === 'forward' ? 0 : 1);
      else mark(lengthOf(out, first, p) >= lengthOf(out, p, last) ? 0 : 1);
    }
  }
}

function lengthOf({ points }: layout.Sections, from: number, to: number): number {
  const line: LngLat[] = [];
  for (let p = from; p <= to; p++) line.push([points[2 * p]!, points[2 * p + 1]!]);
  return lineLength(line);
}
