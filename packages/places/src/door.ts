import { distance, type LngLat } from '@clarion/measure';
import { segmentPoints } from './line.ts';
import { addressesOf } from './numbers.ts';
import { type Inside, pairAt } from './placeIndex.ts';
import { textAt } from './textPool.ts';

/** A surveyed door farther away than this says little about a point. */
const NEAR_DOOR_M = 60;

export interface Door {
  readonly id: string;
  readonly number: string;
  readonly distanceM?: number;
}

/** The house number at a point beside a segment: the nearest surveyed door's, else interpolated along that side. */
export function doorAt(inside: Inside, street: number, segment: number, at: LngLat): Door | undefined {
  let nearest: { address: number; distanceM: number } | undefined;
  for (const address of addressesOf(inside, street)) {
    const distanceM = distance(at, pairAt(inside.columns.addressAt, address));
    if (distanceM < (nearest?.distanceM ?? NEAR_DOOR_M)) nearest = { address, distanceM };
  }
  if (nearest !== undefined) {
    const number = textAt(inside.pools.addressNumber, nearest.address);
    return { id: `address:${street}:${number}`, number, distanceM: nearest.distanceM };
  }
  const { fraction, left } = footOn(segmentPoints(inside, segment), at);
  const all = inside.columns.segmentNumbers;
  const offset = 4 * segment + (left ? 0 : 2);
  const [from, to] = [all[offset]!, all[offset + 1]!];
  if (from <= 0 && to <= 0) return undefined;
  // Numbers of one side are all odd or all even.
  const step = from % 2 === to % 2 ? 2 : 1;
  const number = from + step * Math.round(((to - from) * fraction) / step);
  return { id: `address:${textAt(inside.pools.segmentId, segment)}:${number}`, number: `${number}` };
}

/** Where a point stands beside a line: share of the length up to its foot, and whether it lies to the left. */
function footOn(line: readonly LngLat[], at: LngLat): { fraction: number; left: boolean } {
  const squeeze = Math.cos((at[1] * Math.PI) / 180);
  let total = 0;
  let best = { offM: Number.POSITIVE_INFINITY, along: 0, left: true };
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const [dx, dy] = [(b[0] - a[0]) * squeeze, b[1] - a[1]];
    const [px, py] = [(at[0] - a[0]) * squeeze, at[1] - a[1]];
    const length = Math.hypot(dx, dy);
    if (length === 0) continue;
    const t = Math.min(1, Math.max(0, (px * dx + py * dy) / (length * length)));
    const offM = Math.hypot(px - t * dx, py - t * dy);
    if (offM < best.offM) best = { offM, along: total + t * length, left: dx * py - dy * px >= 0 };
    total += length;
  }
  return { fraction: total === 0 ? 0.5 : best.along / total, left: best.left };
}
