import { instant } from '@clarion/measure';
import { type Anchors, purgeSessions, purgeSignInFailures } from '@clarion/store';
import { boardOf, type Centre, holdsCall } from './centre/centre.ts';
import type { Door } from './http/door.ts';
import { POSITIONS_KEPT_HOURS } from './http/position-routes.ts';

export interface Upkeep {
  /** Sessions of those who hold a call go on. */
  minutely(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What is done at the start and again and again: sessions kept, old positions and sessions deleted, heads anchored, sealed
 * text erased when due. A server that is often started anew forgets no less than one that runs for months.
 */
export function startUpkeep(
  centre: Centre,
  door: Door,
  anchors: Anchors,
  onTrouble: (error: unknown) => void,
): Upkeep {
  const { log, sealing, storedPositions, clock, database, wall } = centre;
  const every = (ms: number, work: () => Promise<unknown>) =>
    setInterval(() => void work().catch(onTrouble), ms);
  const minutely = () => door.keepBusy(operatorId => holdsCall(boardOf(centre), operatorId) !== undefined);
  const anchor = () => anchors.write(log.logId, instant(wall()));
  const purge = async () => {
    await storedPositions.purge(instant(clock.now() - POSITIONS_KEPT_HOURS * 3_600_000));
    await purgeSessions(database, instant(wall()));
    await purgeSignInFailures(database, instant(wall()));
  };
  const erase = () => sealing.eraseDue({ logId: log.logId, board: boardOf(centre), now: clock.now() });
  const begun = Promise.all([purge(), erase(), anchor()]).catch(onTrouble);
  const timers = [
    every(60_000, minutely),
    every(600_000, purge),
    every(3_600_000, anchor),
    every(3_600_000, erase),
  ];
  return {
    minutely,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await begun;
      await anchor();
    },
  };
}
