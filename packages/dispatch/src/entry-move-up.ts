import type { Instant } from '@clarion/measure';
import type { PostId, UnitId } from './ids.ts';
import type { DismissalReason, ShownMove, SuspensionReason } from './move-up.ts';

/** Entries about free units that are moved to other posts. */
export type MoveUpEntryBody =
  | {
      readonly type: 'MoveUpOrdered';
      readonly data: {
        readonly unitId: UnitId;
        readonly postId: PostId;
        readonly fromPostId?: PostId;
        /** Its own post: it goes home, which is no move of the shift. */
        readonly home?: true;
        /** The advice that was followed; absent: ordered by hand. */
        readonly shown?: ShownMove;
      };
    }
  | {
      readonly type: 'MoveUpAcknowledged' | 'MoveUpReached';
      readonly data: { readonly unitId: UnitId; readonly postId: PostId };
    }
  | {
      readonly type: 'MoveUpDismissed';
      readonly data: {
        readonly unitId: UnitId;
        readonly postId: PostId;
        readonly reason?: DismissalReason;
        readonly shown?: ShownMove;
      };
    }
  /** Nothing is advised until then. */
  | {
      readonly type: 'MoveUpsSuspended';
      readonly data: { readonly until: Instant; readonly reason: SuspensionReason };
    }
  | { readonly type: 'MoveUpsResumed'; readonly data: { readonly until: Instant } };
