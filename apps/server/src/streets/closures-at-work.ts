import { type Board, closuresInForce } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { type Closures, type RoadGraph, resolveClosures, snapToId } from '@clarion/roads';

/** The board's closures on this road graph. Asked with each question, so that each is answered over the newest. */
export interface ClosuresAtWork {
  /** Undefined when nothing is closed. The same object until something changes. */
  at(now: Instant): Closures | undefined;
  /** Those at `now` and these ways beside them; nothing is closed by asking. A way that the graph does not have is left out. */
  withMore(now: Instant, pairs: readonly Pair[]): Closures | undefined;
  /** Of a closed street: what it closes, and what is closed beside it. Undefined where it does not count, or lies on no street here. */
  apart(
    now: Instant,
    closureId: string,
  ): { readonly own: Closures; readonly others: Closures | undefined } | undefined;
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
    apart(now, closureId) {
      const inForce = closuresInForce(board(), now);
      const of = (those: readonly PlacedPairs[]) => resolvable(graph, those).closures;
      const own = of(inForce.filter(one => one.closureId === closureId));
      return own && { own, others: of(inForce.filter(one => one.closureId !== closureId)) };
    },
    unplaced: now => current(now).unplaced,
  };
}

interface PlacedPairs {
  readonly closureId: string;
  readonly pairs: readonly Pair[];
}

function placeOn(graph: RoadGraph, board: Board, now: Instant, more: readonly Pair[] = []): Placed {
  const inForce = closuresInForce(board, now);
  const until = inForce.reduce((first, { expiresAt }) => Math.min(first, expiresAt), Infinity);
  const { closures, unplaced } = resolvable(graph, [...inForce, { closureId: '', pairs: more }]);
  return { version: board.closuresVersion, until, closures, unplaced };
}

/** What of these this graph has; which of them it lacks a part of. */
function resolvable(graph: RoadGraph, those: readonly PlacedPairs[]): Pick<Placed, 'closures' | 'unplaced'> {
  const known = (id: string) => snapToId(graph, id) !== undefined;
  const unplaced = new Set<string>();
  let left = those.flatMap(({ closureId, pairs }) =>
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
  return { closures, unplaced: [...unplaced] };
}
