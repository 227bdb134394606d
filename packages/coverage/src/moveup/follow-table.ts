import { problemOf } from '../cover/cover-problem.ts';
import type { CoverRows } from '../cover/cover-rows.ts';
import { CoverState } from '../cover/cover-state.ts';
import { expectedCover } from '../cover/levels.ts';
import type { FreeUnit, Move, MoveUpAdvice, MoveUpRules } from './move-up.ts';

/**
 * Which free unit should go where so that the posts of a compliance table's row are held: posts in the table's order, each by
 * the nearest unit that stands at none of them. A unit that may not move holds its post, and is not asked to leave one that
 * is not in the row. `minimumGain` is not asked: the table was judged when it was made.
 */
export function followTable(
  rows: CoverRows,
  units: readonly FreeUnit[],
  held: readonly number[],
  rules: Omit<MoveUpRules, 'minimumGain'>,
): MoveUpAdvice {
  const limit = new Uint16Array(rows.columnCount).fill(units.length);
  const levels = expectedCover(rules.busy, Math.max(1, units.length));
  const state = new CoverState(problemOf(rows, levels, units.length, limit));
  const wanted = [...held];
  const idle: FreeUnit[] = [];
  // Who may not move holds its post before anybody who may.
  for (const unit of [...units].sort((a, b) => Number(a.mayMove) - Number(b.mayMove))) {
    if (unit.post !== undefined) state.add(unit.post);
    const at = unit.post === undefined ? -1 : wanted.indexOf(unit.post);
    if (at >= 0) wanted.splice(at, 1);
    else if (unit.mayMove) idle.push(unit);
  }
  const coveredNow = state.value;
  const moves: Move[] = [];
  for (const to of wanted) {
    if (moves.length >= rules.maximumMoves) break;
    let nearest: FreeUnit | undefined;
    for (const unit of idle)
      if (
        unit.travelTimeMs[to]! <= rules.maximumTravelMs &&
        (nearest === undefined || unit.travelTimeMs[to]! < nearest.travelTimeMs[to]!)
      )
        nearest = unit;
    if (nearest === undefined) continue;
    idle.splice(idle.indexOf(nearest), 1);
    const before = state.value;
    if (nearest.post !== undefined) state.remove(nearest.post);
    state.add(to);
    const { id, post, travelTimeMs } = nearest;
    moves.push({ unit: id, from: post, to, gain: state.value - before, travelTimeMs: travelTimeMs[to]! });
  }
  return { moves, coveredNow, coveredThen: state.value };
}
