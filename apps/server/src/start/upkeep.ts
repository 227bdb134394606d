import type { Anchors } from '@clarion/store';
import { beginDue } from '../centre/begin-due.ts';
import type { Centre } from '../centre/centre.ts';
import { startScheduler } from '../schedule/scheduler.ts';
import { startUpkeep } from '../upkeep.ts';
import type { Outside } from '../watch/outside.ts';
import { startWatch } from '../watch/watch.ts';
import type { Closing } from './closing.ts';
import type { Doors } from './doors.ts';

export interface KeptUpBy {
  readonly anchors: Anchors;
  readonly outside: Outside;
  readonly fileAfterHours: number;
  readonly opened: Closing;
  readonly onTrouble: (error: unknown) => void;
}

/** What the server does again and again by itself: clocks, starts that are due, alarms, and what is erased or filed. */
export function startKeeping(centre: Centre, { door, hub, shifts, presence }: Doors, by: KeptUpBy) {
  const { anchors, outside, fileAfterHours, opened, onTrouble } = by;
  const purgePeople = () => Promise.all([shifts.purge(), presence.purge()]);
  const upkeep = startUpkeep(centre, door, anchors, onTrouble, fileAfterHours, purgePeople);
  opened.push(() => upkeep.stop());
  centre.moveUps.start({ isWatched: hub.isBoardWatched, tell: hub.adviseMoves, onTrouble });
  const beginning = beginDue(centre, onTrouble);
  opened.push(() => beginning.stop());
  const scheduler = startScheduler(centre, onTrouble);
  opened.push(async () => scheduler.stop());
  const watch = startWatch(centre, outside, onTrouble);
  opened.push(() => watch.stop());
  return { upkeep, scheduler, watch };
}
