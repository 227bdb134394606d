import type { Point } from './plane.ts';

/** Boxes in square cells, so that "what lies near here" need not look at the whole town. */
export interface Nearby<T> {
  add(low: Point, high: Point, item: T): void;
  /** Everything whose cells touch the box, each once, in the order in which it was added. */
  find(low: Point, high: Point): T[];
}

export function createNearby<T>(cellM: number): Nearby<T> {
  const cells = new Map<number, number[]>();
  const items: T[] = [];
  const cellOf = (v: number) => Math.floor(v / cellM) + 4096;
  const each = (low: Point, high: Point, visit: (key: number) => void) => {
    for (let x = cellOf(low[0]); x <= cellOf(high[0]); x++)
      for (let y = cellOf(low[1]); y <= cellOf(high[1]); y++) visit(x * 8192 + y);
  };
  return {
    add(low, high, item) {
      const index = items.push(item) - 1;
      each(low, high, key => {
        const cell = cells.get(key);
        if (cell) cell.push(index);
        else cells.set(key, [index]);
      });
    },
    find(low, high) {
      const found = new Set<number>();
      each(low, high, key => {
        for (const index of cells.get(key) ?? []) found.add(index);
      });
      return [...found].sort((a, b) => a - b).map(index => items[index]!);
    },
  };
}
