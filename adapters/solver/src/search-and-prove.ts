import { type Budget, gapOf, PROVEN_GAP, type Progress } from '@clarion/coverage';

/** What is given for a search, how it is driven, and who hears of it. */
export interface SearchTerms {
  readonly budget: TimedBudget;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  /** Runs a search to its end, or until it is told to stop. */
  drive<T>(steps: Generator<Progress, T>): Promise<T>;
  /** The general solver begins. */
  onProving(): void;
}
export interface TimedBudget extends Budget {
  /** Until the limit; Infinity where iterations alone end the run. */
  secondsLeft(): number;
}

/** Numbers in the rows of the largest model that the general solver is given. */
const LARGEST = 400_000;
/**
 * Above this it has no better bound in the time with so many sites in doubt, or so many of them times the gap of the search; where
 * no doubts are told, with such a gap.
 */
const ALWAYS_TRIED = 60_000;
const HOPELESS_DOUBTS = 300;
const HOPELESS_DOUBTS_BY_GAP = 1.2;
const HOPELESS_GAP = 0.004;
/** Where proof may be had, the search ends after this share of the time, or when it stands still. */
const SEARCH_SHARE = 0.35;

/** Relative, for the general solver's own tolerances. */
const SAFE = 5e-10;

/** What the general solver says of a value, made safe. */
export const safeBound = (computed: number): number => computed + SAFE * Math.abs(computed);

const hasNoHope = (gap: number, doubts: number | undefined): boolean =>
  doubts === undefined
    ? gap > HOPELESS_GAP
    : doubts > HOPELESS_DOUBTS || gap * doubts > HOPELESS_DOUBTS_BY_GAP;

interface Bounded {
  readonly value: number;
  readonly bound: number;
}

/**
 * The best choice by our own search; where the model is small enough for a general solver, the rest of the time goes to a
 * proof, or something better; not where the search is at a proof itself. A run by iterations alone is the search's, since its
 * result depends on input and seed alone. `size`: numbers in the model's rows; asked only where time is limited.
 */
export async function searchAndProve<T extends Bounded>(
  work: {
    readonly size: () => number;
    search(budget: Budget): Generator<Progress, T>;
    prove(answer: T, seconds: number): Promise<T>;
    /** Nothing is left to be found; otherwise: the value meets its bound. */
    isDone?(answer: T): boolean;
  },
  { budget, drive, onProving }: SearchTerms,
): Promise<T> {
  const size = budget.secondsLeft() === Infinity ? Infinity : work.size();
  let share = size <= LARGEST ? SEARCH_SHARE : 1;
  let last: Progress | undefined;
  const staged: Budget = {
    used: done => {
      const used = budget.used(done);
      if (share === 1) return used;
      const gap = last === undefined ? 1 : gapOf(last.value, last.bound);
      const isHopeless = size > ALWAYS_TRIED && hasNoHope(gap, last?.doubts);
      if (last?.isProving === true || (used >= share && isHopeless)) share = 1;
      // Where the search stands still the solver has all that is left.
      else if (last?.isStalled === true && !isHopeless) share = Math.min(share, used);
      return used / share;
    },
  };
  function* watched(): Generator<Progress, T> {
    const steps = work.search(staged);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      last = step.value;
      yield step.value;
    }
  }
  const answer = await drive(watched());
  const seconds = budget.secondsLeft();
  const isDone = work.isDone ?? (({ value, bound }: T) => gapOf(value, bound) <= PROVEN_GAP);
  if (share === 1 || isDone(answer) || seconds <= 0) return answer;
  onProving();
  return work.prove(answer, seconds);
}
