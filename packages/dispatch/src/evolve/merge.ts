import type { Instant } from '@clarion/measure';
import type { Board, Incident } from '../board.ts';
import type { Entry } from '../entry.ts';
import type { IncidentId } from '../ids.ts';
import type { Merged, Parts, TakenIn } from '../merge.ts';
import { remember } from '../undo-keys.ts';
import { moveCall } from './call.ts';
import { changeAssignment, changeIncident, changeUnit } from './change.ts';

type MergeEntry = Extract<
  Entry,
  {
    type:
      | 'IncidentLinked'
      | 'IncidentUnlinked'
      | 'IncidentMerged'
      | 'IncidentTookIn'
      | 'IncidentSplit'
      | 'IncidentLetGo';
  }
>;

export function evolveMerge(board: Board, entry: MergeEntry): void {
  const { seq } = entry;
  const { incidentId } = entry.data;
  switch (entry.type) {
    case 'IncidentLinked':
    case 'IncidentUnlinked': {
      const { otherIncidentId } = entry.data;
      const linked = entry.type === 'IncidentLinked';
      changeIncident(board, incidentId, seq, one => withLink(one, otherIncidentId, linked));
      remember(board, entry, { kind: 'linkBack', incidentId, otherIncidentId, linked: !linked });
      return;
    }
    case 'IncidentMerged': {
      const { intoIncidentId, callIds, assignments, doubles } = entry.data;
      const merged = { into: intoIncidentId, by: entry.actor, at: entry.at, callIds, assignments, doubles };
      join(board, incidentId, merged, entry.at, seq);
      remember(board, entry, { kind: 'mergeBack', incidentId, merged });
      return;
    }
    case 'IncidentTookIn': {
      const { mergedIncidentId, takes, had } = entry.data;
      const taken = { incidentId: mergedIncidentId, takes, had };
      changeIncident(board, incidentId, seq, lead => ({
        ...lead,
        ...takes,
        takenIn: [...(lead.takenIn ?? []), taken],
      }));
      remember(board, entry, { kind: 'takenBack', incidentId, taken });
      return;
    }
    case 'IncidentSplit': {
      const { fromIncidentId, callIds, assignments, doubles } = entry.data;
      const { merged } = board.incidents.get(incidentId) ?? {};
      part(board, incidentId, fromIncidentId, { callIds, assignments, doubles }, seq);
      if (merged) {
        const parts = { ...merged, callIds, assignments, doubles };
        remember(board, entry, { kind: 'splitBack', incidentId, merged, parts });
      }
      return;
    }
    case 'IncidentLetGo': {
      const { splitIncidentId, gives } = entry.data;
      const before = board.incidents.get(incidentId);
      const taken = before?.takenIn?.find(one => one.incidentId === splitIncidentId);
      changeIncident(board, incidentId, seq, lead => letGoOf(lead, splitIncidentId, gives));
      if (before && taken) {
        const { priority, alarm = null } = before;
        remember(board, entry, { kind: 'letGoBack', incidentId, taken, priority, alarm });
      }
      return;
    }
  }
}

/** Two become one: what is in `merged` goes over. */
export function join(
  board: Board,
  incidentId: IncidentId,
  merged: Merged,
  at: Instant,
  seq: number,
  kept = merged,
): void {
  const { into, callIds, assignments, doubles } = merged;
  for (const callId of callIds) moveCall(board, callId, incidentId, into, seq);
  give(board, incidentId, into, assignments, seq);
  for (const { assignmentId, unitId } of doubles) {
    changeAssignment(board, assignmentId, one => ({ ...one, endedAt: at, outcome: 'merged' }));
    changeUnit(board, unitId, seq, unit => ({
      ...unit,
      assignmentIds: unit.assignmentIds.filter(id => id !== assignmentId),
    }));
  }
  changeIncident(board, incidentId, seq, one => ({ ...one, state: 'merged', merged: kept }));
}

/** One becomes two again. */
export function part(
  board: Board,
  incidentId: IncidentId,
  from: IncidentId,
  parts: Parts,
  seq: number,
): void {
  for (const callId of parts.callIds) moveCall(board, callId, from, incidentId, seq);
  give(board, from, incidentId, parts.assignments, seq);
  for (const { assignmentId, unitId, index } of parts.doubles) {
    changeAssignment(board, assignmentId, ({ endedAt: _, outcome: __, ...one }) => one);
    changeUnit(board, unitId, seq, unit => ({
      ...unit,
      assignmentIds: unit.assignmentIds.toSpliced(
        Math.min(index, Math.max(0, unit.assignmentIds.length - 1)),
        0,
        assignmentId,
      ),
    }));
  }
  changeIncident(board, incidentId, seq, ({ merged: _, ...one }) => ({ ...one, state: 'open' }));
}

function give(
  board: Board,
  from: IncidentId,
  to: IncidentId,
  assignments: Parts['assignments'],
  seq: number,
): void {
  const ids = assignments.map(({ assignmentId }) => assignmentId);
  for (const { assignmentId, unitId } of assignments) {
    changeAssignment(board, assignmentId, one => ({ ...one, incidentId: to }));
    changeUnit(board, unitId, seq, unit => unit);
  }
  changeIncident(board, from, seq, one => ({
    ...one,
    assignmentIds: one.assignmentIds.filter(id => !ids.includes(id)),
  }));
  changeIncident(board, to, seq, one => ({ ...one, assignmentIds: [...one.assignmentIds, ...ids] }));
}

export function withLink({ linked, ...one }: Incident, otherId: IncidentId, isLinked: boolean): Incident {
  const others = (linked ?? []).filter(id => id !== otherId);
  const next = isLinked ? [...others, otherId] : others;
  return next.length === 0 ? one : { ...one, linked: next };
}

/** The lead without the one that is split off. */
export function letGoOf(
  { takenIn, ...lead }: Incident,
  splitId: IncidentId,
  gives: { readonly priority?: Incident['priority']; readonly alarm?: number | null },
): Incident {
  const left = (takenIn ?? []).filter(one => one.incidentId !== splitId);
  const { alarm, ...rest } = lead;
  const back = gives.alarm === undefined ? alarm : (gives.alarm ?? undefined);
  return {
    ...rest,
    ...(back === undefined ? {} : { alarm: back }),
    ...(gives.priority === undefined ? {} : { priority: gives.priority }),
    ...(left.length === 0 ? {} : { takenIn: left }),
  };
}

/** The way back from taking in. */
export const untaken = (lead: Incident, { incidentId, takes, had }: TakenIn): Incident =>
  letGoOf(lead, incidentId, {
    ...(takes.priority === undefined ? {} : { priority: had.priority }),
    ...(takes.alarm === undefined ? {} : { alarm: had.alarm }),
  });
