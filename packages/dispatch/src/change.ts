import type { Instant } from '@clarion/measure';
import type { Assignment, Board, Incident } from './board.ts';
import type { EntryBody } from './entry.ts';
import type { Hazard } from './hazard.ts';
import type { TypeId } from './ids.ts';
import type { Place } from './place.ts';
import { present } from './present.ts';

/** What the crews on the way had been told before; `null`: there was none. Only what differs. */
export interface ToldBefore {
  readonly place?: Place | null;
  readonly typeId?: TypeId | null;
  readonly hazards?: readonly Hazard[];
  /** Whether they were advised to wait at a distance. */
  readonly stage?: boolean;
}

/** A change of the incident that a crew has not read yet. */
export interface IncidentChange {
  /** The entry that changed it. */
  readonly seq: number;
  readonly at: Instant;
  readonly was: ToldBefore;
}

type Amendment = Extract<EntryBody, { type: 'IncidentAmended' }>['data'];

/** The incident as the entry makes it. */
export function amended(incident: Incident, changed: Omit<Amendment, 'incidentId' | 'was'>): Incident {
  const { typeId, priority, place, hazards, stage, needs } = changed;
  const { hazards: oldHazards, stage: oldStage, needs: oldNeeds, ...rest } = incident;
  return {
    ...rest,
    ...present<Partial<Incident>>({
      typeId,
      priority,
      place,
      hazards: emptyAway(hazards ?? oldHazards),
      stage: (stage ?? oldStage) ? true : undefined,
      needs: emptyAway(needs ?? oldNeeds),
    }),
  };
}

const emptyAway = <T>(list: readonly T[] | undefined) => (list && list.length > 0 ? list : undefined);

/** How long a change may stay unread before its dispatcher is told, when the configuration says nothing. */
const UNREAD_SECONDS = 60;

/** What of the incident a crew has to know anew; undefined when nothing that it acts by differs. */
export function toldBefore(before: Incident, after: Incident): ToldBefore | undefined {
  const was: { -readonly [K in keyof ToldBefore]: ToldBefore[K] } = {};
  if (!sameToCrew(before.place, after.place)) was.place = before.place ?? null;
  if (before.typeId !== after.typeId) was.typeId = before.typeId ?? null;
  const [old, now] = [before.hazards ?? [], after.hazards ?? []];
  if (old.length !== now.length || old.some(one => !now.includes(one))) was.hazards = old;
  if ((before.stage ?? false) !== (after.stage ?? false)) was.stage = before.stage ?? false;
  return Object.keys(was).length === 0 ? undefined : was;
}

/** Where they drive to and what they look for; who confirmed it, and how, moves no crew. */
function sameToCrew(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.at[0] === b.at[0] &&
    a.at[1] === b.at[1] &&
    a.label === b.label &&
    a.floor === b.floor &&
    a.entrance === b.entrance
  );
}

/** The incident's assignments that have not ended, in order. */
export function openAssignments(board: Board, incident: Incident): readonly Assignment[] {
  return incident.assignmentIds.flatMap(id => {
    const assignment = board.assignments.get(id);
    return assignment && assignment.endedAt === undefined ? [assignment] : [];
  });
}

/** A crew that has left something unread for too long, the longest first. */
export interface UnreadChange {
  readonly assignment: Assignment;
  readonly change: IncidentChange;
  readonly dueAt: Instant;
}

/** Of one incident: changes that a crew has not read within the centre's time. */
export function unreadChanges(board: Board, incident: Incident, now: Instant): readonly UnreadChange[] {
  const late = (board.configuration?.paging?.unreadSeconds ?? UNREAD_SECONDS) * 1000;
  return openAssignments(board, incident)
    .flatMap(assignment =>
      (assignment.unread ?? []).slice(0, 1).map(change => ({
        assignment,
        change,
        dueAt: (change.at + late) as Instant,
      })),
    )
    .filter(({ dueAt }) => dueAt <= now)
    .sort((a, b) => a.dueAt - b.dueAt);
}
