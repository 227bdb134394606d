import type { Instant, LngLat, Milliseconds } from '@clarion/measure';
import type { AreaId, Capability, PostId, UnitId } from './ids.ts';
import type { Circumstances } from './run-card.ts';
import type { UnitStatus } from './status.ts';

export type FixSource = 'device' | 'hand' | 'post' | 'lastReported';

/** Why a unit is in or out; words for people come from the catalogue by `code`. */
export type Reason =
  | { readonly code: 'fills'; readonly capability: Capability }
  /** Chosen though it only stands in; or not chosen because the capability's own units come soon enough. */
  | { readonly code: 'standsIn'; readonly capability: Capability }
  | { readonly code: 'notNeeded' }
  | { readonly code: 'lacksCapability' }
  | { readonly code: 'fartherThanChosen'; readonly byMs: number }
  /** Nearer than the farthest chosen, and yet the set with it would be complete later. */
  | { readonly code: 'completesLater' }
  | { readonly code: 'crewTooSmall'; readonly capability: Capability; readonly people: number }
  /** Too few aboard hold it; those that have expired do not count. */
  | {
      readonly code: 'crewUnqualified';
      readonly capability: Capability;
      readonly qualificationId: string;
      readonly count: number;
      readonly expired: number;
    }
  | { readonly code: 'equipmentOut'; readonly capability: Capability }
  /** Its crew is out with another of its vehicles, or is chosen to go with it. */
  | { readonly code: 'crewAway'; readonly unitId: UnitId }
  | { readonly code: 'crewChosen'; readonly unitId: UnitId }
  /** With it gone, and those recommended, fewer are left than the readiness level asks for. */
  | {
      readonly code: 'belowMinimum';
      readonly capability: Capability;
      readonly left: number;
      readonly wanted: number;
      readonly areaId?: AreaId;
    }
  | { readonly code: 'assignedElsewhere'; readonly incidentId: string }
  | { readonly code: 'outOfService' }
  | { readonly code: 'unreachable' }
  | { readonly code: 'noPosition' }
  | { readonly code: 'positionDoubtful'; readonly doubt: string }
  | { readonly code: 'positionStale'; readonly ageMs: number };

/** When a unit would be there, counted from being told now, and how sure that is. */
export interface Eta {
  /** As many come sooner as later. The ranking goes by this. */
  readonly ms: Milliseconds;
  /** One in ten comes before `lowMs`, one in ten after `highMs`. */
  readonly lowMs: Milliseconds;
  readonly highMs: Milliseconds;
  /** Counted in, because the unit is not yet on the road. */
  readonly turnoutMs?: Milliseconds;
  /** uncalibrated: no recorded drives stand behind it, only the roads' own times and a wide range. */
  readonly basis: 'calibrated' | 'uncalibrated';
}

export interface Candidate {
  readonly unitId: UnitId;
  readonly status: UnitStatus;
  readonly fix?: { readonly at: LngLat; readonly ageMs: number; readonly source: FixSource };
  /** From setting out to standing there, by road from the fix; absent: unreachable or no position. */
  readonly travelTimeMs?: Milliseconds;
  /** Absent where there is no travel time, and in entries of before there were ranges. */
  readonly eta?: Eta;
  readonly recommended: boolean;
  /** What is left behind when it goes; only for units that could be sent and have a post. */
  readonly cover?: Cover;
  readonly reasons: readonly Reason[];
}

/** Of a post whose unit goes: the next one that can do the same, and how much later it is there than the first is now. */
export interface Cover {
  readonly postId: PostId;
  readonly capability: Capability;
  /** Absent, with the two below: nobody is left who could come. */
  readonly nextUnitId?: UnitId;
  readonly nextMs?: Milliseconds;
  readonly longerMs?: number;
}

/** A need that nobody free can meet, with the nearest who could if they were: who is asked is a person's decision. */
export interface Missing {
  readonly capability: Capability;
  readonly count: number;
  readonly help?: readonly {
    readonly unitId: UnitId;
    readonly travelTimeMs?: Milliseconds;
    readonly reason: Reason;
  }[];
}

/** What the choice stood on; kept in the log so that "why that unit?" can be answered in ten years. */
export interface Evidence {
  readonly at: Instant;
  readonly candidates: readonly Candidate[];
  readonly needs: readonly { readonly capability: Capability; readonly count: number }[];
  readonly missing: readonly Missing[];
  /** Under which alarm, area and level the run card was looked up. */
  readonly runCard?: Circumstances;
  readonly graphHash: string;
  /** The newest entry about a street that counted: with `at` it says which were closed, for each has its expiry. */
  readonly closuresVersion: number;
  /** The newest entry about a street's speed that counted. */
  readonly speedsVersion: number;
  /** The entry of the feed of measured speeds whose times counted; absent: none, the roads' usual ones. */
  readonly feedVersion?: number;
  readonly configurationVersion: number;
  /** Hash of the calibration that the times were reckoned by; absent: none. */
  readonly calibrationHash?: string;
  /** Which turns counted on the drives, and for whom; absent: none did. */
  readonly turns?: CountedTurns;
}

/** `restrictions`: forbidden turns; `full`: what any turn takes. `emergency` may make a forbidden one at a price. */
export interface CountedTurns {
  readonly turns: 'restrictions' | 'full';
  readonly profile: 'emergency' | 'strict';
}
