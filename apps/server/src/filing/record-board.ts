import { type Board, emptyBoard, familyOf, foldBoard } from '@clarion/dispatch';
import type { Log } from '@clarion/store';
import { entriesForReplay } from '../replay/entries-for-replay.ts';

/**
 * The board that holds the incident: the live one, or, of an incident that was filed, one folded from its own entries, those of
 * its calls and of what is part of it. Undefined: the number was never given.
 */
export async function recordBoard(
  log: Pick<Log, 'board' | 'read' | 'readAbout'>,
  incidentId: string,
): Promise<Board | undefined> {
  if (log.board.incidents.has(incidentId)) return log.board;
  const stories = new Map([[incidentId, await log.readAbout({ incidentId })]]);
  for (;;) {
    const entries = [...stories.values()].flat().sort((a, b) => a.seq - b.seq);
    const board = foldBoard(entries);
    const incident = board.incidents.get(incidentId);
    if (incident === undefined) return undefined;
    const family = familyOf(board, incidentId);
    const missing = family.filter(id => !stories.has(id));
    if (missing.length === 0)
      return foldBoard(await entriesForReplay(log, incident, family), withConfiguration(log.board));
    for (const id of missing) stories.set(id, await log.readAbout({ incidentId: id }));
  }
}

function withConfiguration({ configuration }: Board): Board {
  return { ...emptyBoard(), configuration };
}
