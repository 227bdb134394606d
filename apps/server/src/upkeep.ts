import type { Board, Configuration } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import {
  type Anchors,
  defaultRetention,
  eraseOperatorActs,
  purgeSessions,
  purgeSignInFailures,
  type Retention,
} from '@clarion/store';
import { boardOf, type Centre, holdsCall } from './centre/centre.ts';
import { fileWhatIsOver } from './filing/filer.ts';
import type { Door } from './http/door.ts';
import { POSITIONS_KEPT_HOURS } from './http/position-routes.ts';

export interface Upkeep {
  /** Sessions of those who hold a call go on. */
  minutely(): Promise<void>;
  stop(): Promise<void>;
}

/** Whoever was ended elsewhere is out within this. */
const SESSIONS_EVERY_MS = 2_000;

/** Often enough that little more than what is kept is on the board, and not more often than every ten seconds. */
const filingEveryMs = (afterHours: number) =>
  Math.min(600_000, Math.max(10_000, (afterHours * 3_600_000) / 10));

/** As long as the program keeps text of people, or shorter where the centre's rules say so; never longer. */
export function retentionOf({ configuration }: Pick<Board, 'configuration'>): Retention {
  const said: NonNullable<Configuration['retention']> = configuration?.retention ?? {};
  const days = (kind: keyof typeof said) => Math.min(defaultRetention[kind], said[kind] ?? Infinity);
  return { ...defaultRetention, contact: days('contact'), words: days('words'), note: days('note') };
}

/**
 * What is done at the start and again and again: sessions kept, old positions and sessions deleted, heads anchored, sealed
 * text erased when due, and what is long over filed. A server that is often started anew forgets no less than one that runs for months.
 */
export function startUpkeep(
  centre: Centre,
  door: Door,
  anchors: Anchors,
  onTrouble: (error: unknown) => void,
  fileAfterHours: number,
  purgePeople: () => Promise<unknown> = async () => undefined,
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
    await eraseOperatorActs(database);
    await purgePeople();
  };
  const erase = () => {
    const board = boardOf(centre);
    return sealing.eraseDue({ logId: log.logId, board, now: clock.now(), retention: retentionOf(board) });
  };
  const file = () => fileWhatIsOver(centre, fileAfterHours * 3_600_000);
  const begun = Promise.all([purge(), erase(), file(), anchor()]).catch(onTrouble);
  const timers = [
    every(SESSIONS_EVERY_MS, () => door.lookAnew()),
    every(60_000, minutely),
    every(600_000, purge),
    every(filingEveryMs(fileAfterHours), file),
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
