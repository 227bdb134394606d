import type { Board } from '../board.ts';
import { deskOfIncident } from '../desk.ts';
import type { DeskId } from '../ids.ts';
import type { Cause } from './alarm.ts';

/** The desk of the incident that a cause is about. */
export function ownerOfIncident(board: Board, { about }: Cause): DeskId | undefined {
  const incident = board.incidents.get(about.incidentId ?? '');
  return incident && deskOfIncident(board, incident);
}
