/** Milliseconds that something takes, by a clock that the caller gives. */
export interface Timer {
  /** Of each of `runs` calls, after `warmUp` that do not count (runs go on from there: each call has its own number). */
  times(runs: number, work: (run: number) => void, warmUp?: number): number[];
  /** Of one call. */
  time(work: () => void): number;
}

export function timerOf(clock: () => number): Timer {
  const time = (work: () => void) => {
    const start = clock();
    work();
    return clock() - start;
  };
  return {
    time,
    times(runs, work, warmUp = 3) {
      for (let run = 0; run < warmUp; run++) work(run);
      return Array.from({ length: runs }, (_, run) => time(() => work(warmUp + run)));
    },
  };
}
