import type { RoadFigure } from '@clarion/roads';

/** One measured line. Minimum and spread, since machines are noisy; a figure is quoted by its median. */
export interface BenchRow {
  readonly name: string;
  readonly unit: 'ms' | 'µs' | 's' | '/s' | 'MB' | '%' | '×';
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
  readonly runs: number;
  readonly note?: string;
  /** What a plot takes: the figure of a road network, and which one. */
  readonly road?: { readonly network: string; readonly nodes: number; readonly figure: RoadFigure };
}

/** Minimum, median and maximum of what was measured. */
export function summarise(
  name: string,
  unit: BenchRow['unit'],
  figures: readonly number[],
  note?: string,
): BenchRow {
  if (figures.length === 0) throw new Error(`${name}: nothing was measured`);
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return {
    name,
    unit,
    minimum: sorted[0]!,
    median,
    maximum: sorted[sorted.length - 1]!,
    runs: figures.length,
    ...(note === undefined ? {} : { note }),
  };
}
