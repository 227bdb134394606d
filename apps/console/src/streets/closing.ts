import { type ClosureReason, closureReasons } from '@clarion/dispatch';
import { instant, type LngLat } from '@clarion/measure';
import { type PlaceHitAnswer, type StreetAnswer, say } from '@clarion/protocol';
import { carryOut } from '../actions/carry-out.ts';
import type { Console } from '../console.ts';
import type { Slowing } from './slowing.ts';

/** A street about to be closed: why, for how long, and which ones lie where somebody pointed. */
export interface Closing {
  readonly reason: ClosureReason;
  readonly minutes: number;
  readonly streets: readonly StreetAnswer[];
  /** Set: it is not closed but driven at another speed. */
  readonly slowing?: Slowing | undefined;
  /** Nothing was found where somebody pointed, or by the name. */
  readonly missed?: true;
}

const USUAL: Closing = { reason: 'incident', minutes: 60, streets: [] };
export const MINUTES_AT_MOST = 7 * 24 * 60;

/** What a line says about it: `Mill Lane 90 flood`, `磨坊巷 90 积水`. All of it may be left out. */
export interface ClosingLine {
  /** A place by name; empty: on the map. */
  readonly query: string;
  readonly minutes: number;
  readonly reason: ClosureReason;
}

/** The reason and the minutes stand last, in any order; what is left names the place. */
export function readClosing(rest: string): ClosingLine {
  const words = rest.split(/\s+/).filter(word => word !== '');
  let { minutes, reason } = USUAL;
  let [hasMinutes, hasReason] = [false, false];
  while (words.length > 0) {
    const last = words.at(-1)!.toLowerCase();
    const said = Number(/^(\d{1,5})(?:min|m|分钟|分)?$/.exec(last)?.[1]);
    const why = closureReasons.find(one => wordsOf(one).includes(last));
    if (!hasMinutes && said >= 1 && said <= MINUTES_AT_MOST) {
      minutes = said;
      hasMinutes = true;
    } else if (!hasReason && why !== undefined) {
      reason = why;
      hasReason = true;
    } else break;
    words.pop();
  }
  return { query: words.join(' '), minutes, reason };
}

const wordsOf = (reason: ClosureReason) =>
  [reason, say('en', `closure.${reason}`), say('zh-CN', `closure.${reason}`)].map(word => word.toLowerCase());

export const closingNow = (console: Console): Closing => console.desk.get().closing ?? USUAL;

export function changeClosing(console: Console, change: Partial<Closing>): void {
  console.desk.change(({ closing, ...desk }) => ({ ...desk, closing: { ...(closing ?? USUAL), ...change } }));
}

/** The list of streets beside the map, and the next click on the map chooses one. */
export function beginClosing(console: Console, how: Partial<Closing> = {}): void {
  console.desk.change(desk => ({
    ...desk,
    side: 'streets',
    picking: { for: 'street' },
    closing: { ...(desk.closing ?? USUAL), slowing: undefined, streets: [], ...how },
  }));
}

/** The map is for looking again. */
export function leaveClosing(console: Console): void {
  console.desk.change(({ picking: _, ...desk }) => ({ ...desk }));
}

/** As the command bar has it: by name when there is one, else on the map. */
export async function closeByLine(console: Console, line: ClosingLine, at?: LngLat): Promise<void> {
  const { query, minutes, reason } = line;
  beginClosing(console, { minutes, reason });
  await pointAt(console, query, at);
}

/** The place of a line: where the incident is, what is found by the name, or, without either, on the map. */
export async function pointAt(console: Console, query: string, at?: LngLat): Promise<void> {
  if (at !== undefined) return offerStreets(console, at);
  if (query === '') return;
  const center = console.place.get()?.center;
  const near = center === undefined ? '' : `&near=${center.join(',')}`;
  const answer = await console.request.get<{ readonly hits: readonly PlaceHitAnswer[] }>(
    `/api/places?q=${encodeURIComponent(query)}&limit=1${near}`,
  );
  const hit = answer.ok ? answer.value.hits[0] : undefined;
  if (hit === undefined) return changeClosing(console, { streets: [], ...missed });
  console.desk.change(desk => ({ ...desk, look: { at: hit.at, count: (desk.look?.count ?? 0) + 1 } }));
  return offerStreets(console, hit.at);
}

const missed = { missed: true } as const;

/** Asks what streets lie at a place; they are offered, and none is closed yet. */
export async function offerStreets(console: Console, at: LngLat): Promise<void> {
  const answer = await console.request.get<{ readonly streets: readonly StreetAnswer[] }>(
    `/api/streets/at?lng=${at[0]}&lat=${at[1]}`,
  );
  const streets = answer.ok ? answer.value.streets : [];
  const { missed: _, ...closing } = closingNow(console);
  console.desk.change(({ picking, ...desk }) => ({
    ...desk,
    ...(picking !== undefined && (picking.for !== 'street' || streets.length === 0) ? { picking } : {}),
    side: 'streets',
    closing: { ...closing, streets, ...(streets.length === 0 ? missed : {}) },
  }));
}

export function closeStreet(console: Console, street: StreetAnswer): void {
  const { reason, minutes } = closingNow(console);
  changeClosing(console, { streets: [] });
  void carryOut(console, {
    type: 'CloseStreet',
    points: [street.at],
    reason,
    expiresAt: instant(console.now() + minutes * 60_000),
  });
}
