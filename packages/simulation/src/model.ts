import type { Alias } from './chance/alias.ts';
import type { Law } from './chance/law.ts';

/**
 * A scenario made ready for the core: everything by index, in typed arrays, read-only. Built by `compile`.
 * Units, zones, posts, types and capabilities are in the scenario's order.
 */
export interface Model {
  readonly seed: number;
  readonly replications: number;
  readonly calls: number;
  readonly warmUp: number;
  readonly startHour: number;

  readonly zoneIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly postIds: readonly string[];
  readonly types: readonly CallType[];
  readonly typeSampler: Alias;
  readonly capabilities: readonly string[];

  readonly demand: Demand;
  /** Calls that come as they were recorded; undefined: by chance, from `demand`. */
  readonly recorded: RecordedCalls | undefined;
  /** Row post, column zone; Infinity where there is no way. */
  readonly travelS: Float64Array;
  /** One value, or one for each hour of the week. */
  readonly travelFactor: Float64Array;
  /** Factors of which each drive takes one; undefined: drives take what is expected. */
  readonly travelVariation: Float64Array | undefined;
  /** By unit; undefined: it rolls at once. */
  readonly turnout: readonly (Law | undefined)[];
  /** By unit: one value, or one for each hour of the week. */
  readonly turnoutFactor: readonly Float64Array[];
  readonly hospital: { readonly travelS: Float64Array; readonly turnRound: Law } | undefined;

  readonly unitPost: Int32Array;
  /** Row unit, column capability: 0 cannot, 1 can, 2 can stand in. */
  readonly fills: Uint8Array;
  /** What each unit can do in the scenario's words; undefined: anything. */
  readonly ownCapabilities: readonly (readonly string[] | undefined)[];
  /** Row unit, column zone: 1 where the unit serves. */
  readonly serves: Uint8Array;
  /** Whether every unit serves every zone and can meet every need, so that whoever is free can take whatever waits. */
  readonly allServeAll: boolean;
  /** Groups of units that share a crew, by unit; undefined where nobody does. */
  readonly crewmates: readonly (readonly number[])[] | undefined;
  readonly crewIds: readonly (string | undefined)[];
  /** Duty by unit: undefined is always. */
  readonly duty: Duty | undefined;

  /** Undefined: no zone lies in an area. */
  readonly areas: Areas | undefined;

  readonly rule: 'preference' | 'closest';
  /** Who is asked first: row zone × capability, from `orderStart[row]` to `orderStart[row + 1]`. Static: all at their posts. */
  readonly order: Int32Array;
  readonly orderStart: Int32Array;
  /** Units that stay free, by priority (index 1–4), or hour of the week × 5 + priority; all 0 when nobody is kept. */
  readonly keepFree: Int32Array;
  readonly keeps: boolean;
  readonly queue: 'first-come' | 'priority' | 'none';
  /** Where free units are decides who is nearest: the order above does not hold. */
  readonly roaming: boolean;
  /** A unit that becomes free drives to its post; otherwise it counts as there. */
  readonly drives: boolean;
  readonly moveUp: MoveUp | undefined;
  /** Undefined: nothing is asked to stay free at any level. */
  readonly readiness: Readiness | undefined;
  /** Row post, column post. */
  readonly postTravelS: Float64Array;
  readonly standardsS: readonly number[];
  readonly zoneFigures: boolean;
}

export interface CallType {
  readonly id: string;
  readonly priority: number;
  /** One capability (index) for each unit that is needed. */
  readonly slots: readonly number[];
  readonly service: Law;
  readonly transportShare: number;
}

/** Response areas: where each zone lies and where each unit belongs; −1 is in none. */
export interface Areas {
  readonly ids: readonly string[];
  readonly ofZone: Int32Array;
  readonly ofUnit: Int32Array;
  /** By how much farther a unit of another area counts; 0: areas say nothing about who goes. */
  readonly outsideS: number;
}

/** Whether the unit belongs to another area than that of the zone. */
export const isOutside = ({ ofZone, ofUnit }: Areas, unit: number, zone: number): boolean =>
  ofZone[zone]! >= 0 && ofUnit[unit] !== ofZone[zone];

/** What the unit's way to the zone counts more, for being of another area. */
export const outsideSeconds = (areas: Areas | undefined, unit: number, zone: number): number =>
  areas !== undefined && areas.outsideS > 0 && isOutside(areas, unit, zone) ? areas.outsideS : 0;

/** Calls of all zones together, and where they come from. */
export interface Demand {
  /** One rate, or one for each hour of the week; calls a second. */
  readonly ratePerSecond: Float64Array;
  /** Draws the zone; one, or one for each hour of the week. */
  readonly zoneSampler: readonly Alias[];
}

/** Calls in the order of time: second of the replication, zone and kind. */
export interface RecordedCalls {
  readonly atS: Float64Array;
  readonly zone: Int32Array;
  readonly type: Int32Array;
}

/** Levels by index, the lowest first; areas by index, −1 is the whole service. */
export interface Readiness {
  readonly levels: readonly string[];
  /** 168 flags each: in which hours of the week the level holds. */
  readonly schedule: readonly { readonly area: number; readonly level: number; readonly holds: Uint8Array }[];
  readonly rules: readonly {
    readonly area: number;
    readonly level: number;
    readonly freeBelow: number;
    readonly endsAt: number;
    readonly atLeastS: number;
  }[];
  readonly minimums: readonly ModelMinimum[];
  /** The area of the zone nearest to each post; −1: none. */
  readonly areaOfPost: Int32Array;
}

export interface ModelMinimum {
  readonly capability: string;
  /** By unit. */
  readonly able: Uint8Array;
  readonly area: number;
  readonly count: number;
  /** By level. */
  readonly inForceAt: Uint8Array;
  /** Priority from which calls are held back; above 4: none. */
  readonly heldFrom: number;
  readonly moveUp: boolean;
}

/** In place of a unit: it is what is kept free that changes. */
export const NOBODY = -1;

/** Who is on duty when: changes in order of the second of the week, and who is on duty at the start of the week. */
export interface Duty {
  readonly atS: Float64Array;
  readonly unit: Int32Array;
  readonly on: Uint8Array;
  readonly atStart: Uint8Array;
}

export type MoveUp =
  | {
      readonly rule: 'dmexclp';
      /** Zones within the standard, by post. */
      readonly covers: readonly Int32Array[];
      /** Share of all calls, by zone. */
      readonly weight: Float64Array;
      /** Gain of the (k+1)-th unit that covers a zone: (1 − q) q^k. */
      readonly gainOfNext: Float64Array;
      readonly minimumGain: number;
    }
  | { readonly rule: 'compliance'; readonly posts: readonly Int32Array[] };
