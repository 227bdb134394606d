import { bestFilling, type Filler, needsBeside, STAND_IN_MS } from '@clarion/dispatch';
import { type Model, outsideSeconds } from '../model.ts';
import type { Fleet } from './fleet.ts';

const STAND_IN_S = STAND_IN_MS / 1000;

/** The unit for one need of a call in `zone`, of those who are `free`; -1 when there is none. */
export function chooseOne(
  model: Model,
  fleet: Fleet,
  zone: number,
  need: number,
  now: number,
  free: Uint8Array = fleet.free,
): number {
  if (fleet.freeCount === 0) return -1;
  if (model.roaming) return soonest(model, fleet, zone, need, now, free);
  const { order, orderStart, capabilities } = model;
  const row = zone * capabilities.length + need;
  for (let i = orderStart[row]!, end = orderStart[row + 1]!; i < end; i++) {
    const unit = order[i]!;
    if (free[unit] === 1) return unit;
  }
  return -1;
}

/** Units are anywhere between their posts: least travel time (a stand-in later), then the nearer one, then by id. */
function soonest(
  model: Model,
  fleet: Fleet,
  zone: number,
  need: number,
  now: number,
  free: Uint8Array,
): number {
  const { fills, serves, unitIds, zoneIds, capabilities } = model;
  const width = capabilities.length;
  const factor = fleet.factor(now);
  let best = -1;
  let bestCost = Infinity;
  let bestTravel = Infinity;
  for (let unit = 0; unit < unitIds.length; unit++) {
    if (free[unit] === 0) continue;
    const able = fills[unit * width + need]!;
    if (able === 0 || serves[unit * zoneIds.length + zone] === 0) continue;
    const travel = fleet.travelS(unit, zone, now, factor);
    const cost = travel + (able === 2 ? STAND_IN_S : 0) + outsideSeconds(model.areas, unit, zone);
    if (cost > bestCost) continue;
    if (cost === bestCost) {
      if (travel > bestTravel) continue;
      if (travel === bestTravel && unitIds[unit]! > unitIds[best]!) continue;
    }
    best = unit;
    bestCost = cost;
    bestTravel = travel;
  }
  return best;
}

export interface Chosen {
  readonly unit: number;
  /** Place in the type's list of needs. */
  readonly slot: number;
}

/**
 * Units for several needs at once: `missing` are the places in `slots` that nobody meets. By `closest` it is the choice
 * of `recommend`: as many needs as can be, the first unit there soonest, then the last. By `preference` need after need.
 */
export function chooseSet(
  model: Model,
  fleet: Fleet,
  zone: number,
  slots: readonly number[],
  missing: readonly number[],
  now: number,
  free: Uint8Array = fleet.free,
): readonly Chosen[] {
  if (model.rule === 'preference') return oneByOne(model, free, zone, slots, missing);
  const { capabilities, fills, serves, unitIds, zoneIds } = model;
  const width = capabilities.length;
  const factor = fleet.factor(now);
  const candidates: (Filler & { readonly unit: number })[] = [];
  for (let unit = 0; unit < unitIds.length; unit++) {
    if (free[unit] === 0 || serves[unit * zoneIds.length + zone] === 0) continue;
    const own = capabilities.filter((_, need) => fills[unit * width + need] === 1);
    const standsIn = capabilities.some((_, need) => fills[unit * width + need] === 2);
    if (own.length === 0 && !standsIn) continue;
    const held = model.ownCapabilities[unit] ?? own;
    candidates.push({
      unit,
      capabilities: held,
      travelTimeMs: (fleet.travelS(unit, zone, now, factor) + outsideSeconds(model.areas, unit, zone)) * 1000,
      crewId: model.crewIds[unit],
    });
  }
  candidates.sort(
    (a, b) => a.travelTimeMs - b.travelTimeMs || (unitIds[a.unit]! < unitIds[b.unit]! ? -1 : 1),
  );
  const needs = cardOf(
    capabilities,
    missing.map(place => slots[place]!),
  );
  const left = [...missing];
  const chosen: Chosen[] = [];
  for (const [index, capability] of bestFilling(needs, candidates)) {
    const at = left.findIndex(place => capabilities[slots[place]!] === capability);
    chosen.push({ unit: candidates[index]!.unit, slot: left.splice(at, 1)[0]! });
  }
  return chosen.sort((a, b) => a.slot - b.slot);
}

/** Places in `slots` that `sent` leaves open, as dispatch sees it: together they meet as many needs as they can. */
export function stillMissing(
  { capabilities, ownCapabilities }: Model,
  slots: readonly number[],
  sent: readonly number[],
): readonly number[] {
  if (sent.length === 0) return [...slots.keys()];
  const card = cardOf(capabilities, slots);
  const left = needsBeside(
    card,
    sent.map(unit => ownCapabilities[unit] ?? capabilities),
  );
  return left.flatMap(({ capability, count }) => {
    const places = [...slots.keys()].filter(place => capabilities[slots[place]!] === capability);
    return places.slice(places.length - count);
  });
}

function cardOf(
  capabilities: readonly string[],
  needs: readonly number[],
): readonly { capability: string; count: number }[] {
  const counts = new Map<number, number>();
  for (const need of needs) counts.set(need, (counts.get(need) ?? 0) + 1);
  return [...counts].map(([need, count]) => ({ capability: capabilities[need]!, count }));
}

function oneByOne(
  { order, orderStart, capabilities, crewmates }: Model,
  free: Uint8Array,
  zone: number,
  slots: readonly number[],
  missing: readonly number[],
): readonly Chosen[] {
  const chosen: Chosen[] = [];
  for (const slot of missing) {
    const row = zone * capabilities.length + slots[slot]!;
    for (let i = orderStart[row]!; i < orderStart[row + 1]!; i++) {
      const unit = order[i]!;
      if (free[unit] === 0) continue;
      if (chosen.some(one => one.unit === unit || crewmates?.[unit]?.includes(one.unit))) continue;
      chosen.push({ unit, slot });
      break;
    }
  }
  return chosen;
}
