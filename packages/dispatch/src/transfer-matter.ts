import type { Board, Call, Incident } from './board.ts';
import type { IncidentType } from './configuration.ts';

/** The type of what a call or an incident is about, where it is known. */
export const typeOfMatter = (board: Board, { typeId }: Call | Incident): IncidentType | undefined =>
  board.configuration?.types.find(type => type.typeId === typeId);
