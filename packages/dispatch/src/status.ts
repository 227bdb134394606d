/** What a unit is doing. What it has been given is an assignment: two things, never mixed. */
export const unitStatuses = [
  'available',
  'dispatched',
  'acknowledged',
  'enRoute',
  'onScene',
  'transporting',
  'atDestination',
  'outOfService',
] as const;
export type UnitStatus = (typeof unitStatuses)[number];

/** The statuses that move an assignment on, in the order in which they come. */
export const assignmentSteps = [
  'dispatched',
  'acknowledged',
  'enRoute',
  'onScene',
  'transporting',
  'atDestination',
] as const;
export type AssignmentStep = (typeof assignmentSteps)[number];

/** How an assignment ended. */
export const assignmentOutcomes = [
  'completed',
  'released',
  'diverted',
  'preempted',
  'exchanged',
  'swapped',
  /** It was on both of two incidents that became one. */
  'merged',
  'undone',
] as const;
export type AssignmentOutcome = (typeof assignmentOutcomes)[number];

/** Why a unit was taken from one incident for another. */
export const preemptionReasons = ['moreUrgent', 'nearest', 'capability', 'order'] as const;
export type PreemptionReason = (typeof preemptionReasons)[number];

export const dispositions = [
  'handled',
  'transported',
  'noneFound',
  'falseAlarm',
  'cancelledByCaller',
  'duplicate',
  'transferred',
  'other',
] as const;
export type Disposition = (typeof dispositions)[number];

/** Why an area is closed off. */
export const cordonReasons = [
  'fire',
  'gas',
  'chemical',
  'explosive',
  'collapse',
  'flood',
  'search',
  'other',
] as const;
export type CordonReason = (typeof cordonReasons)[number];

/** Why a street is closed. */
export const closureReasons = [
  'incident',
  'fire',
  'crash',
  'flood',
  'damage',
  'roadworks',
  'gathering',
  'other',
] as const;
export type ClosureReason = (typeof closureReasons)[number];
