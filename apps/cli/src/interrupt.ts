/** Ctrl-C reaches every process of the terminal's group and is passed on by the starter too: in this time that is one wish. */
const SAME_WISH_MS = 2000;

export interface Interrupt {
  /** Aborted from the first wish on. */
  readonly signal: AbortSignal;
  /** The command puts its own things away when it is interrupted, and is given the time for it. */
  leaveToCommand(stopsItself: boolean): void;
  /** Somebody wants the run to end. */
  wish(): void;
}

/** Ends the run by `end` at the first wish, or at the second where the command stops itself; `now` in milliseconds. */
export function createInterrupt(now: () => number, end: () => void): Interrupt {
  const abort = new AbortController();
  let patient = false;
  let wishedAt = 0;
  return {
    signal: abort.signal,
    leaveToCommand(stopsItself) {
      patient = stopsItself;
    },
    wish() {
      const again = abort.signal.aborted;
      if (again && now() - wishedAt < SAME_WISH_MS) return;
      wishedAt = now();
      abort.abort();
      if (!patient || again) end();
    },
  };
}
