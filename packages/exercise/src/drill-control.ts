import { type Instant, instant } from '@clarion/measure';

/** The paces that the leader of a drill may set: seconds of the drill in a second of the wall. */
export const PACES = { least: 0.25, most: 60 } as const;
/** The leader jumps ahead by this much at most: a day. */
export const MAX_JUMP_SECONDS = 86_400;

/** What is done to a drill from outside. It stands beside the log, since the law of dispatch knows no drills. */
export type DrillControl =
  | { readonly act: 'pace'; readonly pace: number }
  | { readonly act: 'pause' }
  | { readonly act: 'goOn' }
  /** Written when it has arrived. */
  | { readonly act: 'jump'; readonly from: Instant }
  /** The server was stopped: the drill stands until it is back. */
  | { readonly act: 'stop' };

/** When, by the drill's time, and by which role; nobody's name. */
export interface DoneToDrill {
  readonly at: Instant;
  readonly byRole: string;
  readonly control: DrillControl;
}

export interface DrillState {
  /** As set last; absent when nobody has set one. */
  readonly pace?: number;
  readonly paused: boolean;
  /** The latest time that is known to have been reached. */
  readonly at: Instant;
}

/** How a drill stands after what was done to it; undefined when nothing was, and its clock is the wall's. */
export function drillState(done: readonly DoneToDrill[]): DrillState | undefined {
  if (done.length === 0) return undefined;
  let pace: number | undefined;
  let paused = false;
  let reached = 0;
  for (const { at, control } of done) {
    reached = Math.max(reached, at);
    if (control.act === 'pace') pace = control.pace;
    if (control.act === 'pause') paused = true;
    if (control.act === 'goOn') paused = false;
  }
  return { paused, at: instant(reached), ...(pace === undefined ? {} : { pace }) };
}
