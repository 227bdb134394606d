import type { LngLat } from '@clarion/measure';
import type { OutsideAgency } from './agency.ts';
import type { AlarmRules } from './alarms/rules.ts';
import type { CallBackRules } from './call-back.ts';
import type { CheckRules } from './check.ts';
import type { ClockTarget } from './clocks/target.ts';
import type { DeskDescription } from './desk.ts';
import type { EmergencyPlan } from './emergency-plan/plan.ts';
import type { AreaId, Capability, CrewId, LevelId, PostId, TypeId, UnitId } from './ids.ts';
import type { SpokenLanguage } from './language.ts';
import type { MoveUpPolicy } from './move-up.ts';
import type { Paging } from './paging.ts';
import type { RoleRules } from './role-actions.ts';
import type { ShiftRules } from './shift/rules.ts';

export type Agency = 'fire' | 'ambulance' | 'police' | 'rescue';
export interface Names {
  readonly en?: string;
  readonly zh?: string;
  readonly local?: string;
}

export interface UnitDescription {
  readonly unitId: UnitId;
  /** The city's word for the vehicle: ENGINE, TRUCK, MEDIC, PATROL. */
  readonly kind: string;
  readonly agency: Agency;
  readonly capabilities: readonly Capability[];
  readonly postId?: PostId;
  /** Where the unit is when nothing newer is known: its post. */
  readonly home?: LngLat;
  /** The home was given by a rule, not by a source. */
  readonly homeAssumed?: boolean;
  /** People aboard when it is staffed as usual; absent: not counted, and enough for all that it can do. */
  readonly people?: number;
  /** Shared with other vehicles: whichever of them goes takes the crew along. */
  readonly crewId?: CrewId;
}

/** 1 is the most urgent. */
export type Priority = 1 | 2 | 3 | 4;

export interface IncidentType {
  readonly typeId: TypeId;
  readonly names: Names;
  /** The usual top-level category, e.g. medical, fire, traffic, publicOrder. */
  readonly category: string;
  readonly priority: Priority;
  /** The run card: capabilities that the incident needs, and how many units of each. */
  readonly needs: readonly Need[];
  /** Where, when or at which level or alarm something else is needed. */
  readonly runCards?: readonly RunCard[];
  /** Words in a caller's text that suggest this type, zh and en. */
  readonly keywords?: readonly string[];
}

export interface Need {
  readonly capability: Capability;
  readonly count: number;
}

/** Hours of the week by the clocks of the place; a window whose end is not after its start runs past midnight. */
export interface Hours {
  /** 1 is Monday; the day on which the window begins. Absent: every day. */
  readonly days?: readonly number[];
  /** Minutes since midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What an alarm needs under conditions; each that is absent holds always. */
export interface RunCard {
  /** 1, the first alarm, when absent. What a higher alarm needs comes on top of those before it. */
  readonly alarm?: number;
  readonly areaIds?: readonly AreaId[];
  readonly hours?: Hours;
  readonly levelIds?: readonly LevelId[];
  readonly needs: readonly Need[];
}

/** A response area: outer rings, closed or not; a place on a border belongs to the first that has it. */
export interface Area {
  readonly areaId: AreaId;
  readonly names: Names;
  readonly rings: readonly (readonly LngLat[])[];
}

/** What has to be free, at a level, in each of its areas or in the whole centre. */
export interface Minimum {
  readonly levelIds?: readonly LevelId[];
  readonly areaIds?: readonly AreaId[];
  readonly hours?: Hours;
  readonly capability: Capability;
  readonly count: number;
  /** Posts of which each needs one that is free. */
  readonly postIds?: readonly PostId[];
}

/** Versioned; entries that depend on it name the version. It stands in the log whole, so a log explains itself. */
export interface Configuration {
  readonly version: number;
  readonly placeName: Names;
  readonly units: readonly UnitDescription[];
  readonly types: readonly IncidentType[];
  readonly posts: readonly {
    readonly postId: PostId;
    readonly names: Names;
    readonly kind: string;
    readonly at: LngLat;
  }[];
  readonly clocks: DispatchClocks;
  /** What the clocks of an incident are measured against, each with the edition that asks for it. */
  readonly targets?: readonly ClockTarget[];
  /** When a crew that nobody has heard from is overdue, and when crews are counted. */
  readonly checks?: CheckRules;
  /** Absent: `usualAlarms`. */
  readonly alarms?: AlarmRules;
  /** Absent: `usualCallBacks`. */
  readonly callBacks?: CallBackRules;
  /** Who takes matters over that are not the centre's; absent: nobody. */
  readonly agencies?: readonly OutsideAgency[];
  readonly desks?: readonly DeskDescription[];
  /** Absent: `usualShifts`. */
  readonly shifts?: Partial<ShiftRules>;
  readonly areas?: readonly Area[];
  readonly readiness?: {
    /** The lowest first; it holds where nobody has set another. */
    readonly levels: readonly { readonly levelId: LevelId; readonly names: Names }[];
    readonly minimums: readonly Minimum[];
  };
  /** What the centre has prepared for emergencies of a kind. */
  readonly plans?: readonly EmergencyPlan[];
  /** Absent: no moves are advised. */
  readonly moveUp?: MoveUpPolicy;
  /** How crews are told; absent: their phones show it, and nothing else is used. */
  readonly paging?: Paging;
  /** People that a unit must have aboard before it can do this; one when absent. */
  readonly minimumPeople?: { readonly [capability: Capability]: number };
  /** Languages of callers, in the order in which they are offered; absent: `usualLanguages`. */
  readonly languages?: readonly SpokenLanguage[];
  /** Days that text of people is kept when its work is over; absent: as long as it may be (`longestRetention`). */
  readonly retention?: Retention;
  /** From which role on an action of the floor may be done, where the centre says it; else as the law has it. */
  readonly roles?: RoleRules;
}

/** In days, by kind of text. */
export interface Retention {
  readonly contact?: number;
  readonly words?: number;
  readonly note?: number;
}

/** Clocks a dispatcher sees; each is a target, in seconds. */
export interface DispatchClocks {
  /** From the answered call to the incident that dispatch sees. */
  readonly releaseSeconds: number;
  /** From the incident to its first unit; `releaseSeconds` when absent. */
  readonly dispatchSeconds?: number;
  readonly acknowledgeSeconds: number;
  /** From the assignment to wheels rolling. */
  readonly turnoutSeconds: number;
  /** A fix older than this is stale. */
  readonly staleFixSeconds: number;
}
