import type { Board, Incident } from '../board.ts';
import type { Entry } from '../entry.ts';
import { remember } from '../undo-keys.ts';
import { changeIncident } from './change.ts';

export function evolveMoving(board: Board, entry: Extract<Entry, { type: 'PlaceMoved' }>): void {
  const { incidentId, place, told, assignments } = entry.data;
  changeIncident(board, incidentId, entry.seq, incident => ({
    ...incident,
    moves: [...(incident.moves ?? []), { place, told, by: entry.actor, at: entry.at }],
  }));
  const unitIds = assignments.map(({ unitId }) => unitId);
  remember(board, entry, { kind: 'moveBack', incidentId, sealedId: place.sealedId, unitIds });
}

/** The incident where it was before that place was told. */
export function withoutMove({ moves, ...incident }: Incident, sealedId: string): Incident {
  const left = (moves ?? []).filter(({ place }) => place.sealedId !== sealedId);
  return left.length === 0 ? incident : { ...incident, moves: left };
}
