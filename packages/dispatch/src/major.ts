import type { Instant } from '@clarion/measure';
import type { Board, Incident } from './board.ts';
import type { Actor } from './command.ts';
import { postsOf } from './deployment.ts';
import type { IncidentId, PostId, UnitId } from './ids.ts';

/** Why one incident asks for more than the usual way of working. Codes alone, as everything here: no words, no names. */
export const majorReasons = [
  'casualties',
  'fire',
  'collapse',
  'transport',
  'chemical',
  'weather',
  'crowd',
  'violence',
  'other',
] as const;
export type MajorReason = (typeof majorReasons)[number];

export const standDownReasons = ['over', 'lessThanThought', 'handedOn', 'other'] as const;
export type StandDownReason = (typeof standDownReasons)[number];

/** The four categories that triage at the scene counts by. Only numbers are held, never who. */
export const triageCategories = ['immediate', 'delayed', 'minor', 'deceased'] as const;
export type TriageCategory = (typeof triageCategories)[number];
export type CasualtyCounts = { readonly [category in TriageCategory]: number };

/** Those that a hospital takes. */
export const carriedCategories = ['immediate', 'delayed', 'minor'] as const;
export type CarriedCategory = (typeof carriedCategories)[number];
export type CapacityCounts = { readonly [category in CarriedCategory]: number };

/** How a figure came to the centre. */
export const figureSources = ['phone', 'radio', 'hand', 'message'] as const;
export type FigureSource = (typeof figureSources)[number];

/** Casualty-collecting places are numbered from 1; a number holds no name. */
export const COLLECTING_PLACES = 20;
/** A figure above it is a slip of the finger. */
export const COUNT_AT_MOST = 9999;

/** As somebody has told it; a later count of the same place takes its place on the board, and both stay in the log. */
export interface CasualtyCount {
  readonly place: number;
  readonly counts: CasualtyCounts;
  readonly told: FigureSource;
  readonly by: Actor;
  readonly at: Instant;
}

/** What a hospital can take beyond those that were sent to it already. */
export interface HospitalCapacity {
  readonly postId: PostId;
  readonly capacity: CapacityCounts;
  readonly told: FigureSource;
  readonly by: Actor;
  readonly at: Instant;
  /** The entry that told it: what is allocated after it counts against it. */
  readonly seq: number;
}

/** So many of one category go to one hospital. */
export interface Allocation {
  /** Per incident, from 1. */
  readonly number: number;
  readonly postId: PostId;
  readonly category: CarriedCategory;
  readonly count: number;
  /** Those that carry them; they were on the incident then. */
  readonly unitIds: readonly UnitId[];
  readonly by: Actor;
  readonly at: Instant;
  readonly seq: number;
  readonly withdrawn?: { readonly by: Actor; readonly at: Instant };
}

export const commandRoles = [
  'incidentCommand',
  'operations',
  'medical',
  'triage',
  'transport',
  'staging',
  'safety',
  'logistics',
  'planning',
  'liaison',
] as const;
export type CommandRole = (typeof commandRoles)[number];

/** The responders aboard a unit hold a role of the incident. */
export interface HeldRole {
  readonly role: CommandRole;
  readonly unitId: UnitId;
  readonly by: Actor;
  readonly since: Instant;
}

/** What a unit is ordered to do. */
export const orderKinds = [
  'report',
  'triage',
  'treat',
  'transport',
  'search',
  'evacuate',
  'holdCordon',
  'staging',
  'supply',
  'withdraw',
] as const;
export type OrderKind = (typeof orderKinds)[number];

export interface Order {
  /** Per incident, from 1. */
  readonly number: number;
  readonly unitId: UnitId;
  readonly order: OrderKind;
  readonly by: Actor;
  readonly at: Instant;
  /** It is to be acknowledged by then. */
  readonly dueAt: Instant;
  readonly acknowledged?: { readonly by: Actor; readonly at: Instant };
  readonly withdrawn?: { readonly by: Actor; readonly at: Instant };
}

/** An incident that was declared a major one. */
export interface Major {
  readonly reason: MajorReason;
  readonly by: Actor;
  readonly since: Instant;
  readonly stoodDown?: { readonly reason: StandDownReason; readonly by: Actor; readonly at: Instant };
  /** The newest count of each place, by its number. */
  readonly counts: readonly CasualtyCount[];
  /** In order, withdrawn ones too. */
  readonly allocations: readonly Allocation[];
  readonly roles: readonly HeldRole[];
  /** In order, withdrawn ones too. */
  readonly orders: readonly Order[];
}

