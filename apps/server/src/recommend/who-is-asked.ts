import { type Capability, type Evidence, standsInFor } from '@clarion/dispatch';
import { type Milliseconds, milliseconds } from '@clarion/measure';
import type { NearUnit, Snap, UnitQuestion } from '@clarion/roads';
import { type Abilities, FREE, TAKEN } from './abilities.ts';
import type { UnitsOnRoad } from './units-on-road.ts';

/** Up to so many units a centre's whole fleet is asked about with every question. */
export const ALL_ASKED = 500;
/** Of a province's thousands: the nearest, whoever they are, for whoever wants to see what stands near. */
const NEAREST_ASKED = 100;
/** And of those who can do what is asked for and are free: enough for any run card and for the dozen shown beside it. */
const OF_EACH_ASKED = 60;
/** Of those who are taken: the dozen that is shown, and as many whose crew could be another's. */
const TAKEN_ASKED = 24;

/** By road from each unit that was asked about; undefined: no way there. */
export type Travel = Map<string, Milliseconds | undefined>;

/** Who was asked about, and what there is still to ask. */
export interface Asked {
  readonly travel: Travel;
  /**
   * Asks about those who are taken: beside the choice those are shown who are there no later than the farthest who is sent,
   * and for what is missing the nearest who could meet it. @returns whether somebody came to those who were asked about
   */
  askTaken(farthestMs: number | undefined, missing: Evidence['missing']): boolean;
}

/**
 * Travel times to the first of `ends` that any unit can get to, of the units that can matter there. A small fleet is asked
 * about whole. Of a large one the nearest are, and, by capability, the nearest that can meet a need: however rare it is, who
 * has it is found. Undefined when nobody can get to any of them.
 * @param turnoutMs the longest that an arrival can be later than the drive says, against others
 */
export function whoIsAsked(
  ends: Iterable<Snap>,
  needs: Evidence['needs'],
  units: UnitsOnRoad,
  abilities: Abilities,
  turnoutMs: number,
): Asked | undefined {
  const isSmall = units.size <= ALL_ASKED;
  for (const end of ends) {
    const near = isSmall
      ? units.nearest(end, ALL_ASKED)
      : nearestOf(units, end, NEAREST_ASKED, turnoutMs, {}).near;
    if (near.length === 0) continue;
    const travel: Travel = new Map();
    add(travel, near);
    if (!isSmall) return askedByCapability(end, travel, needs, units, abilities, turnoutMs);
    // The search ended by itself: whoever was not met cannot get there.
    for (const unitId of units.ids()) if (!travel.has(unitId)) travel.set(unitId, undefined);
    return { travel, askTaken: () => false };
  }
  return undefined;
}

function askedByCapability(
  end: Snap,
  travel: Travel,
  needs: Evidence['needs'],
  units: UnitsOnRoad,
  abilities: Abilities,
  turnoutMs: number,
): Asked {
  const questions = [...meeting(needs)].flatMap(capability => {
    const bit = abilities.bitOf(capability);
    if (bit === undefined) return [];
    const having = abilities.having(capability);
    const filter = bit === 0 ? { filter: (unitId: string) => having.has(unitId) } : {};
    const able = { capabilities: FREE | bit, ...filter };
    const free = nearestOf(units, end, OF_EACH_ASKED, turnoutMs, able);
    add(travel, free.near);
    return [{ capability, bit, having, filter, isRare: free.areAll }];
  });
  return {
    travel,
    askTaken(farthestMs, missing) {
      const before = travel.size;
      const wanted = meeting(missing);
      const many = TAKEN_ASKED + missing.reduce((sum, { count }) => sum + count, 0);
      for (const { capability, bit, having, filter, isRare } of questions) {
        const isLimited = farthestMs !== undefined && !isRare && !wanted.has(capability);
        const limit = isLimited ? { withinMs: farthestMs + turnoutMs } : {};
        const able = { capabilities: TAKEN | bit, ...filter, ...limit };
        const taken = nearestOf(units, end, many, turnoutMs, able);
        add(travel, taken.near);
        if (!isRare || !taken.areAll) continue;
        for (const unitId of having) if (!travel.has(unitId)) travel.set(unitId, undefined);
      }
      return travel.size > before;
    },
  };
}

function add(travel: Travel, near: readonly NearUnit[]): void {
  for (const { unit, travelTimeMs } of near) travel.set(unit, milliseconds(travelTimeMs));
}

/**
 * The nearest by drive, as many as it takes that the first `count` by arrival are among them: one that is on the road can be
 * there before many that are nearer and must first turn out (a depot).
 */
function nearestOf(
  units: UnitsOnRoad,
  end: Snap,
  count: number,
  turnoutMs: number,
  question: UnitQuestion,
): { readonly near: readonly NearUnit[]; readonly areAll: boolean } {
  for (let many = turnoutMs > 0 ? 2 * count : count; ; many *= 4) {
    const near = units.nearest(end, many, question);
    const areAll = near.length < many;
    if (areAll || turnoutMs === 0) return { near, areAll };
    if (near[many - 1]!.travelTimeMs - near[count - 1]!.travelTimeMs > turnoutMs) return { near, areAll };
  }
}

/** Capabilities that meet one of the needs, itself or by standing in. */
function meeting(needs: readonly { readonly capability: Capability }[]): ReadonlySet<Capability> {
  const found = new Set<Capability>();
  for (const { capability } of needs) {
    found.add(capability);
    for (const [held, others] of Object.entries(standsInFor))
      if (others.includes(capability)) found.add(held);
  }
  return found;
}
