/** Trouble in the background. Before there is a program's log to write to, it waits for it. */
export interface Trouble {
  hear(error: unknown): void;
  /** From now on it is told there, with what waits. */
  tellTo(onTrouble: (error: unknown) => void): void;
}

export function createTrouble(): Trouble {
  const early: unknown[] = [];
  let tell = (error: unknown): void => void early.push(error);
  return {
    hear: error => tell(error),
    tellTo(onTrouble) {
      for (const error of early.splice(0)) onTrouble(error);
      tell = onTrouble;
    },
  };
}
