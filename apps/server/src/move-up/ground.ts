import { adviseMoves, type CoverRows, coverRowsOf, followTable } from '@clarion/coverage';
import type { Capability, MoveUpPolicy, PostId, UnitId } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { AdvisedMove } from '@clarion/protocol';
import { type Closures, matrix, type RoadGraph, type Snap, snap, UNREACHABLE } from '@clarion/roads';

/** The roads as they are driven now. */
export interface TimesNow {
  readonly arcTimeMs: Uint32Array;
  readonly closures: Closures | undefined;
  /** Added to each drive: starting and stopping. */
  readonly overheadMs: number;
}

export interface MoveUpQuestion {
  readonly posts: readonly { readonly postId: PostId; readonly at: LngLat }[];
  /** Units of one capability, which are moved apart from the others. */
  readonly groups: readonly {
    readonly capability: Capability;
    readonly units: readonly AskedUnit[];
    /** By table: posts to be held, by their place in `posts`. */
    readonly held?: readonly number[];
  }[];
  readonly policy: Pick<MoveUpPolicy, 'withinMinutes' | 'busy' | 'minimumGain' | 'longestDriveMinutes'>;
  readonly mostMoves: number;
}
export interface AskedUnit {
  readonly unitId: UnitId;
  readonly at: LngLat;
  /** Where it stands or is going, by its place in `posts`. */
  readonly post: number;
  readonly mayMove: boolean;
  /** Posts that it is not to be sent to again. */
  readonly dismissed: readonly number[];
}

export interface MoveUpGround {
  /** From now on these times count. */
  follow(times: TimesNow): void;
  advise(question: MoveUpQuestion): AdvisedMove[];
}

/**
 * Which posts reach which demand in time, by the roads of now: each post's row is reckoned once for each set of times. Advice
 * is then a matter of sums. Shares the searches' arrays: one for each thread.
 */
export function createMoveUpGround(
  graph: RoadGraph,
  demand: { readonly at: readonly LngLat[]; readonly weight: Float64Array },
): MoveUpGround {
  const total = demand.weight.reduce((sum, own) => sum + own, 0);
  let roads = graph;
  let now: TimesNow = { arcTimeMs: graph.arcTimeMs, closures: undefined, overheadMs: 0 };
  let cells: { readonly snaps: readonly Snap[]; readonly cellOf: readonly number[] } | undefined;
  const rows = new Map<string, Uint32Array | undefined>();
  let covers: { readonly key: string; readonly rows: CoverRows } | undefined;

  const place = (at: LngLat) => snap(graph, at, { closures: now.closures });

  function follow(times: TimesNow): void {
    now = times;
    roads = { ...graph, arcTimeMs: times.arcTimeMs };
    cells = undefined;
    covers = undefined;
    rows.clear();
  }

  function cellsNow() {
    if (cells !== undefined) return cells;
    const snaps: Snap[] = [];
    const cellOf: number[] = [];
    for (const [cell, at] of demand.at.entries()) {
      const found = place(at);
      if (found === undefined) continue;
      snaps.push(found);
      cellOf.push(cell);
    }
    cells = { snaps, cellOf };
    return cells;
  }

  function rowOf(at: LngLat): Uint32Array | undefined {
    const key = at.join();
    if (!rows.has(key)) {
      const from = place(at);
      rows.set(key, from && matrix(roads, [from], cellsNow().snaps, now.closures));
    }
    return rows.get(key);
  }

  function coversOf(posts: MoveUpQuestion['posts'], withinMinutes: number): CoverRows {
    const key = `${withinMinutes} ${posts.map(({ at }) => at.join()).join(' ')}`;
    if (covers?.key === key) return covers.rows;
    const bound = withinMinutes * 60_000 - now.overheadMs;
    const cellOfPair: number[] = [];
    const postOfPair: number[] = [];
    for (const [post, { at }] of posts.entries()) {
      const row = rowOf(at);
      if (row === undefined) continue;
      const { cellOf } = cellsNow();
      for (let i = 0; i < row.length; i++) {
        if (row[i]! > bound) continue;
        cellOfPair.push(cellOf[i]!);
        postOfPair.push(post);
      }
    }
    const made = coverRowsOf(
      Uint32Array.from(cellOfPair),
      Uint32Array.from(postOfPair),
      demand.weight,
      posts.length,
    );
    covers = { key, rows: made };
    return made;
  }

  /** From each unit to each post, with what was dismissed out of reach. */
  function travelOf(units: readonly AskedUnit[], posts: MoveUpQuestion['posts']): Float64Array[] {
    const ends = posts.map(({ at }) => place(at));
    const known = ends.filter(end => end !== undefined);
    return units.map(({ at, mayMove, dismissed }) => {
      const times = new Float64Array(posts.length).fill(Infinity);
      const from = mayMove ? place(at) : undefined;
      if (from === undefined) return times;
      const found = matrix(roads, [from], known, now.closures);
      let column = 0;
      for (const [post, end] of ends.entries()) {
        const timeMs = end === undefined ? UNREACHABLE : found[column++]!;
        if (timeMs !== UNREACHABLE && !dismissed.includes(post)) times[post] = timeMs + now.overheadMs;
      }
      return times;
    });
  }

  return {
    follow,
    advise({ posts, groups, policy, mostMoves }) {
      if (mostMoves === 0 || total === 0) return [];
      const cover = coversOf(posts, policy.withinMinutes);
      const rules = {
        busy: policy.busy,
        maximumMoves: mostMoves,
        maximumTravelMs: policy.longestDriveMinutes * 60_000,
      };
      const all: AdvisedMove[] = [];
      for (const { capability, units, held } of groups) {
        if (!units.some(unit => unit.mayMove)) continue;
        const travel = travelOf(units, posts);
        const free = units.map(({ unitId, post, mayMove }, i) => ({
          id: unitId,
          post,
          mayMove,
          travelTimeMs: travel[i]!,
        }));
        const { moves } =
          held === undefined
            ? adviseMoves(cover, free, { ...rules, minimumGain: 0 })
            : followTable(cover, free, held, rules);
        for (const move of moves) {
          // Each builds on those before it: after one that is not worth it none is advised.
          if (held === undefined && move.gain < policy.minimumGain * total) break;
          all.push({
            unitId: move.unit,
            postId: posts[move.to]!.postId,
            capability,
            rule: held === undefined ? 'gain' : 'table',
            gain: move.gain / total,
            driveMs: Math.round(move.travelTimeMs),
          });
        }
      }
      return all.sort((a, b) => b.gain - a.gain).slice(0, mostMoves);
    },
  };
}
