import { problemOf } from '../cover/cover-problem.ts';
import type { CoverRows } from '../cover/cover-rows.ts';
import { CoverState } from '../cover/cover-state.ts';
import { expectedCover } from '../cover/levels.ts';

/** A free unit as it stands now. */
export interface FreeUnit {
  readonly id: string;
  /** Post (column) where it stands or is going; undefined where it belongs nowhere yet, such as after a call. */
  readonly post: number | undefined;
  /** From where it is to every post, by road; a post that it cannot reach is Infinity. */
  readonly travelTimeMs: ArrayLike<number>;
  /** Resting units, and those that may not leave their post, count where they are and are not asked to move. */
  readonly mayMove: boolean;
}

export interface MoveUpRules {
  /** Share of its time that a unit is busy. */
  readonly busy: number;
  /** A move must add at least this share of what is covered now: crews are not sent around for nothing. */
  readonly minimumGain: number;
  /** Units that stand at a post and are asked to leave it; a unit without a post is always given one. */
  readonly maximumMoves: number;
  readonly maximumTravelMs: number;
}

export interface Move {
  readonly unit: string;
  readonly from: number | undefined;
  readonly to: number;
  /** Expected covered demand that the move adds, those before it made. */
  readonly gain: number;
  readonly travelTimeMs: number;
}

export interface MoveUpAdvice {
  readonly moves: readonly Move[];
  /** Expected covered demand as units stand now, and after the moves. */
  readonly coveredNow: number;
  readonly coveredThen: number;
}

/**
 * Which free unit should stand where (after the DMEXCLP rule of Jagtenberg, Bhulai and van der Mei 2015): units without a
 * post get the one that adds most expected cover, then single moves are made as long as each is worth it. `rows` says which
 * posts reach which demand in time. Of equal gains the shorter way is taken, then the earlier unit and post.
 */
export function adviseMoves(rows: CoverRows, units: readonly FreeUnit[], rules: MoveUpRules): MoveUpAdvice {
  const limit = new Uint16Array(rows.columnCount).fill(units.length);
  const levels = expectedCover(rules.busy, Math.max(1, units.length));
  const state = new CoverState(problemOf(rows, levels, units.length, limit));
  const post = units.map(unit => unit.post);
  for (const column of post) if (column !== undefined) state.add(column);
  const coveredNow = state.value;
  const moves: Move[] = [];
  const bestPost = (unit: FreeUnit) => {
    let to = -1;
    for (let column = 0; column < rows.columnCount; column++) {
      const travel = unit.travelTimeMs[column]!;
      if (!(travel <= rules.maximumTravelMs)) continue;
      if (to === -1 || isMore(state.gain[column]!, state.gain[to]!, coveredNow)) to = column;
      else if (!isMore(state.gain[to]!, state.gain[column]!, coveredNow) && travel < unit.travelTimeMs[to]!)
        to = column;
    }
    return to;
  };
  for (const [place, unit] of units.entries()) {
    if (unit.post !== undefined || !unit.mayMove) continue;
    const to = bestPost(unit);
    if (to === -1) continue;
    moves.push({
      unit: unit.id,
      from: undefined,
      to,
      gain: state.gain[to]!,
      travelTimeMs: unit.travelTimeMs[to]!,
    });
    state.add(to);
    post[place] = to;
  }
  const moved = new Set(moves.map(move => move.unit));
  for (let asked = 0; asked < rules.maximumMoves; asked++) {
    let best: (Move & { readonly place: number }) | undefined;
    for (const [place, unit] of units.entries()) {
      const from = post[place];
      if (from === undefined || !unit.mayMove || moved.has(unit.id)) continue;
      state.remove(from);
      const to = bestPost(unit);
      const gain = to === -1 ? 0 : state.gain[to]! - state.gain[from]!;
      state.add(from);
      if (to === -1 || to === from) continue;
      const travelTimeMs = unit.travelTimeMs[to]!;
      const isShorter = best !== undefined && travelTimeMs < best.travelTimeMs;
      const isSame = best !== undefined && !isMore(best.gain, gain, coveredNow);
      if (best === undefined || isMore(gain, best.gain, coveredNow) || (isSame && isShorter))
        best = { unit: unit.id, from, to, gain, travelTimeMs, place };
    }
    if (best === undefined || best.gain <= 0 || best.gain < rules.minimumGain * state.value) break;
    const { place, ...move } = best;
    state.remove(move.from!);
    state.add(move.to);
    post[place] = move.to;
    moved.add(move.unit);
    moves.push(move);
  }
  return { moves, coveredNow, coveredThen: state.value };
}

/** More than by rounding. */
const isMore = (a: number, b: number, scale: number): boolean =>
  a > b + 1e-12 * (Math.abs(scale) + Math.abs(b));
