import { type ReachedFigures, reachedFigures, soonestOf } from '@clarion/coverage';
import type { LngLat } from '@clarion/measure';
import type { CirclesAnswer, CoverageAnswer, CoverageFigures, CoverageQuestion } from '@clarion/protocol';
import type { DemandGround } from './ground.ts';
import type { PlanningRoads } from './planning-roads.ts';

/** What a choice of posts makes of the demand, whole and by area. Only rows of posts that are new are reckoned. */
export function coverageOf(
  roads: PlanningRoads,
  demand: DemandGround,
  { posts, minutes, hourOfWeek }: CoverageQuestion,
): CoverageAnswer {
  const before = roads.reckoned;
  const offRoad: string[] = [];
  const rows: Uint32Array[] = [];
  for (const { id, at } of posts) {
    const row = roads.row(at, hourOfWeek);
    if (row === undefined) offRoad.push(id);
    else rows.push(row);
  }
  const soonest = soonestOf(rows, demand.at.length);
  const bounds = minutes.map(one => Math.round(one * 60_000));
  const members = new Map<number, number[]>();
  for (let cell = 0; cell < demand.areaOf.length; cell++) {
    const own = members.get(demand.areaOf[cell]!) ?? [];
    if (own.length === 0) members.set(demand.areaOf[cell]!, own);
    own.push(cell);
  }
  return {
    all: shown(reachedFigures(soonest, demand.weight, bounds)),
    areas: [...members]
      .sort(([a], [b]) => a - b)
      .map(([area, cells]) => ({
        areaId: demand.areas[area]?.areaId ?? null,
        weight: cells.reduce((sum, cell) => sum + demand.weight[cell]!, 0),
        ...shown(reachedFigures(soonest, demand.weight, bounds, cells)),
      })),
    offRoad,
    reckoned: roads.reckoned - before,
  };
}

const shown = (figures: ReachedFigures): CoverageFigures => figures;

export function circlesOf(
  roads: PlanningRoads,
  { posts, minutes, hourOfWeek }: CoverageQuestion,
): CirclesAnswer {
  const areas = roads.circles(
    posts.map(post => post.at),
    minutes,
    hourOfWeek,
  );
  return {
    areas: areas.map(({ coordinates }, i) => ({
      minutes: minutes[i]!,
      coordinates: coordinates.map(filled),
    })),
    offRoad: posts.filter(post => !roads.isOnRoad(post.at)).map(post => post.id),
  };
}

/** Smaller holes are blocks between reached streets; what a river or a park keeps apart is larger. */
const BLOCK_AT_MOST_M2 = 60_000;
const METRES_PER_DEGREE = 111_195;

/** A polygon without the holes that are mere blocks: nobody would see the ground for the streets. */
const filled = (rings: LngLat[][]): LngLat[][] =>
  rings.filter((ring, i) => i === 0 || areaOf(ring) > BLOCK_AT_MOST_M2);

/** Square metres of a ring of town size (shoelace formula). */
function areaOf(ring: readonly LngLat[]): number {
  const wide = METRES_PER_DEGREE * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
  const [west, south] = ring[0] ?? [0, 0];
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    const cross = (a[0] - west) * (b[1] - south) - (b[0] - west) * (a[1] - south);
    twice += cross * wide * METRES_PER_DEGREE;
  }
  return Math.abs(twice) / 2;
}
