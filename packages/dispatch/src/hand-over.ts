import type { Instant } from '@clarion/measure';
import { hearersOf } from './alarms/hearers.ts';
import type { Board, Incident } from './board.ts';
import type { Actor } from './command.ts';
import { deskOfCall, deskOfIncident, desksOf, type StaffedDesk, supervisorDesk } from './desk.ts';
import type { AreaId, CallId, DeskId, IncidentId, SealedRef } from './ids.ts';

/** A desk that is about to change hands: until somebody takes it, who sits there owns what it owns. */
export interface HandOver {
  readonly deskId: DeskId;
  /** Who leaves. */
  readonly by: Actor;
  readonly openedAt: Instant;
  /** Number of the entry that opened it; who takes over names it. */
  readonly seq: number;
  /** What who leaves has written down, in order. */
  readonly notes: readonly SealedRef[];
}

/** Where a desk came from, kept with who sits there now. */
export interface TakenFrom {
  readonly fromId: string;
  readonly seq: number;
  readonly notes: readonly SealedRef[];
}

/** Left, without a sign of life, or gone from the configuration. */
export const orphanCauses = ['left', 'lost', 'gone'] as const;
export type OrphanCause = (typeof orphanCauses)[number];

/** A desk that nobody took over though it owned something. It stands until that is in somebody's hands. */
export interface OrphanedDesk {
  readonly deskId: DeskId;
  /** Who sat there last. */
  readonly by: Actor;
  readonly since: Instant;
  readonly cause: OrphanCause;
  readonly incidentIds: readonly IncidentId[];
  readonly callIds: readonly CallId[];
}

/** What a desk owns, by number. */
export interface Owned {
  readonly incidentIds: readonly IncidentId[];
  readonly callIds: readonly CallId[];
  readonly alarmKeys: readonly string[];
  readonly areaIds: readonly AreaId[];
}

/** What is a desk's own: open incidents, calls that still need somebody, standing alarms and its areas. */
export function ownedBy(board: Board, deskId: DeskId): Owned {
  const incidents = openIncidents(board).filter(incident => ownerOfIncident(board, incident) === deskId);
  const calls = [...board.openCalls].flatMap(callId => board.calls.get(callId) ?? []);
  const alarms = [...board.alarms.values()];
  return {
    incidentIds: incidents.map(({ incidentId }) => incidentId),
    callIds: calls.filter(call => ownerOfCall(board, call.callId) === deskId).map(({ callId }) => callId),
    alarmKeys: alarms.filter(alarm => alarmDesk(board, alarm) === deskId).map(({ key }) => key),
    areaIds: desksOf(board).find(desk => desk.deskId === deskId)?.areaIds ?? [],
  };
}

/** The desk that an incident is on: its own, else the supervisor's. Undefined where the centre has no desks at all. */
export const ownerOfIncident = (board: Board, incident: Incident): DeskId | undefined =>
  deskOfIncident(board, incident) ?? supervisorDesk(board);

export function ownerOfCall(board: Board, callId: CallId): DeskId | undefined {
  const call = board.calls.get(callId);
  return (call && deskOfCall(board, call)) ?? supervisorDesk(board);
}

const alarmDesk = (board: Board, { deskId }: { readonly deskId?: DeskId }): DeskId | undefined =>
  deskId !== undefined && desksOf(board).some(desk => desk.deskId === deskId)
    ? deskId
    : supervisorDesk(board);

/**
 * Who has it in hand: who sits at the owning desk, else who sits at the supervisor's. Undefined: nobody sits at either, and it
 * is everybody's ([O3]).
 */
export function whoHas(board: Board, deskId: DeskId | undefined): StaffedDesk | undefined {
  const { deskIds } = hearersOf(board, deskId === undefined ? {} : { deskId });
  for (const one of deskIds) {
    const sitting = board.desks.get(one);
    if (sitting) return sitting;
  }
  return undefined;
}

/** What of an orphaned desk is in nobody's hands still: not closed, not given away, nobody at its desk. */
export function stillOrphaned(board: Board, { deskId, incidentIds, callIds, cause }: OrphanedDesk): Owned {
  const isOpen = (incidentId: IncidentId) => board.incidents.get(incidentId)?.state === 'open';
  const isDesks = (owner: DeskId | undefined) => cause === 'gone' || owner === deskId;
  return {
    incidentIds: incidentIds.filter(incidentId => {
      const incident = board.incidents.get(incidentId);
      return incident && isOpen(incidentId) && isDesks(ownerOfIncident(board, incident));
    }),
    // A call whose taker has left goes to whichever desk for calls somebody sits at.
    callIds: callIds.filter(
      callId => board.openCalls.has(callId) && !board.desks.has(ownerOfCall(board, callId) ?? ''),
    ),
    alarmKeys: [],
    areaIds: [],
  };
}

const openIncidents = (board: Board): readonly Incident[] =>
  [...board.openIncidents].flatMap(incidentId => board.incidents.get(incidentId) ?? []);
