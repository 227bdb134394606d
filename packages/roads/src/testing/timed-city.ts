import type { LngLat } from '@clarion/measure';
import { buildGraph } from '../build.ts';
import { openGraph, type RoadGraph } from '../graph.ts';
import { snap } from '../snap.ts';
import type { RecordedDrive } from '../times/calibrate.ts';
import { driveClasses } from '../times/drive-classes.ts';
import { ROAD_CLASSES, type RoadClass, type WayInput } from '../way.ts';
import { digest } from './digest.ts';

/** How long drives truly take in a made-up city; noise is a factor, log-normal with this sigma. */
export interface Truth {
  readonly overheadMs: number;
  readonly factors: Readonly<Partial<Record<RoadClass, number>>>;
  /** Added to every factor at an hour of the week. */
  readonly atHour: (hourOfWeek: number) => number;
  readonly noise: number;
  /** Share of drives whose button was pressed far too late. */
  readonly stuck: number;
}

const ACROSS = 25;

/**
 * Streets 100 m apart. Of those from west to east every sixth is primary, every third secondary; the rest, and all from
 * south to north, are residential, so that drives differ in what they are made of.
 */
export function gridCity(): RoadGraph {
  const at = (x: number, y: number): LngLat => [8 + x * 0.00125, 49 + y * 0.0009];
  const ways: WayInput[] = [];
  const line = (roadClass: RoadClass, point: (i: number) => LngLat, id: (i: number) => string) => {
    const steps = Array.from({ length: ACROSS }, (_, i) => i);
    ways.push({
      nodes: steps.map(id),
      points: steps.map(point),
      forward: true,
      backward: true,
      speedKmh: roadClass === 'primary' ? 60 : roadClass === 'secondary' ? 45 : 30,
      roadClass,
    });
  };
  for (let i = 0; i < ACROSS; i++) {
    const eastward = i % 6 === 3 ? 'primary' : i % 3 === 0 ? 'secondary' : 'residential';
    line(
      eastward,
      x => at(x, i),
      x => `${x}-${i}`,
    );
    line(
      'residential',
      y => at(i, y),
      y => `${i}-${y}`,
    );
  }
  const opened = openGraph(buildGraph(ways, { digest }).buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** Drives of `days` days from four posts to anywhere, at any hour, by the truth. The same seed gives the same drives. */
export function drivesOf(
  graph: RoadGraph,
  truth: Truth,
  asked: { readonly count: number; readonly days: number; readonly seed: number },
): RecordedDrive[] {
  const chance = sequence(asked.seed);
  const [west, south, east, north] = graph.bounds;
  const place = () => snap(graph, [west + (east - west) * chance(), south + (north - south) * chance()])!;
  const posts = Array.from({ length: 4 }, place);
  return Array.from({ length: asked.count }, (_, i) => {
    const from = posts[i % posts.length]!;
    const to = place();
    const day = Math.floor((i * asked.days) / asked.count);
    const hourOfWeek = (day % 7) * 24 + Math.floor(chance() * 24);
    const { classMs } = driveClasses(graph, from, to)!;
    let meanMs = truth.overheadMs;
    ROAD_CLASSES.forEach((roadClass, c) => {
      meanMs += classMs[c]! * ((truth.factors[roadClass] ?? 1) + truth.atHour(hourOfWeek));
    });
    const noise = Math.exp(truth.noise * normal(chance));
    const travelMs = Math.round(meanMs * noise * (chance() < truth.stuck ? 8 : 1));
    const turnoutMs = Math.round(70_000 * Math.exp(0.3 * normal(chance)));
    return { from, to, day, hourOfWeek, kind: 'ENGINE', turnoutMs, travelMs };
  });
}

/** Numbers in 0–1, always the same (Lehmer's generator). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Box and Muller's. */
const normal = (chance: () => number): number =>
  Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
