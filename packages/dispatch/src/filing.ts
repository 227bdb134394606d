import type { Instant, LngLat } from '@clarion/measure';
import type { Board, Incident } from './board.ts';
import type { Agency, Priority } from './configuration.ts';
import type { CallId, IncidentId, TypeId } from './ids.ts';

/** What the entry that files an incident says of it, so that it is found, and counted as demand, without the board. */
export interface FiledIncident {
  readonly incidentId: IncidentId;
  readonly openedAt: Instant;
  readonly closedAt: Instant;
  readonly priority: Priority;
  readonly typeId?: TypeId;
  readonly place?: { readonly at: LngLat; readonly label: string; readonly district?: string };
  /** Somebody called about it; what a unit or a desk began by itself is work, never demand. */
  readonly called: boolean;
  /** Services of which units were sent. */
  readonly agencies: readonly Agency[];
  /** What it is part of; filed with it. */
  readonly into?: IncidentId;
}

/** What can leave the board. */
export interface Filable {
  readonly incidentIds: readonly IncidentId[];
  readonly callIds: readonly CallId[];
}

/** As many in one entry, at most. */
export const FILED_AT_ONCE = 200;

/**
 * What was over `before` a time and holds nothing that is not: the oldest incidents with all that is linked to them or part of
 * them, and ended calls that came to none. At most about `limit` of each; a family goes as a whole.
 */
export function filable(board: Board, before: Instant, limit = FILED_AT_ONCE): Filable {
  const incidentIds = new Set<IncidentId>();
  const stays = new Set<IncidentId>();
  for (const { incidentId } of board.incidents.values()) {
    if (incidentIds.size >= limit) break;
    if (incidentIds.has(incidentId) || stays.has(incidentId)) continue;
    const together = togetherWith(board, incidentId);
    const over = together.every(id => inUse(board, id) === undefined && closedBefore(board, id, before));
    for (const id of together) (over ? incidentIds : stays).add(id);
  }
  const callIds: CallId[] = [];
  for (const call of board.calls.values()) {
    if (callIds.length >= limit) break;
    const isOver =
      call.state === 'ended' && !board.openCalls.has(call.callId) && !board.transferring.has(call.callId);
    if (call.incidentId === undefined && isOver && (call.endedAt ?? before) < before)
      callIds.push(call.callId);
  }
  return { incidentIds: [...incidentIds], callIds };
}

/** The incident, what it is part of, what is part of it, and what is linked to any of these. */
export function togetherWith(board: Board, incidentId: IncidentId): readonly IncidentId[] {
  const together = new Set([incidentId]);
  for (const id of together) {
    const incident = board.incidents.get(id);
    if (incident?.merged) together.add(incident.merged.into);
    for (const part of incident?.takenIn ?? []) together.add(part.incidentId);
    for (const other of incident?.linked ?? []) together.add(other);
  }
  return [...together];
}

/** The number of what keeps the incident on the board: itself, or a call of it. Undefined: nothing does. */
export function inUse(board: Board, incidentId: IncidentId): IncidentId | CallId | undefined {
  const incident = board.incidents.get(incidentId);
  if (incident === undefined) return undefined;
  if (incident.state === 'open' || board.transferring.has(incidentId)) return incidentId;
  const held = incident.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  const isHeld = held.some(({ endedAt }) => endedAt === undefined);
  if (isHeld) return incidentId;
  for (const one of board.emergencies.values()) if (one.incidentId === incidentId) return incidentId;
  for (const alarm of board.alarms.values()) if (alarm.about.incidentId === incidentId) return incidentId;
  return incident.callIds.find(
    callId => board.calls.get(callId)?.state !== 'ended' || board.transferring.has(callId),
  );
}

function closedBefore(board: Board, incidentId: IncidentId, before: Instant): boolean {
  const incident = board.incidents.get(incidentId);
  // What is not on the board any more does not keep the others.
  if (incident === undefined) return true;
  const calls = incident.callIds.map(callId => board.calls.get(callId)?.endedAt ?? 0);
  return (incident.merged?.at ?? incident.closedAt ?? before) < before && calls.every(at => at < before);
}

export function filedIncident(board: Board, incident: Incident): FiledIncident {
  const agencies = new Set<Agency>();
  for (const id of incident.assignmentIds) {
    const unit = board.units.get(board.assignments.get(id)?.unitId ?? '');
    if (unit) agencies.add(unit.description.agency);
  }
  const { incidentId, openedAt, typeId, priority, place, merged } = incident;
  return {
    incidentId,
    openedAt,
    closedAt: merged?.at ?? incident.closedAt ?? openedAt,
    priority,
    ...(typeId === undefined ? {} : { typeId }),
    ...(place === undefined
      ? {}
      : {
          place: {
            at: place.at,
            label: place.label,
            ...(place.district === undefined ? {} : { district: place.district }),
          },
        }),
    called: incident.callIds.length > 0,
    agencies: [...agencies],
    ...(merged === undefined ? {} : { into: merged.into }),
  };
}
