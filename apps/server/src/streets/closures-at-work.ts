import { type Board, closuresInForce } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { type Closures, type RoadGraph, resolveClosures, snapToId } from '@clarion/roads';

/** The board's closures on this road graph. Asked with each question, so that each is answered over the newest. */
export interface ClosuresAtWork {
  /** Undefined when nothing is closed. The same object until something changes. */
  at(now: Instant): Closures | undefined;
  /** Those at `now` and these ways beside them; nothing is closed by asking. A way that the graph does not have is left out. */
  withMore(now: Instant, pairs: readonly Pair[]): Closures | undefined;
  /** Closures that this graph cannot place: they were drawn on streets that it does not have. */
  unplaced(now: Instant): readonly string[];
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

interface Placed {
  readonly version: number;
  /** When the first of them expires. */
  readonly until: number;
  readonly closures: Closures | undefined;
  readonly unplaced: readonly string[];
}

export function createClosuresAtWork(graph: RoadGraph, board: () => Board): ClosuresAtWork {
  let placed: Placed = { version: 0, until: Infinity, closures: undefined, unplaced: [] };

  function current(now: Instant): Placed {
    if (placed.version !== board().closuresVersion || placed.until <= now)
      placed = placeOn(graph, board(), now);
    return placed;
  }
  return {
    at: now => current(now).closures,
    withMore: (now, pairs) => placeOn(graph, board(), now, pairs).closures,
    unplaced: now => current(now).unplaced,
  };
}

function placeOn(graph: RoadGraph, board: Board, now: Instant, more: readonly Pair[] = []): Placed {
  const inForce = closuresInForce(board, now);
  const until = inForce.reduce((first, { expiresAt }) => Math.min(first, expiresAt), Infinity);
  const known = (id: string) => snapToId(graph, id) !== undefined;
  const unplaced = new Set<string>();
  let left = [...inForce, { closureId: '', pairs: more }].flatMap(({ closureId, pairs }) =>
    pairs.flatMap(pair => {
      if (known(pair.from) && known(pair.to)) return [{ ...pair, closureId }];
      unplaced.add(closureId);
      return [];
    }),
  );
  let closures: Closures | undefined;
  // A street that a newer map no longer has leaves the others closed.
  while (left.length > 0 && closures === undefined) {
    const resolved = resolveClosures(graph, left);
    if (resolved.ok) closures = resolved.value;
    else {
      const { index } = resolved.error;
      unplaced.add(left[index]!.closureId);
      left = left.filter((_, i) => i !== index);
    }
  }
  return { version: board.closuresVersion, until, closures, unplaced: [...unplaced] };
}
