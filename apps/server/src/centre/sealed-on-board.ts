import type { Board, Incident, SealedRef } from '@clarion/dispatch';
import type { SealedKind } from './sight.ts';

/** What the board says about a sealed text: its kind and whose it is, never what it says. */
export interface SealedHeader {
  readonly sealedId: string;
  readonly kind: SealedKind;
  readonly callId?: string;
  readonly incidentId?: string;
  readonly deskId?: string;
}

export function sealedOfCall(board: Board, callId: string): SealedHeader[] {
  const call = board.calls.get(callId);
  if (call === undefined) return [];
  const about = { callId, ...(call.incidentId === undefined ? {} : { incidentId: call.incidentId }) };
  const headers = (refs: readonly SealedRef[], kind: SealedKind) =>
    refs.map(({ sealedId }) => ({ sealedId, kind, ...about }));
  return [
    ...headers(call.contacts, 'contact'),
    ...headers(call.words, 'words'),
    ...headers(call.locations ?? [], 'location'),
    ...headers(call.recordings ?? [], 'recording'),
  ];
}

export function sealedOfIncident(board: Board, incidentId: string): SealedHeader[] {
  const incident = board.incidents.get(incidentId);
  if (incident === undefined) return [];
  const notes = incident.notes.map(({ note }) => ({
    sealedId: note.sealedId,
    kind: 'note' as const,
    incidentId,
  }));
  const places = (incident.moves ?? []).map(({ place }) => ({
    sealedId: place.sealedId,
    kind: 'place' as const,
    incidentId,
  }));
  const told = messagesAbout(board, incident).map(sealedId => ({
    sealedId,
    kind: 'note' as const,
    incidentId,
  }));
  const parts = (incident.takenIn ?? []).flatMap(part => sealedOfIncident(board, part.incidentId));
  return [
    ...incident.callIds.flatMap(callId => sealedOfCall(board, callId)),
    ...notes,
    ...told,
    ...places,
    ...parts,
  ];
}

/** Words between floor and crews are sealed like notes. One to several crews is one text. */
function messagesAbout(board: Board, incident: Incident): string[] {
  const toCrews = incident.assignmentIds.flatMap(id => board.assignments.get(id)?.messages ?? []);
  const all = [...toCrews, ...(incident.crewMessages ?? [])].flatMap(({ words }) => words?.sealedId ?? []);
  return [...new Set(all)];
}

/** Notes of the hand-over that is open at a desk, and of the one by which somebody sits there. */
export function sealedOfDesk(board: Board, deskId: string): SealedHeader[] {
  const notes = [
    ...(board.desks.get(deskId)?.from?.notes ?? []),
    ...(board.handOvers.get(deskId)?.notes ?? []),
  ];
  return notes.map(({ sealedId }) => ({ sealedId, kind: 'handOver' as const, deskId }));
}

export function findSealed(board: Board, sealedId: string): SealedHeader | undefined {
  for (const callId of board.calls.keys()) {
    const found = sealedOfCall(board, callId).find(header => header.sealedId === sealedId);
    if (found !== undefined) return found;
  }
  for (const incident of board.incidents.values()) {
    const { incidentId, notes, moves } = incident;
    if (notes.some(({ note }) => note.sealedId === sealedId)) return { sealedId, kind: 'note', incidentId };
    if (messagesAbout(board, incident).includes(sealedId)) return { sealedId, kind: 'note', incidentId };
    if (moves?.some(({ place }) => place.sealedId === sealedId))
      return { sealedId, kind: 'place', incidentId };
  }
  for (const deskId of new Set([...board.handOvers.keys(), ...board.desks.keys()])) {
    const found = sealedOfDesk(board, deskId).find(header => header.sealedId === sealedId);
    if (found !== undefined) return found;
  }
  return undefined;
}
