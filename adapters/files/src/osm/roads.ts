import type { LngLat } from '@clarion/measure';
import { type RoadTags, roadOf, type WayInput } from '@clarion/roads';
import type { RoadSource } from '../plain-tables.ts';
import type { OsmExtract, OsmWay } from './extract.ts';
import { osmTurns } from './turns.ts';

/** A stretch of a way whose nodes are all in the extract. */
export interface Run {
  readonly nodes: readonly string[];
  readonly points: readonly LngLat[];
}

/**
 * The roads of an extract. A way that refers to nodes which the extract lacks (it was cut at its edge) is kept in the
 * stretches that are known; nothing is joined across a gap. `ignored` counts ways by reason, `danglingNodes` references to
 * nodes that are not there and `cutWays` the ways that have them.
 */
export function osmRoads(extract: OsmExtract): RoadSource {
  const ways: WayInput[] = [];
  const ignored: Record<string, number> = {};
  const count = (reason: string, by = 1) => {
    ignored[reason] = (ignored[reason] ?? 0) + by;
  };
  for (const way of extract.ways.values()) {
    if (way.tags === undefined) continue;
    const road = roadOf(way.tags);
    if (!road.usable) {
      if (road.reason !== 'notARoad') count(road.reason);
      continue;
    }
    const runs = knownRuns(way, extract);
    const known = runs.reduce((sum, run) => sum + run.nodes.length, 0);
    if (known < way.refs.length) {
      count('cutWays');
      count('danglingNodes', way.refs.length - known);
    }
    for (const run of runs)
      ways.push(wayInput(way.id, road, run, runs.length === 1 && known === way.refs.length));
  }
  return { ways, ignored, turns: osmTurns(extract) };
}

/** Stretches of consecutive nodes that the extract holds. A lone node is a stretch too. */
export function knownRuns(way: OsmWay, extract: OsmExtract): Run[] {
  const runs: { nodes: string[]; points: LngLat[] }[] = [];
  let run: { nodes: string[]; points: LngLat[] } | undefined;
  for (const ref of way.refs) {
    const at = extract.places.find(ref);
    if (at === undefined) {
      run = undefined;
      continue;
    }
    if (run === undefined) {
      run = { nodes: [], points: [] };
      runs.push(run);
    }
    run.nodes.push(String(ref));
    run.points.push(at);
  }
  return runs;
}

function wayInput(id: number, road: RoadTags & { usable: true }, run: Run, whole: boolean): WayInput {
  const { usable: _, durationMs, ...parts } = road;
  // A crossing's duration is that of the whole way; of a piece of it only the speed is known.
  const given = whole && durationMs !== undefined ? { forward: durationMs, backward: durationMs } : undefined;
  return { id: String(id), ...parts, ...run, travelTimeMs: given };
}
