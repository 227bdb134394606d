import type { Instant } from '@clarion/measure';
import type { Call } from './board.ts';

/** What is told of an interpreter, in order. */
export const interpreterSteps = ['asked', 'onLine', 'left'] as const;
export type InterpreterStep = (typeof interpreterSteps)[number];

/** One time that an interpreter was wanted on a call. One that was never asked for came by itself. */
export interface InterpreterTurn {
  readonly askedAt?: Instant;
  readonly onLineAt?: Instant;
  /** Gone, or given up before anybody came. */
  readonly leftAt?: Instant;
}

/** The turn that is open now; undefined when none is, or the call has ended. */
export function interpreterNow(call: Pick<Call, 'interpreter' | 'state'>): InterpreterTurn | undefined {
  const last = call.interpreter?.at(-1);
  return last === undefined || last.leftAt !== undefined || call.state === 'ended' ? undefined : last;
}

/** What one key stamps next. */
export function nextInterpreterStep(call: Pick<Call, 'interpreter' | 'state'>): InterpreterStep {
  const now = interpreterNow(call);
  if (now === undefined) return 'asked';
  return now.onLineAt === undefined ? 'onLine' : 'left';
}
