import { createHash } from 'node:crypto';
import type { LngLat } from '@clarion/measure';
import { buildGraph, openGraph, type RoadGraph, type TurnRuleInput, type WayInput } from '@clarion/roads';

const STEP = 0.001;

/** Column and row of a crossing → its place. */
export const at = (column: number, row: number): LngLat => [10 + column * STEP, 50 + row * STEP];
export const idAt = (column: number, row: number): string => `${column}-${row}`;

/**
 * Streets like a chessboard, `size` crossings each way: rows are "Row 0"…, columns "Column 0"…, by these names in `rules` of
 * turns too; row 0 is one-way eastwards.
 */
export function gridGraph(
  size: number,
  more: readonly WayInput[] = [],
  rules: readonly TurnRuleInput[] = [],
): RoadGraph {
  const along = Array.from({ length: size }, (_, i) => i);
  const street = (name: string, cells: readonly (readonly [number, number])[], oneway = false): WayInput => ({
    id: name,
    nodes: cells.map(([column, row]) => idAt(column, row)),
    points: cells.map(([column, row]) => at(column, row)),
    forward: true,
    backward: !oneway,
    speedKmh: 36,
    roadClass: 'residential',
    name: { en: name },
  });
  const ways = along.flatMap(i => [
    street(
      `Row ${i}`,
      along.map(j => [j, i] as const),
      i === 0,
    ),
    street(
      `Column ${i}`,
      along.map(j => [i, j] as const),
    ),
  ]);
  const built = buildGraph([...ways, ...more], {
    turns: { rules },
    digest: bytes => createHash('sha256').update(bytes).digest('hex'),
  });
  const opened = openGraph(built.buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
