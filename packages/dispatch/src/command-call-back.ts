import type { AttemptOutcome, CallBackCause, GiveUpReason } from './call-back.ts';
import type { CallId } from './ids.ts';

/** What is asked about callers who are to be called back. */
export type CallBackCommand =
  /** The line is open and nobody speaks, or it broke in the middle; of an abandoned call it is so by itself. */
  | { readonly type: 'SetCallBack'; readonly callId: CallId; readonly cause: CallBackCause }
  | { readonly type: 'AttemptCallBack'; readonly callId: CallId; readonly outcome: AttemptOutcome }
  | { readonly type: 'GiveUpCallBack'; readonly callId: CallId; readonly reason: GiveUpReason };
