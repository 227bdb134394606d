import type { LngLat } from '@clarion/measure';
import type { Board } from './board.ts';
import type { Area, Hours, IncidentType, Need, RunCard } from './configuration.ts';
import { areasOf } from './deployment.ts';
import type { AreaId, LevelId } from './ids.ts';

/** Under which conditions a run card was looked up. */
export interface Circumstances {
  readonly alarm: number;
  readonly areaId?: AreaId;
  readonly levelId?: LevelId;
  /** Minutes since Monday 00:00 by the clocks of the place; absent: cards that name hours do not hold. */
  readonly minuteOfWeek?: number;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/**
 * What the incident needs up to its alarm: for each alarm the card that holds under most conditions, the first of equals;
 * without any, the first alarm needs what the type says, and a higher one nothing more.
 */
export function neededBy(type: IncidentType, circumstances: Circumstances): readonly Need[] {
  const counts = new Map<string, number>();
  for (let alarm = 1; alarm <= circumstances.alarm; alarm++) {
    const card = cardFor(type, alarm, circumstances);
    for (const { capability, count } of card?.needs ?? (alarm === 1 ? type.needs : [])) {
      counts.set(capability, (counts.get(capability) ?? 0) + count);
    }
  }
  return [...counts].flatMap(([capability, count]) => (count > 0 ? [{ capability, count }] : []));
}

function cardFor(type: IncidentType, alarm: number, circumstances: Circumstances): RunCard | undefined {
  let best: RunCard | undefined;
  for (const card of type.runCards ?? []) {
    if ((card.alarm ?? 1) !== alarm || !holds(card, circumstances)) continue;
    if (!best || conditionsOf(card) > conditionsOf(best)) best = card;
  }
  return best;
}

function holds(card: RunCard, { areaId, levelId, minuteOfWeek }: Circumstances): boolean {
  if (card.areaIds && (areaId === undefined || !card.areaIds.includes(areaId))) return false;
  if (card.levelIds && (levelId === undefined || !card.levelIds.includes(levelId))) return false;
  return !card.hours || (minuteOfWeek !== undefined && withinHours(card.hours, minuteOfWeek));
}

const conditionsOf = ({ areaIds, levelIds, hours }: RunCard) =>
  (areaIds ? 1 : 0) + (levelIds ? 1 : 0) + (hours ? 1 : 0);

/** Whether the window holds at `minute` of the week. */
export function withinHours({ days, fromMinute, toMinute }: Hours, minute: number): boolean {
  const length = toMinute > fromMinute ? toMinute - fromMinute : toMinute + DAY - fromMinute;
  for (let day = 0; day < 7; day++) {
    if (days && !days.includes(day + 1)) continue;
    const since = (minute - day * DAY - fromMinute + 2 * WEEK) % WEEK;
    if (since < length) return true;
  }
  return false;
}

/** The response area of a place; undefined outside of all. */
export function areaOf(board: Board, at: LngLat | undefined): AreaId | undefined {
  if (at === undefined) return undefined;
  return areasOf(board).find(area => inside(area, at))?.areaId;
}

/** Even-odd rule over the rings. */
function inside({ rings }: Area, [lng, lat]: LngLat): boolean {
  let odd = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const point of ring) {
      if (!before) break;
      const crosses = point[1] > lat !== before[1] > lat;
      if (crosses) {
        const at = before[0] + ((lat - before[1]) / (point[1] - before[1])) * (point[0] - before[0]);
        if (lng < at) odd = !odd;
      }
      before = point;
    }
  }
  return odd;
}
