import type { AttemptOutcome, CallBackCause, GiveUpReason } from './call-back.ts';
import type { CallId } from './ids.ts';

/** Entries about callers who are to be called back. That a call was abandoned says the entry that ended it. */
export type CallBackEntryBody =
  | {
      readonly type: 'CallBackSet';
      readonly data: { readonly callId: CallId; readonly cause: CallBackCause };
    }
  | {
      readonly type: 'CallBackAttempted';
      readonly data: {
        readonly callId: CallId;
        /** The first is 1. */
        readonly attempt: number;
        readonly outcome: AttemptOutcome;
      };
    }
  | {
      readonly type: 'CallBackGivenUp';
      readonly data: { readonly callId: CallId; readonly reason: GiveUpReason; readonly attempts: number };
    };
