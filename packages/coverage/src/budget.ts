/**
 * How far a solver may go. `used(iterations)` is the share of what it was given (time, iterations) that is spent after so
 * many iterations: from 1 on it ends with what it has. A budget of iterations alone makes the answer depend on the input
 * and the seed alone. Time comes from whoever asks: the solvers have no clock.
 */
export interface Budget {
  used(iterations: number): number;
}

export const ofIterations = (iterations: number): Budget => ({
  used: done => (iterations === 0 ? 1 : done / iterations),
});

/** Where a solver is; it stops between two of these for whoever drives it. */
export interface Progress {
  readonly iterations: number;
  readonly value: number;
  readonly bound: number;
  /** Sites of which the bound's prices do not tell whether a good choice has them; Infinity before they tell anything. */
  readonly doubts?: number;
  /** Branch and bound is at work that closes more than a general solver would. */
  readonly isProving?: boolean;
  /** Neither the search nor the bound gets on: what time is left may be of more use elsewhere. */
  readonly isStalled?: boolean;
}

/** Runs a solver to its end on the thread that it is given, telling each step. */
export function finish<P, T>(steps: Generator<P, T>, onStep?: (step: P) => void): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onStep?.(step.value);
  }
}
