import type { Unit } from './board.ts';
import type { PostId } from './ids.ts';

/** Where a unit stands or is going while it is free: the post that it was moved up to, else its own. */
export function standsAt(unit: Unit): PostId | undefined {
  return unit.moveUp?.postId ?? unit.description.postId;
}
