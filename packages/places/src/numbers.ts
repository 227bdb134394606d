import { segmentsOf } from './line.ts';
import type { Inside } from './placeIndex.ts';

/** A run of house numbers on one side of a segment, in the direction of its points. */
export interface Run {
  readonly segment: number;
  readonly side: 'left' | 'right';
  readonly from: number;
  readonly to: number;
}

export function runsOf(inside: Inside, street: number): Run[] {
  const numbers = inside.columns.segmentNumbers;
  const runs: Run[] = [];
  for (const segment of segmentsOf(inside, street)) {
    const [leftFrom, leftTo, rightFrom, rightTo] = numbers.subarray(
      4 * segment,
      4 * segment + 4,
    ) as unknown as [number, number, number, number];
    if (leftFrom > 0 || leftTo > 0) runs.push({ segment, side: 'left', from: leftFrom, to: leftTo });
    if (rightFrom > 0 || rightTo > 0) runs.push({ segment, side: 'right', from: rightFrom, to: rightTo });
  }
  return runs;
}

export const lowest = (run: Run): number => Math.min(run.from, run.to);
export const highest = (run: Run): number => Math.max(run.from, run.to);

/** Known addresses of a street as places in the address columns. */
export function addressesOf(inside: Inside, street: number): number[] {
  const { addressStart } = inside.columns;
  const first = addressStart[street]!;
  return Array.from({ length: addressStart[street + 1]! - first }, (_, i) => first + i);
}

export const numberOf = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? Number.NaN);

/** Whether it is known which numbers the street has. */
export const isNumbered = (inside: Inside, street: number): boolean =>
  runsOf(inside, street).length > 0 || addressesOf(inside, street).length > 0;
