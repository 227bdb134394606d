import { hostname } from 'node:os';
import type { AlarmMeans, ClockDrift, OpenBreakGlass } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { type NodeClock, openBreakGlasses, openNodeClocks, StoreUnavailable } from '@clarion/store';
import type { Centre } from '../centre/centre.ts';

const CLOCKS_EVERY_MS = 10_000;
/** Entries are told apart by the second; what radio and network delay stays far below this. */
export const DRIFT_MS = 2_000;
/** Fewer devices may all have the same wrong clock. */
const DEVICES_AT_LEAST = 3;

/** What alarms hang on that the log does not hold: sign-ins from envelopes, and how clocks stand. */
export interface Outside {
  means(): Pick<AlarmMeans, 'breakGlass' | 'drifts'>;
  /** Looks again; while the database is away, what was known stays. `clocks` measures them too, whenever they were last. */
  refresh(clocks?: boolean): Promise<void>;
  /** How far each server's clock is ahead of the database's. */
  clocks(): readonly NodeClock[];
  /** How far the devices are ahead of us in the middle. */
  devicesAheadMs(): number;
  stop(): Promise<void>;
}

export function createOutside(
  centre: Pick<Centre, 'database' | 'log' | 'clock' | 'wall'>,
  /** The machine's own clock. */
  machine: () => number,
): Outside {
  const { database, log, clock, wall } = centre;
  const node = `${hostname()}:${process.pid}`;
  const nodeClocks = openNodeClocks(database);
  const firstSeen = new Map<string, ReturnType<typeof clock.now>>();
  let breakGlass: readonly OpenBreakGlass[] = [];
  let drifts: readonly ClockDrift[] = [];
  let clocks: readonly NodeClock[] = [];
  let devices = { count: 0, aheadMs: 0 };
  let measuredAt = Number.NEGATIVE_INFINITY;

  /** By the log's clock, which a drill has of its own. */
  const since = (key: string) => {
    const known = firstSeen.get(key) ?? clock.now();
    firstSeen.set(key, known);
    return known;
  };

  async function look(withClocks: boolean): Promise<void> {
    breakGlass = (await openBreakGlasses(database, instant(wall()))).flatMap(({ role, used }) =>
      used === undefined
        ? []
        : [
            {
              operatorId: used.login,
              role,
              reason: used.reason,
              until: used.until,
              since: since(used.login),
            },
          ],
    );
    if (!withClocks && performance.now() - measuredAt < CLOCKS_EVERY_MS) return;
    measuredAt = performance.now();
    await nodeClocks.measure(node, machine);
    clocks = await nodeClocks.read();
    devices = await nodeClocks.readDevices(log.logId);
    drifts = found();
  }

  function found(): readonly ClockDrift[] {
    const seen: ClockDrift[] = [];
    const add = (against: ClockDrift['against'], name: string, aheadMs: number) =>
      seen.push({
        node: name,
        against,
        seconds: Math.round(aheadMs / 1000),
        since: since(`${against} ${name}`),
      });
    for (const one of clocks) if (Math.abs(one.aheadMs) >= DRIFT_MS) add('database', one.node, one.aheadMs);
    // A late report says nothing of clocks; one from the future does.
    if (devices.count >= DEVICES_AT_LEAST && devices.aheadMs >= DRIFT_MS)
      add('devices', clocks.map(one => one.node).join(', '), -devices.aheadMs);
    const standing = new Set(seen.map(one => `${one.against} ${one.node}`));
    for (const key of firstSeen.keys()) if (key.includes(' ') && !standing.has(key)) firstSeen.delete(key);
    return seen;
  }

  return {
    means: () => ({ breakGlass, drifts }),
    async refresh(withClocks = false) {
      try {
        await look(withClocks);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
      }
    },
    clocks: () => clocks,
    devicesAheadMs: () => (devices.count >= DEVICES_AT_LEAST ? devices.aheadMs : 0),
    async stop() {
      await nodeClocks.forget(node).catch((error: unknown) => {
        if (!(error instanceof StoreUnavailable)) throw error;
      });
    },
  };
}