/** Declared, and not stood down. */
export const isMajor = ({ major, state }: Incident): boolean =>
  state === 'open' && major !== undefined && major.stoodDown === undefined;

/** Open major incidents, the oldest first. */
export function majorIncidents(board: Board): readonly Incident[] {
  const found = [...board.openIncidents].flatMap(id => board.incidents.get(id) ?? []).filter(isMajor);
  return found.sort((a, b) => (a.major?.since ?? 0) - (b.major?.since ?? 0));
}

/** Of all places together. */
export function casualties({ counts }: Pick<Major, 'counts'>): CasualtyCounts {
  const sum = (category: TriageCategory) => counts.reduce((all, one) => all + one.counts[category], 0);
  return {
    immediate: sum('immediate'),
    delayed: sum('delayed'),
    minor: sum('minor'),
    deceased: sum('deceased'),
  };
}

/** How many of each category have a hospital. */
export function allocated({ allocations }: Pick<Major, 'allocations'>): CapacityCounts {
  const sum = (category: CarriedCategory) =>
    allocations
      .filter(one => one.withdrawn === undefined && one.category === category)
      .reduce((all, { count }) => all + count, 0);
  return { immediate: sum('immediate'), delayed: sum('delayed'), minor: sum('minor') };
}

/** One hospital of the configuration with its figure; `left` is below zero where more were sent than it has told. */
export interface HospitalRoom {
  readonly postId: PostId;
  readonly told?: HospitalCapacity;
  /** What every incident has sent there since it told its figure, or at all where it told none: also one that is stood down or closed. */
  readonly sent: CapacityCounts;
  readonly left?: CapacityCounts;
}

export const hospitalsOf = (board: Board) => postsOf(board).filter(({ kind }) => kind === 'hospital');

/** What is left at every hospital, in the configuration's order. */
export const hospitalRooms = (board: Board): readonly HospitalRoom[] =>
  hospitalsOf(board).map(({ postId }) => hospitalRoom(board, postId));

export function hospitalRoom(board: Board, postId: PostId): HospitalRoom {
  const told = board.hospitals.get(postId);
  const since = told?.seq ?? 0;
  const all = [...board.incidents.values()]
    .flatMap(({ major }) => major?.allocations ?? [])
    .filter(one => one.postId === postId && one.seq > since);
  const sent = allocated({ allocations: all });
  if (told === undefined) return { postId, sent };
  const { immediate, delayed, minor } = told.capacity;
  const left = {
    immediate: immediate - sent.immediate,
    delayed: delayed - sent.delayed,
    minor: minor - sent.minor,
  };
  return { postId, told, sent, left };
}

/** Open assignments of the unit on the incident. */
export const isOn = (board: Board, { assignmentIds }: Incident, unitId: UnitId): boolean =>
  assignmentIds.some(id => {
    const one = board.assignments.get(id);
    return one !== undefined && one.unitId === unitId && one.endedAt === undefined;
  });

/** Given, neither acknowledged nor withdrawn, to a unit that is still on the incident. */
export const openOrders = (board: Board, incident: Incident): readonly Order[] =>
  (incident.major?.orders ?? []).filter(
    one => one.acknowledged === undefined && one.withdrawn === undefined && isOn(board, incident, one.unitId),
  );

/** Roles whose units are still on the incident; the others are nobody's. */
export const rolesHeld = (board: Board, incident: Incident): readonly HeldRole[] =>
  (incident.major?.roles ?? []).filter(one => isOn(board, incident, one.unitId));

/** An open incident that no unit was ever sent to, and is not for later: how it waits, the longest first. */
export function withoutUnits(
  board: Board,
): readonly { readonly incidentId: IncidentId; readonly since: Instant }[] {
  return [...board.openIncidents]
    .flatMap(id => board.incidents.get(id) ?? [])
    .filter(one => one.assignmentIds.length === 0 && !board.scheduled.has(one.incidentId))
    .map(({ incidentId, openedAt }) => ({ incidentId, since: openedAt }))
    .sort((a, b) => a.since - b.since);
}
