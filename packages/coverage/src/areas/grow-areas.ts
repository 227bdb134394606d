import type { Random } from '../random.ts';
import type { Cells } from './cells.ts';

/**
 * A first division: seeds far from one another, then always the area with the least workload takes a free neighbour, the
 * one with most of its border inside. Every area hangs together. The cells hang together and are no fewer than the areas.
 */
export function growAreas(cells: Cells, areaCount: number, random: Random): Uint16Array {
  const count = cells.workload.length;
  const free = 0xffff;
  const areaOf = new Uint16Array(count).fill(free);
  const loads = new Float64Array(areaCount);
  const frontier: Set<number>[] = Array.from({ length: areaCount }, () => new Set());
  const take = (cell: number, area: number): void => {
    areaOf[cell] = area;
    loads[area]! += cells.workload[cell]!;
    for (const list of frontier) list.delete(cell);
    for (let i = cells.start[cell]!; i < cells.start[cell + 1]!; i++) {
      if (areaOf[cells.neighbours[i]!] === free) frontier[area]!.add(cells.neighbours[i]!);
    }
  };
  for (const [area, seed] of farApart(cells, areaCount, random).entries()) take(seed, area);
  for (let taken = areaCount; taken < count; taken++) {
    let area = -1;
    for (let one = 0; one < areaCount; one++) {
      if (frontier[one]!.size > 0 && (area === -1 || loads[one]! < loads[area]!)) area = one;
    }
    let best = -1;
    let closest = -Infinity;
    for (const cell of frontier[area]!) {
      let inside = 0;
      let all = 0;
      for (let i = cells.start[cell]!; i < cells.start[cell + 1]!; i++) {
        all += cells.border[i]!;
        if (areaOf[cells.neighbours[i]!] === area) inside += cells.border[i]!;
      }
      const share = inside / Math.max(all, 1e-12);
      if (share > closest) {
        closest = share;
        best = cell;
      }
    }
    take(best, area);
  }
  return areaOf;
}

/** Cells each of which is as many borders away from those before it as possible. */
function farApart(cells: Cells, wanted: number, random: Random): number[] {
  const count = cells.workload.length;
  const steps = new Float64Array(count).fill(Infinity);
  const seeds: number[] = [];
  let next = Math.floor(random() * count);
  while (seeds.length < wanted) {
    seeds.push(next);
    steps[next] = 0;
    const queue = [next];
    for (let at = 0; at < queue.length; at++) {
      const cell = queue[at]!;
      for (let i = cells.start[cell]!; i < cells.start[cell + 1]!; i++) {
        const other = cells.neighbours[i]!;
        if (steps[cell]! + 1 >= steps[other]!) continue;
        steps[other] = steps[cell]! + 1;
        queue.push(other);
      }
    }
    next = steps.reduce((best, value, cell) => (value > steps[best]! ? cell : best), 0);
  }
  return seeds;
}
