import { randomUUID } from 'node:crypto';
import { type AlarmMeans, type DueStep, dueSteps } from '@clarion/dispatch';
import { type Instant, minuteOfWeek } from '@clarion/measure';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { Outside } from './outside.ts';

const EVERY_MS = 1000;
/** Kinds that walk over everything are asked this seldom. */
const WHOLE_EVERY_MS = 15_000;

export interface Watch {
  /** Looks now, by the log's clock, and writes what is due. @returns how many steps it asked for */
  look(): Promise<number>;
  /** Looks after whatever look is on its way: for what has just become true. */
  lookAnew(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Raises, escalates, repeats and clears alarms by the log's clock. It remembers nothing: what is due follows from the board
 * and the time, so a server that starts again goes on where the clocks stand, and of several servers the first one's entry
 * counts. While the clock jumps (a drill without anybody) nobody is there to be alarmed.
 */
export function startWatch(
  centre: Pick<Centre, 'log' | 'clock' | 'positions' | 'place' | 'submit' | 'wall'>,
  outside: Pick<Outside, 'means' | 'refresh'>,
  onTrouble: (error: unknown) => void,
): Watch {
  let wholeAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<number> | undefined;
  let stopped = false;

  async function write(): Promise<number> {
    await outside.refresh();
    const now = centre.clock.now();
    const whole = centre.wall() - wholeAt >= WHOLE_EVERY_MS;
    if (whole) wholeAt = centre.wall();
    const due = dueSteps(boardOf(centre as Centre), now, meansAt(now), whole);
    for (const step of due) {
      if (stopped) break;
      await submit(step, now);
    }
    return due.length;
  }

  const meansAt = (now: Instant): AlarmMeans => ({
    minuteOfWeek: minuteOfWeek(now, centre.place.timeZone),
    fixTimes: unitId => centre.positions.latest(unitId)?.fixAt,
    ...outside.means(),
  });

  async function submit({ key, step, cause }: DueStep, now: Instant): Promise<void> {
    const unitId = cause?.about.unitId;
    const fixAt = unitId === undefined ? undefined : centre.positions.latest(unitId)?.fixAt;
    const { minuteOfWeek: minute } = meansAt(now);
    const { breakGlass, drift } = cause?.about ?? {};
    await centre.submit({
      commandId: randomUUID(),
      actor: { kind: 'system', id: 'watch' },
      command: {
        type: 'StepAlarm',
        key,
        step,
        ...(minute === undefined ? {} : { minuteOfWeek: minute }),
        ...(unitId === undefined || fixAt === undefined ? {} : { fixTimes: { [unitId]: fixAt } }),
        ...(breakGlass === undefined ? {} : { breakGlass }),
        ...(drift === undefined ? {} : { drift }),
      },
    });
  }

  async function look(): Promise<number> {
    // One look at a time: a slow database does not pile them up.
    looking ??= write().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  const timer = setInterval(() => {
    if (centre.clock.state().rate > 0) look().catch(onTrouble);
  }, EVERY_MS);
  return {
    look,
    async lookAnew() {
      await looking?.catch(onTrouble);
      return look();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking?.catch(onTrouble);
    },
  };
}
