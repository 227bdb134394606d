export interface Gate {
  /** Runs the work when fewer than the allowed number run; in order of asking. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** How many wait for their turn. */
  waiting(): number;
}

/** Lets `limit` pieces of work run at once; the others wait. */
export function atMost(limit: number): Gate {
  let running = 0;
  const queue: (() => void)[] = [];
  return {
    waiting: () => queue.length,
    async run(work) {
      if (running >= limit) await new Promise<void>(resolve => queue.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
