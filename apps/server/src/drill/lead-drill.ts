import { type DoneToDrill, type DrillControl, drillState } from '@clarion/exercise';
import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type {
  AfterActionAnswer,
  AskedControl,
  DrillAnswer,
  FaultCode,
  InjectAnswer,
} from '@clarion/protocol';
import type { DrillControls } from '@clarion/store';
import type { CentreClock } from '../centre/clock.ts';
import type { Injects } from './injects.ts';

/** The clock of a drill in the hands of its leader. There is none for a live centre. */
export interface DrillLead {
  state(): DrillAnswer;
  injects(): readonly InjectAnswer[];
  /** Undefined without a script. */
  afterAction(): Promise<AfterActionAnswer> | undefined;
  /** Resolves when it is done and kept: a server that starts again finds the pace again. */
  control(asked: AskedControl, byRole: string): Promise<Result<DrillAnswer, { readonly code: FaultCode }>>;
  /** The server stops; the drill stands until it is back. */
  stop(): Promise<void>;
}

export interface DrillLeadMeans {
  readonly clock: CentreClock;
  readonly stored: DrillControls<DrillControl>;
  /** What was done before, as the clock was set by. */
  readonly done: readonly DoneToDrill[];
  /** Of the start; max: it jumps from happening to happening, and nobody else sets its pace. */
  readonly speed: number | 'max';
  /** Plays what happens on the way, and arrives; absent: nobody plays. */
  /** Of a script; absent: there is none. */
  readonly injects: () => Injects | undefined;
  readonly jump: () => ((to: Instant) => Promise<void>) | undefined;
}

export function leadDrill({ clock, stored, done, speed, jump, injects }: DrillLeadMeans): DrillLead {
  const before = drillState(done);
  const free = speed === 'max';
  let pace = before?.pace ?? (free ? 1 : speed);
  let paused = before?.paused ?? false;
  let jumping = false;
  let touched = before !== undefined;

  const state = (): DrillAnswer => ({
    ...(free ? {} : { pace }),
    paused,
    jumping,
    at: clock.now(),
  });
  async function keep(control: DrillControl, byRole: string): Promise<void> {
    touched = true;
    await stored.add({ at: clock.now(), byRole, control });
  }
  return {
    state,
    injects: () => injects()?.list() ?? [],
    afterAction: () => injects()?.afterAction(),
    async control(asked, byRole) {
      if (free) return fail({ code: 'DrillRunsFree' });
      if (jumping) return fail({ code: 'DrillJumping' });
      switch (asked.act) {
        case 'pace':
          pace = asked.pace;
          if (!paused) clock.run(pace);
          await keep(asked, byRole);
          break;
        case 'pause':
          paused = true;
          clock.run(0);
          await keep(asked, byRole);
          break;
        case 'goOn':
          paused = false;
          clock.run(pace);
          await keep(asked, byRole);
          break;
        case 'fire':
        case 'skip': {
          const script = injects();
          if (script === undefined) return fail({ code: 'NoScript' });
          touched = true;
          const changed = await script[asked.act](asked.injectId, byRole);
          if (!changed.ok) return changed;
          break;
        }
        case 'jump': {
          jumping = true;
          try {
            const from = clock.now();
            const to = instant(from + asked.seconds * 1000);
            const play = jump();
            if (play !== undefined) await play(to);
            clock.run(paused ? 0 : pace, to);
            await keep({ act: 'jump', from }, byRole);
          } finally {
            jumping = false;
          }
        }
      }
      return ok(state());
    },
    async stop() {
      if (touched && !free) await stored.add({ at: clock.now(), byRole: 'server', control: { act: 'stop' } });
    },
  };
}
