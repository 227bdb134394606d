/** What is measured on a network; the words of each are in the catalogue. */
export const ROAD_OPERATIONS = [
  'search',
  'order',
  'frame',
  'customise',
  'change',
  'time',
  'path',
  'nearest',
  'nearestAble',
  'nearestMoving',
  'nearestAtDepot',
  'move',
  'matrix',
  'within',
] as const;
export type RoadOperation = (typeof ROAD_OPERATIONS)[number];

/** One operation's times over its runs. */
export interface RoadFigure {
  readonly operation: RoadOperation;
  /** what it was done with: how many arcs, units, minutes, rows and columns */
  readonly given: Readonly<Record<string, number>>;
  readonly runs: number;
  readonly minimumMs: number;
  readonly medianMs: number;
  readonly maximumMs: number;
  /** the median as a share of that of a plain Dijkstra search of the whole network: the ratio that travels between machines */
  readonly ofSearch: number;
  /** what else was counted: links, bytes, nodes met */
  readonly counted: Readonly<Record<string, number>>;
}

/** Throws on no times at all: nothing was measured. */
export function figureOf(
  operation: RoadOperation,
  given: Readonly<Record<string, number>>,
  timesMs: readonly number[],
  searchMs: number,
  counted: Readonly<Record<string, number>> = {},
): RoadFigure {
  if (timesMs.length === 0) throw new Error(`${operation}: nothing was measured`);
  const sorted = [...timesMs].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const medianMs = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return {
    operation,
    given,
    runs: sorted.length,
    minimumMs: sorted[0]!,
    medianMs,
    maximumMs: sorted[sorted.length - 1]!,
    ofSearch: medianMs / (searchMs || medianMs || 1),
    counted,
  };
}
