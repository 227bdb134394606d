import type { TimesModel } from './calibrate.ts';
import { rangeAround, type TimeRange, uncalibratedRange } from './ranges.ts';
import { turnoutAtPost } from './turnout.ts';

/** When a unit would be there, from being told. */
export interface ExpectedArrival extends TimeRange {
  /** The drive with starting and stopping. */
  readonly travelTimeMs: number;
  /** Counted in; absent when the unit is on the road, or nothing is known of the turnout of its kind. */
  readonly turnoutMs?: number;
}

/**
 * @param driveMs by the times of the hour (`timesAtHour`), without overhead
 * @param unit its kind when it stands at its post, so that its crew must first turn out; undefined when it is on the road
 */
export function expectedArrival(
  model: TimesModel,
  driveMs: number,
  hourOfWeek: number,
  unit: { readonly kind: string } | undefined,
): ExpectedArrival {
  const travelTimeMs = driveMs + model.profile.overheadMs;
  const turnoutMs = unit && turnoutAtPost(model.turnout, unit.kind, hourOfWeek);
  const ms = travelTimeMs + (turnoutMs ?? 0);
  const table = turnoutMs === undefined ? model.ranges.onRoad : model.ranges.fromPost;
  const range = rangeAround(table, ms) ?? uncalibratedRange(ms);
  return { ...range, travelTimeMs, ...(turnoutMs === undefined ? {} : { turnoutMs }) };
}
