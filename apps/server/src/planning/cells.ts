import { createHash } from 'node:crypto';
import { type Cells, cellsOf, joinedCells } from '@clarion/coverage';
import type { Bounds, LngLat } from '@clarion/measure';
import type { RoadGraph } from '@clarion/roads';
import type { DemandGround } from './ground.ts';

/** The finest cells that leave no more of them than a page can draw and a hand can move. */
const CELL_SIZES_M = [250, 500, 1000, 2000, 4000, 8000];
const PLACES_AT_MOST = 8000;
const METRES_PER_DEGREE = 111_195;
/** Of a cell's width: a road is looked at so often. */
const STEP = 0.25;

/** The ground in square cells: those with a road or with demand, and which of them a road joins. */
export interface GroundCells {
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  /** South-west corner of the first cell, and the size of one, in degrees. */
  readonly corner: LngLat;
  readonly step: LngLat;
  /** `column_row` counted from 0°, as `clarion plan demand` names cells of this size. */
  readonly ids: readonly string[];
  /** Place of each in the grid: row × columns + column. */
  readonly places: readonly number[];
  readonly cells: Cells;
  /** Pairs that no road joins, and that are joined so that the city is one piece. */
  readonly joined: readonly (readonly [number, number])[];
  /** SHA-256 of ids, workloads and borders. */
  readonly hash: string;
}

/** Cells of the demand; two sides by side are neighbours where a road leads from one into the other, so a river is a border. */
export function groundCells(graph: RoadGraph, demand: DemandGround): GroundCells {
  const [west, south, east, north] = boundsOf(graph.bounds, demand.at);
  const middle = (((south + north) / 2) * Math.PI) / 180;
  const sizeOf = (cellM: number) => {
    const high = cellM / METRES_PER_DEGREE;
    const wide = high / Math.max(0.01, Math.cos(middle));
    const [firstColumn, firstRow] = [Math.floor(west / wide), Math.floor(south / high)];
    const columns = Math.floor(east / wide) - firstColumn + 1;
    const rows = Math.floor(north / high) - firstRow + 1;
    return { cellM, high, wide, firstColumn, firstRow, columns, rows };
  };
  const sizes = CELL_SIZES_M.map(sizeOf);
  const size = sizes.find(one => one.columns * one.rows <= PLACES_AT_MOST) ?? sizes.at(-1)!;
  const { cellM, high, wide, firstColumn, firstRow, columns, rows } = size;
  const placeOf = ([lng, lat]: LngLat) =>
    (Math.floor(lat / high) - firstRow) * columns + Math.floor(lng / wide) - firstColumn;

  const workloadAt = new Map<number, number>();
  for (const [cell, at] of demand.at.entries()) {
    const place = placeOf(at);
    workloadAt.set(place, (workloadAt.get(place) ?? 0) + demand.weight[cell]!);
  }
  const borders = new Set<string>();
  for (const [place, next] of roadSteps(graph, placeOf, [wide * STEP, high * STEP], columns)) {
    for (const one of [place, next]) if (!workloadAt.has(one)) workloadAt.set(one, 0);
    if (place !== next) borders.add(place < next ? `${place} ${next}` : `${next} ${place}`);
  }
  const places = [...workloadAt.keys()].sort((a, b) => a - b);
  const cellAt = new Map(places.map((place, cell) => [place, cell]));
  const pairs = [...borders].map(pair => pair.split(' ').map(place => cellAt.get(Number(place))!));
  const apart = cellsOf(
    Float64Array.from(places, place => workloadAt.get(place)!),
    Uint32Array.from(pairs, pair => pair[0]!),
    Uint32Array.from(pairs, pair => pair[1]!),
    new Float64Array(pairs.length).fill(cellM),
  );
  const corners = places.map((place): [number, number] => [place % columns, Math.floor(place / columns)]);
  const { cells, joined } = joinedCells(apart, corners, 1);
  const ids = corners.map(([column, row]) => `${firstColumn + column}_${firstRow + row}`);
  const hash = createHash('sha256').update(JSON.stringify([cellM, ids]));
  // A division is of cells and ways between them; how much is asked for there changes with every call.
  for (const part of [cells.start, cells.neighbours, cells.border]) hash.update(part);
  return {
    cellM,
    columns,
    rows,
    corner: [firstColumn * wide, firstRow * high],
    step: [wide, high],
    ids,
    places,
    cells,
    joined,
    hash: hash.digest('hex'),
  };
}

function boundsOf([west, south, east, north]: Bounds, at: readonly LngLat[]): Bounds {
  let [w, s, e, n] = [west, south, east, north];
  for (const [lng, lat] of at) {
    w = Math.min(w, lng);
    e = Math.max(e, lng);
    s = Math.min(s, lat);
    n = Math.max(n, lat);
  }
  return [w, s, e, n];
}

/** Every step of a road from one cell into another that shares a side with it, or within one; corners are gone around. */
function* roadSteps(
  { edgeCount, edgeFirstPoint, points }: RoadGraph,
  placeOf: (at: LngLat) => number,
  [wide, high]: LngLat,
  columns: number,
): Generator<readonly [number, number]> {
  for (let edge = 0; edge < edgeCount; edge++) {
    let before = -1;
    for (let point = edgeFirstPoint[edge]!; point < edgeFirstPoint[edge + 1]!; point++) {
      const here: LngLat = [points[2 * point]!, points[2 * point + 1]!];
      if (before === -1) before = placeOf(here);
      const last = Math.max(edgeFirstPoint[edge]!, point - 1);
      const from: LngLat = [points[2 * last]!, points[2 * last + 1]!];
      const steps = Math.ceil(
        Math.max(Math.abs(here[0] - from[0]) / wide, Math.abs(here[1] - from[1]) / high, 1),
      );
      for (let step = 1; step <= steps; step++) {
        const share = step / steps;
        const place = placeOf([from[0] + (here[0] - from[0]) * share, from[1] + (here[1] - from[1]) * share]);
        const rows = Math.floor(place / columns) - Math.floor(before / columns);
        if (rows !== 0 && place - before !== rows * columns) {
          yield [before, before + rows * columns];
          yield [before + rows * columns, place];
        } else yield [before, place];
        before = place;
      }
    }
  }
}
