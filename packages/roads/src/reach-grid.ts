import { type Bounds, boundsOf, type LngLat } from '@clarion/measure';

/** A straight piece of road, or a point. */
export interface DrawnPiece {
  readonly from: LngLat;
  readonly to: LngLat;
  /** when one is soonest between two shares (0–1) of it, low ≤ high; Infinity: never */
  readonly soonest: (low: number, high: number) => number;
}

/** The soonest times around roads, in square cells counted from the south-west, row by row. */
export interface ReachGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellM: number;
  /** the ground that it covers */
  readonly bounds: Bounds;
  draw(piece: DrawnPiece): void;
  isReached(cell: number, boundMs: number): boolean;
  /** rings in cells to rings in degrees */
  place(polygon: readonly (readonly (readonly [number, number])[])[]): LngLat[][];
}

const METRES_PER_DEGREE = 111_195;
const BRUSH_M = 30;
const CELL_M = 12;
const MOST_CELLS_ACROSS = 1600;
/** Cells whose middle is as near as this to a reached road are reached, so that the outline, its corners cut, holds the road. */
const ON_ROAD_CELLS = 0.8;
const NEVER_MS = 0x7fffffff;

/**
 * A grid over `points` and some ground around them. A cell belongs to the road that is nearest to its
 * middle, if one is within 30 m, and is reached when that road is, there: so a road that cannot be reached keeps its own
 * ground, on the far bank of a river or across a wall. A cell that a reached road runs through is reached too.
 */
export function reachGrid(points: Iterable<LngLat>): ReachGrid | undefined {
  const box = boundsOf(points);
  if (!box) return undefined;
  const [west, south, east, north] = box;
  const across =
    Math.max(north - south, (east - west) * Math.cos((south * Math.PI) / 180)) * METRES_PER_DEGREE;
  const cellM = Math.max(CELL_M, across / MOST_CELLS_ACROSS);
  const cellLat = cellM / METRES_PER_DEGREE;
  const cellLng = cellLat / Math.max(0.01, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const brush = Math.max(1.5, BRUSH_M / cellM);
  const margin = Math.ceil(brush) + 1;
  const columns = Math.ceil((east - west) / cellLng) + 2 * margin + 1;
  const rows = Math.ceil((north - south) / cellLat) + 2 * margin + 1;
  const awayCells = new Float32Array(columns * rows).fill(brush);
  const nearestMs = new Int32Array(columns * rows).fill(NEVER_MS);
  const onRoadMs = new Int32Array(columns * rows).fill(NEVER_MS);

  const markNearest = (cell: number, away: number, exactMs: number) => {
    const timeMs = wholeMs(exactMs);
    // Roads that meet are equally near where they do: the soonest counts.
    if (away < awayCells[cell]! - 1e-4) {
      awayCells[cell] = away;
      nearestMs[cell] = timeMs;
    } else if (away <= awayCells[cell]! + 1e-4 && timeMs < nearestMs[cell]!) {
      nearestMs[cell] = timeMs;
    }
  };
  return {
    columns,
    rows,
    cellM,
    bounds: [
      west - margin * cellLng,
      south - margin * cellLat,
      west + (columns - margin) * cellLng,
      south + (rows - margin) * cellLat,
    ],
    draw({ from, to, soonest }) {
      const [x0, y0] = [
        (from[0] - west) / cellLng + margin - 0.5,
        (from[1] - south) / cellLat + margin - 0.5,
      ];
      const [x1, y1] = [(to[0] - west) / cellLng + margin - 0.5, (to[1] - south) / cellLat + margin - 0.5];
      const [dx, dy] = [x1 - x0, y1 - y0];
      const square = dx * dx + dy * dy;
      const lastRow = Math.min(rows - 1, Math.floor(Math.max(y0, y1) + brush));
      for (let row = Math.max(0, Math.ceil(Math.min(y0, y1) - brush)); row <= lastRow; row++) {
        // The part of the piece that comes within the brush of this row.
        const [low, high] =
          dy === 0 ? [0, 1] : sharesBetween((row - brush - y0) / dy, (row + brush - y0) / dy);
        const [a, b] = [x0 + low * dx, x0 + high * dx];
        const last = Math.min(columns - 1, Math.floor(Math.max(a, b) + brush));
        for (let column = Math.max(0, Math.ceil(Math.min(a, b) - brush)); column <= last; column++) {
          const along = square === 0 ? 0 : ((column - x0) * dx + (row - y0) * dy) / square;
          const share = along < 0 ? 0 : along > 1 ? 1 : along;
          const [ex, ey] = [x0 + share * dx - column, y0 + share * dy - row];
          const away = Math.sqrt(ex * ex + ey * ey);
          const cell = row * columns + column;
          if (away <= awayCells[cell]! + 1e-4) markNearest(cell, away, soonest(share, share));
          if (away > ON_ROAD_CELLS) continue;
          // What of the piece runs through the cell or right beside it.
          const half = square > 0 ? Math.sqrt((ON_ROAD_CELLS * ON_ROAD_CELLS - away * away) / square) : 0;
          const timeMs = soonest(Math.max(0, share - half), Math.min(1, share + half));
          if (timeMs < onRoadMs[cell]!) onRoadMs[cell] = wholeMs(timeMs);
        }
      }
    },
    isReached: (cell, boundMs) => nearestMs[cell]! <= boundMs || onRoadMs[cell]! <= boundMs,
    place: polygon =>
      polygon.map(ring =>
        ring.map(([x, y]) => [
          Number((west + (x - margin) * cellLng).toFixed(6)),
          Number((south + (y - margin) * cellLat).toFixed(6)),
        ]),
      ),
  };
}

function sharesBetween(a: number, b: number): readonly [number, number] {
  return [Math.max(0, Math.min(1, Math.min(a, b))), Math.min(1, Math.max(0, Math.max(a, b)))];
}

/** Rounded up, so that nothing is reached before its time; a sum that is a hair over a whole number is that number. */
function wholeMs(timeMs: number): number {
  return timeMs < NEVER_MS ? Math.ceil(timeMs - 1e-6) : NEVER_MS;
}
