/** What was opened, to be closed in the other order. */
export interface Closing {
  /** Closed before all that was opened until now. */
  push(close: () => Promise<unknown>): void;
  close(): Promise<void>;
}

export function createClosing(): Closing {
  const opened: (() => Promise<unknown>)[] = [];
  return {
    push: close => void opened.push(close),
    async close() {
      for (const closing of opened.splice(0).reverse()) await closing();
    },
  };
}
