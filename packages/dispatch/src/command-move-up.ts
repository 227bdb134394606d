import type { Instant } from '@clarion/measure';
import type { PostId, UnitId } from './ids.ts';
import type { DismissalReason, ShownMove, SuspensionReason } from './move-up.ts';

/** What is asked about free units that are moved to other posts. */
export type MoveUpCommand =
  /** To its own post: it goes home. */
  | {
      readonly type: 'OrderMoveUp';
      readonly unitId: UnitId;
      readonly postId: PostId;
      /** The advice that it follows; absent: by hand. */
      readonly shown?: ShownMove;
    }
  /** `happenedAt` by the crew's own clock, of a phone that had no network. */
  | { readonly type: 'AcknowledgeMoveUp'; readonly unitId: UnitId; readonly happenedAt?: Instant }
  /** The unit is at the post. */
  | { readonly type: 'ReportAtPost'; readonly unitId: UnitId; readonly happenedAt?: Instant }
  | {
      readonly type: 'DismissMoveUp';
      readonly unitId: UnitId;
      readonly postId: PostId;
      readonly reason?: DismissalReason;
      readonly shown?: ShownMove;
    }
  | { readonly type: 'SuspendMoveUps'; readonly until: Instant; readonly reason: SuspensionReason }
  | { readonly type: 'ResumeMoveUps' };
