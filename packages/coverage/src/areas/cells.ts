/** Cells of a city that are to be divided: their workload, and which of them share a passable border. */
export interface Cells {
  readonly workload: Float64Array;
  /** Neighbours of cell i: `neighbours[start[i]…start[i + 1]]`, each with the length of the common border in `border`. */
  readonly start: Uint32Array;
  readonly neighbours: Uint32Array;
  readonly border: Float64Array;
}

/** From pairs of neighbours, each given once or in both directions; a border that comes twice keeps its longer length. */
export function cellsOf(
  workload: Float64Array,
  first: Uint32Array,
  second: Uint32Array,
  length: Float64Array,
): Cells {
  const lists: Map<number, number>[] = Array.from(workload, () => new Map());
  for (let at = 0; at < first.length; at++) {
    const [a, b] = [first[at]!, second[at]!];
    if (a === b) continue;
    const longer = Math.max(length[at]!, lists[a]!.get(b) ?? 0);
    lists[a]!.set(b, longer);
    lists[b]!.set(a, longer);
  }
  const start = new Uint32Array(workload.length + 1);
  for (const [cell, list] of lists.entries()) start[cell + 1] = start[cell]! + list.size;
  const neighbours = Uint32Array.from(lists.flatMap(list => [...list.keys()]));
  const border = Float64Array.from(lists.flatMap(list => [...list.values()]));
  return { workload, start, neighbours, border };
}

/** The connected parts of a set of cells, the largest first. `has` says which cells are in the set. */
export function partsOf(cells: Cells, has: (cell: number) => boolean): number[][] {
  const count = cells.workload.length;
  const seen = new Uint8Array(count);
  const parts: number[][] = [];
  for (let from = 0; from < count; from++) {
    if (seen[from] === 1 || !has(from)) continue;
    const part = [from];
    seen[from] = 1;
    for (let at = 0; at < part.length; at++) {
      const cell = part[at]!;
      for (let i = cells.start[cell]!; i < cells.start[cell + 1]!; i++) {
        const next = cells.neighbours[i]!;
        if (seen[next] === 1 || !has(next)) continue;
        seen[next] = 1;
        part.push(next);
      }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

export interface AreaFigures {
  readonly workload: Float64Array;
  readonly cellCount: Uint32Array;
  /** The largest distance of an area's workload from the mean, as a share of the mean. */
  readonly imbalance: number;
  /** No division into so many areas can be more even. */
  readonly bound: number;
  /** Areas that hang together over borders; an area without cells does not. */
  readonly contiguous: boolean;
  /** Length of all borders between areas. */
  readonly borderLength: number;
}

/** The figures of any division, also one that was made by hand. `areaOf[cell]` is below `areaCount`. */
export function areaFigures(cells: Cells, areaOf: ArrayLike<number>, areaCount: number): AreaFigures {
  const workload = new Float64Array(areaCount);
  const cellCount = new Uint32Array(areaCount);
  let borderLength = 0;
  for (let cell = 0; cell < cells.workload.length; cell++) {
    workload[areaOf[cell]!]! += cells.workload[cell]!;
    cellCount[areaOf[cell]!]!++;
    for (let i = cells.start[cell]!; i < cells.start[cell + 1]!; i++) {
      if (areaOf[cells.neighbours[i]!] !== areaOf[cell]) borderLength += cells.border[i]! / 2;
    }
  }
  const mean = workload.reduce((sum, one) => sum + one, 0) / areaCount;
  const farthest = workload.reduce((most, one) => Math.max(most, Math.abs(one - mean)), 0);
  const contiguous = cellCount.every(
    (count, area) => count > 0 && partsOf(cells, cell => areaOf[cell] === area).length === 1,
  );
  const imbalance = mean === 0 ? 0 : farthest / mean;
  const bound = leastImbalance(cells, areaCount);
  return { workload, cellCount, imbalance, bound, contiguous, borderLength };
}

/** No division can be more even: a cell is not divided, so an area weighs at least as much as the heaviest one. */
export function leastImbalance(cells: Cells, areaCount: number): number {
  const sum = cells.workload.reduce((total, one) => total + one, 0);
  const heaviest = cells.workload.reduce((most, one) => Math.max(most, one), 0);
  return sum === 0 ? 0 : Math.max(0, (heaviest * areaCount) / sum - 1);
}
