import type { Line } from './join.ts';
import { apart, lengthOf, type Point } from './plane.ts';

/** One house number on each side per this many metres: odd on the left, even on the right. */
export const NUMBER_EVERY_M = 10;

/** How far along its whole street a line begins, so that numbers run on from line to line. */
export function numberStreets(lines: readonly Line[]): Map<Line, number> {
  const byStreet = new Map<string, Line[]>();
  for (const line of lines) {
    const list = byStreet.get(line.stretch.street);
    if (list) list.push(line);
    else byStreet.set(line.stretch.street, [line]);
  }
  const starts = new Map<Line, number>();
  for (const list of byStreet.values()) {
    const [first, second] = list;
    // A one-way street may be driven against the order in which its pieces were laid.
    if (first && second && apart(ends(first)[0], ends(second)[1]) < apart(ends(first)[1], ends(second)[0]))
      list.reverse();
    let along = 0;
    for (const line of list) {
      starts.set(line, along);
      along += Math.ceil(lengthOf(line.points) / NUMBER_EVERY_M + 2) * NUMBER_EVERY_M;
    }
  }
  return starts;
}

const ends = (line: Line): readonly [Point, Point] => [line.points[0]!, line.points.at(-1)!];

/** The numbers of the stretch between two distances along the street; undefined when it is too short for one. */
export function numbersBetween(
  from: number,
  to: number,
):
  | {
      readonly left: { readonly from: number; readonly to: number };
      readonly right: { readonly from: number; readonly to: number };
    }
  | undefined {
  const low = Math.ceil(from / NUMBER_EVERY_M);
  const high = Math.ceil(to / NUMBER_EVERY_M) - 1;
  return high < low
    ? undefined
    : {
        left: { from: 2 * low + 1, to: 2 * high + 1 },
        right: { from: 2 * low + 2, to: 2 * high + 2 },
      };
}

/** The number of a house whose door is `along` metres from the start of its street. */
export const numberAt = (along: number, side: 'left' | 'right'): number =>
  2 * Math.round(along / NUMBER_EVERY_M) + (side === 'left' ? 1 : 2);
