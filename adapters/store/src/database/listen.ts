import pg from 'pg';

/**
 * One connection that hears NOTIFY for the whole process. A notification is a wake-up, not a message: after every loss of
 * the connection, and every few seconds anyway, all are woken and look for themselves.
 */
export interface Listener {
  /** @returns what stops it */
  onWake(wake: () => void): () => void;
  /** Looks now, not at the next turn of the clock: a connection elsewhere has just been lost. */
  check(): void;
  close(): Promise<void>;
}

export const channel = 'clarion_log';
const lookAgainMs = 5_000;

export function openListener(config: pg.ClientConfig): Listener {
  const wakes = new Set<() => void>();
  let client: pg.Client | undefined;
  let closed = false;
  let pauseMs = 100;
  let retry: NodeJS.Timeout | undefined;
  const wakeAll = () => {
    for (const wake of wakes) wake();
  };

  const connect = async (): Promise<void> => {
    retry = undefined;
    if (closed || client !== undefined) return;
    const fresh = new pg.Client(config);
    client = fresh;
    let lost = false;
    const onLoss = () => {
      if (lost) return;
      lost = true;
      if (client === fresh) client = undefined;
      fresh.end().catch(onLoss);
      if (closed) return;
      retry = setTimeout(() => void connect(), pauseMs);
      pauseMs = Math.min(pauseMs * 2, 2_000);
    };
    fresh.on('error', onLoss);
    fresh.on('end', onLoss);
    fresh.on('notification', wakeAll);
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${channel}`);
      pauseMs = 100;
      wakeAll();
    } catch {
      onLoss();
    }
  };
  void connect();
  const clock = setInterval(wakeAll, lookAgainMs);
  clock.unref();

  return {
    onWake: wake => {
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
    check: wakeAll,
    close: async () => {
      closed = true;
      clearInterval(clock);
      clearTimeout(retry);
      wakes.clear();
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
