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
  /** The script's beginning: what comes after so many seconds is counted from here. */
  | { readonly act: 'begin' }
  /** An inject was played, at its time or by hand; `refused`: why the log did not take it. */
  | { readonly act: 'fire'; readonly injectId: string; readonly refused?: string }
  | { readonly act: 'skip'; readonly injectId: string }
  /** The server was stopped: the drill stands until it is back. */
  | { readonly act: 'stop' };

/** When, by the drill's time, and by which role; nobody's name. */
export interface DoneToDrill {
  readonly at: Instant;
  readonly byRole: string;
  readonly control: DrillControl;
}

/** What became of an inject. */
export interface InjectDone {
  readonly state: 'fired' | 'refused' | 'skipped';
  readonly at: Instant;
  /** The code of the refusal. */
  readonly code?: string;
}

export interface DrillState {
  /** As set last; absent when nobody has set one. */
  readonly pace?: number;
  readonly paused: boolean;
  /** The latest time that is known to have been reached. */
  readonly at: Instant;
  readonly beganAt?: Instant;
  readonly injects: ReadonlyMap<string, InjectDone>;
}

/** How a drill stands after what was done to it; undefined when nothing was, and its clock is the wall's. */
export function drillState(done: readonly DoneToDrill[]): DrillState | undefined {
  if (done.length === 0) return undefined;
  let pace: number | undefined;
  let paused = false;
  let reached = 0;
  let beganAt: Instant | undefined;
  const injects = new Map<string, InjectDone>();
  for (const { at, control } of done) {
    reached = Math.max(reached, at);
    if (control.act === 'begin') beganAt ??= at;
    if (control.act === 'skip') injects.set(control.injectId, { state: 'skipped', at });
    if (control.act === 'fire') injects.set(control.injectId, doneOf(control.refused, at));
    if (control.act === 'pace') pace = control.pace;
    if (control.act === 'pause') paused = true;
    if (control.act === 'goOn') paused = false;
  }
  return {
    paused,
    at: instant(reached),
    injects,
    ...(pace === undefined ? {} : { pace }),
    ...(beganAt === undefined ? {} : { beganAt }),
  };
}

export const doneOf = (refused: string | undefined, at: Instant): InjectDone =>
  refused === undefined ? { state: 'fired', at } : { state: 'refused', at, code: refused };
