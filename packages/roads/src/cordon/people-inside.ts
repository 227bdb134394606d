import { distance, type LngLat, ok, type Result } from '@clarion/measure';
import { type AreaFault, type HazardArea, shapeOf } from './area.ts';

/** People by place: a census block group, a grid cell. */
export interface PeopleCell {
  readonly at: LngLat;
  readonly people: number;
  /** How far the cell reaches from `at`; half the way to the nearest other cell when not given. */
  readonly radiusM?: number | undefined;
}

export interface PeopleInside {
  /** Estimate: of a cell cut by the edge, its share inside. Not rounded. */
  readonly people: number;
  /** In the cells that lie inside as a whole. */
  readonly atLeast: number;
  /** In all cells that the area touches. */
  readonly atMost: number;
  /** Cells that the area touches. */
  readonly cells: number;
  /** Of these, how many the edge cuts, and which share of them that is (0 when there are none). */
  readonly cutCells: number;
  readonly cutShare: number;
}

/** Places looked at in a cell that the edge cuts. */
const SAMPLES = 64;
/** The turn by which a sunflower sets its seeds: samples spread evenly over the cell. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** A lone cell without a radius: the size of a city's block group. */
const LONE_RADIUS_M = 300;

/**
 * People inside an area, from cells taken as discs with people spread evenly. How sure that is shows in
 * `atLeast`, `atMost` and the share of cells that the edge cuts. Errors: the area's.
 */
export function peopleInside(
  area: HazardArea,
  cells: readonly PeopleCell[],
): Result<PeopleInside, AreaFault> {
  const shape = shapeOf(area);
  if (!shape.ok) return shape;
  let [people, atLeast, atMost, touched, cut] = [0, 0, 0, 0, 0];
  const radii = radiiOf(cells);
  for (const [i, cell] of cells.entries()) {
    const radiusM = radii(i);
    if (shape.value.isFurther(cell.at, radiusM) && !shape.value.contains(cell.at)) continue;
    const isWhole = shape.value.contains(cell.at) && shape.value.edgeDistanceM(cell.at) >= radiusM;
    const within = isWhole
      ? SAMPLES
      : samples(cell.at, radiusM).filter(at => shape.value.contains(at)).length;
    touched++;
    if (!isWhole) cut++;
    people += (cell.people * within) / SAMPLES;
    atLeast += isWhole ? cell.people : 0;
    atMost += cell.people;
  }
  return ok({
    people,
    atLeast,
    atMost,
    cells: touched,
    cutCells: cut,
    cutShare: touched > 0 ? cut / touched : 0,
  });
}

function samples([lng, lat]: LngLat, radiusM: number): LngLat[] {
  const degrees = radiusM / 111_195;
  const shrink = Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: SAMPLES }, (_, i): LngLat => {
    const away = degrees * Math.sqrt((i + 0.5) / SAMPLES);
    const angle = i * GOLDEN_ANGLE;
    return [lng + (away * Math.cos(angle)) / shrink, lat + away * Math.sin(angle)];
  });
}

/** The radius of each cell by its place in the list; cells are sorted by latitude so that neighbours are near in the list. */
function radiiOf(cells: readonly PeopleCell[]): (cell: number) => number {
  const order = cells.map((_, i) => i).sort((a, b) => cells[a]!.at[1] - cells[b]!.at[1]);
  const rank = new Map(order.map((cell, i) => [cell, i]));
  return cell => {
    const { at, radiusM } = cells[cell]!;
    if (radiusM !== undefined) return radiusM;
    let nearestM = Infinity;
    for (const step of [-1, 1]) {
      for (let i = rank.get(cell)! + step; i >= 0 && i < order.length; i += step) {
        const other = cells[order[i]!]!.at;
        if (Math.abs(other[1] - at[1]) * 111_000 > nearestM) break;
        const awayM = distance(at, other);
        if (awayM > 0) nearestM = Math.min(nearestM, awayM);
      }
    }
    return nearestM === Infinity ? LONE_RADIUS_M : nearestM / 2;
  };
}
