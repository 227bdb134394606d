import { type Field, OUTSIDE, RING } from './field.ts';
import { ringNodes } from './point-flow.ts';

/**
 * On which side of its points a cordon closes arcs. inner: those that lead on from a point into the area.
 * outer: those that lead up to a point from the outside. Either stops every drive in.
 */
export type BarrierSide = 'inner' | 'outer';

/**
 * The arcs to close at the points of a cordon, ascending. A drive from the outside into the area has a last point: after it
 * comes an entry, or a node from which the area is reached past no other point (inner). It has a first point
 * too: before it come only nodes reached from the outside past no other point (outer).
 */
export function barriers(
  field: Field,
  entries: readonly number[],
  points: readonly number[],
  side: BarrierSide,
): number[] {
  const isPoint = new Set(points);
  const arcs = side === 'inner' ? inner(field, entries, isPoint) : outer(field, isPoint);
  return [...new Set(arcs)].sort((a, b) => a - b);
}

function inner(field: Field, entries: readonly number[], isPoint: ReadonlySet<number>): number[] {
  const { graph, closed } = field;
  const { firstIn, inArcs, arcTail } = graph;
  const found = field.entryTails.filter(tail => !isPoint.has(tail));
  const seen = new Set(found);
  const arcs = entries.filter(arc => isPoint.has(arcTail[arc]!));
  for (let i = 0; i < found.length; i++) {
    const v = found[i]!;
    for (let j = firstIn[v]!; j < firstIn[v + 1]!; j++) {
      const arc = inArcs[j]!;
      const u = arcTail[arc]!;
      if (closed?.[arc] === 1) continue;
      if (isPoint.has(u)) arcs.push(arc);
      else if (!seen.has(u) && field.kindOf(u) === RING) {
        seen.add(u);
        found.push(u);
      }
    }
  }
  return arcs;
}

function outer(field: Field, isPoint: ReadonlySet<number>): number[] {
  const { graph, closed } = field;
  const { firstIn, inArcs, firstOut, arcTail, arcHead } = graph;
  const zone = ringNodes(field);
  const inZone = new Set(zone);
  const seen = new Set<number>();
  const found: number[] = [];
  const arcs: number[] = [];
  const arrive = (arc: number) => {
    const v = arcHead[arc]!;
    if (isPoint.has(v)) arcs.push(arc);
    else if (inZone.has(v) && !seen.has(v)) {
      seen.add(v);
      found.push(v);
    }
  };
  for (const v of zone) {
    for (let j = firstIn[v]!; j < firstIn[v + 1]!; j++) {
      const arc = inArcs[j]!;
      if (closed?.[arc] !== 1 && field.kindOf(arcTail[arc]!) === OUTSIDE) arrive(arc);
    }
  }
  for (let v = found.pop(); v !== undefined; v = found.pop()) {
    for (let arc = firstOut[v]!; arc < firstOut[v + 1]!; arc++) if (closed?.[arc] !== 1) arrive(arc);
  }
  return arcs;
}
