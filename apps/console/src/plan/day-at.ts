import { between, type LngLat } from '@clarion/measure';
import type { DayDrive, DayResult } from '@clarion/protocol';

export interface UnitNow {
  readonly id: string;
  readonly at: LngLat;
  readonly state: 'free' | 'out' | 'scene' | 'back';
}
export interface CallNow {
  readonly at: LngLat;
  readonly state: 'waiting' | 'helped';
}

/** Where everybody is at a second of the day. */
export function dayAt(day: DayResult, atS: number): { readonly units: UnitNow[]; readonly calls: CallNow[] } {
  const byUnit = new Map<string, DayDrive>();
  // Drives of a unit come in the order of time: the last that has begun is the one that tells where it is.
  for (const drive of day.drives)
    if (drive.atS[0]! <= atS) byUnit.set(drive.unit, later(byUnit.get(drive.unit), drive));
  const units = day.units.map(({ id, at }): UnitNow => {
    const drive = byUnit.get(id);
    if (drive === undefined) return { id, at, state: 'free' };
    const isThere = atS >= drive.atS.at(-1)!;
    if (drive.call === null)
      return { id, at: isThere ? at : along(drive, atS), state: isThere ? 'free' : 'back' };
    if (!isThere) return { id, at: along(drive, atS), state: 'out' };
    const freeS = day.calls[drive.call]?.freeS ?? null;
    const isFree = freeS !== null && atS >= freeS;
    return { id, at: isFree ? at : drive.points.at(-1)!, state: isFree ? 'free' : 'scene' };
  });
  const calls = day.calls.flatMap(({ at, callS, sceneS, freeS }): CallNow[] => {
    if (callS > atS || (freeS !== null && freeS <= atS)) return [];
    return [{ at, state: sceneS !== null && sceneS <= atS ? 'helped' : 'waiting' }];
  });
  return { units, calls };
}

export function countsAt(day: DayResult, atS: number) {
  const { units, calls } = dayAt(day, atS);
  return {
    calls: day.calls.filter(call => call.callS <= atS).length,
    waiting: calls.filter(call => call.state === 'waiting').length,
    busy: units.filter(unit => unit.state === 'out' || unit.state === 'scene').length,
  };
}

const later = (a: DayDrive | undefined, b: DayDrive): DayDrive =>
  a === undefined || b.atS[0]! >= a.atS[0]! ? b : a;

function along({ atS, points }: DayDrive, now: number): LngLat {
  let i = 1;
  while (i < atS.length - 1 && atS[i]! < now) i++;
  const [from, to] = [atS[i - 1]!, atS[i] ?? atS[i - 1]!];
  const share = to > from ? Math.min(1, Math.max(0, (now - from) / (to - from))) : 1;
  return between(points[i - 1]!, points[i] ?? points[i - 1]!, share);
}
