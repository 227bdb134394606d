import type { RoadGraph } from '../graph.ts';
import { MAX_ARC_TIME_MS } from '../way.ts';
import type { TurnView } from './turn-view.ts';

/** What an arc of the view takes when its street takes `streetMs`: as much more as it took more than the street before. */
export function viewArcTimeMs({ arcTimeMs, turns }: TurnView, by: number, streetMs: number): number {
  const turnMs = arcTimeMs[by]! - turns.streets.arcTimeMs[turns.arcOf[by]!]!;
  return Math.min(MAX_ARC_TIME_MS, streetMs + turnMs);
}

/**
 * The view over other times of its streets; turns take what they took. Everything but the times is shared with `view`,
 * so that one hierarchy serves both. `into`: where the times are put, one for each arc of the view.
 */
export function viewWithTimes(
  view: TurnView,
  streets: RoadGraph,
  into: Uint32Array = new Uint32Array(view.arcCount),
): TurnView {
  const { arcOf } = view.turns;
  for (let by = 0; by < view.arcCount; by++) {
    into[by] = viewArcTimeMs(view, by, streets.arcTimeMs[arcOf[by]!]!);
  }
  return { ...view, arcTimeMs: into, turns: { ...view.turns, streets } };
}
