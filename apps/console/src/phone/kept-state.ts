import type { LogClock, PlacePackAnswer, RouteAnswer, UnitView } from '@clarion/protocol';
import type { KindOfLog } from '../session/kind-of-log.ts';

/** The last that this phone knew, so that the page opens from a cold start without a network. Personal text is never in it. */
export interface KeptState {
  readonly view?: UnitView;
  readonly place?: PlacePackAnswer;
  readonly log?: { readonly kind?: KindOfLog; readonly clock?: LogClock };
  readonly route?: { readonly incidentId: string; readonly answer: RouteAnswer };
  /** What this machine's clock lacked to the centre's when they last spoke. */
  readonly skewMs?: number;
  /** When the centre was last heard, by the centre's clock. */
  readonly heardAt?: number;
}

/** Raised whenever what is kept changes its shape; what another version kept is left alone. */
const VERSION = 1;
const names = ['view', 'place', 'log', 'route', 'skewMs', 'heardAt'] as const satisfies (keyof KeptState)[];
const keyOf = (name: string) => `clarion.phone.kept.${name}`;

/** A machine's clock that differs by more than this is told to the crew. */
export const CLOCK_WRONG_MS = 60_000;

export type KeptStates = ReturnType<typeof keptStates>;

/** Each part by itself, for the centre is heard every few seconds and a route comes once. */
export function keptStates(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  let kept: KeptState = {};
  for (const name of names) {
    const { version, value } = JSON.parse(storage.getItem(keyOf(name)) ?? '{}');
    if (version === VERSION) kept = { ...kept, [name]: value };
  }
  const drop = (name: keyof KeptState) => {
    const { [name]: _, ...rest } = kept;
    kept = rest;
    storage.removeItem(keyOf(name));
  };
  return {
    last: () => kept,
    keep(more: KeptState) {
      kept = { ...kept, ...more };
      for (const [name, value] of Object.entries(more))
        storage.setItem(keyOf(name), JSON.stringify({ version: VERSION, value }));
    },
    /** Where the crew has no way to drive any more, nothing of it stays. */
    forgetRoute: () => drop('route'),
    /** The crew has signed out. */
    forget() {
      for (const name of names) drop(name);
    },
  };
}

/** What is wrong with this machine's clock: set back to before the last word of the centre, or off by `ms` (ahead when positive). */
export function clockFault(
  skewMs: number,
  now: number,
  heardAt: number | undefined,
  isLive: boolean,
): { readonly kind: 'back' } | { readonly kind: 'off'; readonly ms: number } | undefined {
  if (!isLive && heardAt !== undefined && now < heardAt - CLOCK_WRONG_MS) return { kind: 'back' };
  return Math.abs(skewMs) > CLOCK_WRONG_MS ? { kind: 'off', ms: -skewMs } : undefined;
}
