import type { Instant, LngLat } from '@clarion/measure';
import type { Assignment, Incident } from './board.ts';
import type { Actor } from './command.ts';
import type { Hazard } from './hazard.ts';

/** Why units wait short of a scene. */
export const stagingReasons = [
  'violence',
  'weapon',
  'hazard',
  'explosion',
  'electricity',
  'traffic',
  'animal',
  'other',
] as const;
export type StagingReason = (typeof stagingReasons)[number];

/** Where they wait. */
export interface StagingPlace {
  readonly at: LngLat;
  readonly label: string;
}

/** Units go no farther than the staging place until somebody with the right to has told them that it is safe. */
export interface Staging {
  readonly reason: StagingReason;
  /** Absent: short of the scene, and out of its sight. */
  readonly place?: StagingPlace;
  readonly by: Actor;
  readonly since: Instant;
  /** Who told that it is safe to go in, and when. */
  readonly safe?: { readonly by: Actor; readonly at: Instant };
}

/** As it stands for one unit. */
export interface UnitStaging extends Staging {
  /** When the unit was at the staging place. */
  readonly reachedAt?: Instant;
  /** When the unit said that it has heard that it is safe. */
  readonly heardAt?: Instant;
}

/** Whether the unit is to wait short of the scene. */
export const isStaged = ({ staging, endedAt }: Assignment): boolean =>
  staging !== undefined && staging.safe === undefined && endedAt === undefined;

/** Whether the unit was told that it is safe and has not said yet that it has heard. */
export const wantsHearing = ({ staging, endedAt }: Assignment): boolean =>
  staging?.safe !== undefined && staging.heardAt === undefined && endedAt === undefined;

/** Whether a unit that is on scene at `at` is there before it was told that it may. */
export function isBeforeSafe({ staging }: Assignment, at: Instant): boolean {
  if (staging === undefined || at < staging.since) return false;
  return staging.safe === undefined || at < staging.safe.at;
}

/** The reason that a hazard is for waiting, the gravest first; any other hazard makes the scene hazardous. */
const reasonOf: readonly (readonly [Hazard, StagingReason])[] = [
  ['weapon', 'weapon'],
  ['violence', 'violence'],
  ['explosive', 'explosion'],
  ['electricity', 'electricity'],
  ['traffic', 'traffic'],
  ['animal', 'animal'],
];

/**
 * The order that a card's advice to wait proposes, until somebody has staged the incident or told that it is safe; newer advice
 * proposes anew. It holds nobody, but a crew that goes in against it is an alarm.
 */
export function proposedStaging(incident: Incident): Pick<Staging, 'reason'> | undefined {
  return isOpenAdvice(incident, incident.staging) ? { reason: advisedReason(incident) } : undefined;
}

/** The reason that the incident's hazards give. */
export function advisedReason({ hazards = [] }: Incident): StagingReason {
  const found = reasonOf.find(([hazard]) => hazards.includes(hazard));
  return found?.[1] ?? (hazards.length > 0 ? 'hazard' : 'other');
}

/** Whether the crew is advised to wait, and neither it nor its incident was ordered to or told that it is safe since. */
export const isAdvisedToWait = (incident: Incident, { staging }: Assignment): boolean =>
  isOpenAdvice(incident, staging ?? incident.staging);

const isOpenAdvice = ({ stage, advisedAt, state }: Incident, decided: Staging | undefined): boolean =>
  stage === true &&
  state === 'open' &&
  (decided === undefined ||
    (decided.safe !== undefined && advisedAt !== undefined && decided.safe.at < advisedAt));

/** What units that are sent now are to wait for. */
export const stagingAhead = ({ staging }: Incident): Staging | undefined =>
  staging?.safe === undefined ? staging : undefined;

/**
 * Where a unit drives that is on the incident, or that is sent now: the point it holds, its staging place while it waits, else
 * the incident's place.
 */
export function destinationOf(incident: Incident, assignment?: Assignment): LngLat | undefined {
  if (assignment === undefined) return stagingAhead(incident)?.place?.at ?? incident.place?.at;
  const waits = isStaged(assignment) ? assignment.staging?.place?.at : undefined;
  return assignment.point?.at ?? waits ?? incident.place?.at;
}
