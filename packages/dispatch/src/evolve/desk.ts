import type { Board } from '../board.ts';
import { desksOf, desksOfOperator } from '../desk.ts';
import type { Entry } from '../entry.ts';
import { changeIncident } from './change.ts';
import { orphan, sitDown } from './hand-over.ts';

type DeskEntry = Extract<Entry, { type: 'DeskTaken' | 'DeskLeft' | 'IncidentGiven' }>;

export function evolveDesk(board: Board, entry: DeskEntry): void {
  switch (entry.type) {
    case 'DeskTaken': {
      const { deskId } = entry.data;
      sitDown(board, { deskId, by: entry.actor, since: entry.at });
      return;
    }
    case 'DeskLeft':
      orphan(board, entry.data.deskId, entry, 'left');
      return;
    case 'IncidentGiven': {
      const { incidentId, deskId } = entry.data;
      changeIncident(board, incidentId, entry.seq, incident => ({ ...incident, deskId }));
      return;
    }
  }
}

/** Who sends the first units has the incident in hand: their desk owns it, unless it was given to one. */
export function takeInHand(board: Board, entry: Extract<Entry, { type: 'UnitsAssigned' }>): void {
  const { incidentId } = entry.data;
  if (entry.actor.kind === 'unit' || board.incidents.get(incidentId)?.deskId !== undefined) return;
  const own = desksOfOperator(board, entry.actor.id);
  const desk = desksOf(board).find(({ deskId, work }) => work === 'dispatch' && own.includes(deskId));
  if (!desk) return;
  changeIncident(board, incidentId, entry.seq, incident => ({ ...incident, deskId: desk.deskId }));
}
