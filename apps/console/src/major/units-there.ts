import type { Board, Incident } from '@clarion/dispatch';

/** Units with an open assignment on the incident, by their number. */
export const unitsThere = (board: Board, { assignmentIds }: Incident): readonly string[] =>
  assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter(({ endedAt }) => endedAt === undefined)
    .map(({ unitId }) => unitId)
    .sort();
