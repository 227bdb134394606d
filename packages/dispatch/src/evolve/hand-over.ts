import type { Board } from '../board.ts';
import { desksOf, type StaffedDesk } from '../desk.ts';
import type { Entry } from '../entry.ts';
import { type HandOver, type OrphanCause, ownedBy } from '../hand-over.ts';
import type { DeskId } from '../ids.ts';

type HandOverEntry = Extract<
  Entry,
  {
    type: 'HandOverOpened' | 'HandOverNoted' | 'HandOverWithdrawn' | 'DeskHandedOver' | 'DeskLost';
  }
>;

export function evolveHandOver(board: Board, entry: HandOverEntry): void {
  const { deskId } = entry.data;
  switch (entry.type) {
    case 'HandOverOpened': {
      const { note } = entry.data;
      const { at, actor, seq } = entry;
      const opened: HandOver = { deskId, by: actor, openedAt: at, seq, notes: note ? [note] : [] };
      board.handOvers.set(deskId, opened);
      return;
    }
    case 'HandOverNoted': {
      const opened = board.handOvers.get(deskId);
      if (!opened) return;
      board.handOvers.set(deskId, { ...opened, notes: [...opened.notes, entry.data.note] });
      return;
    }
    case 'HandOverWithdrawn':
      board.handOvers.delete(deskId);
      return;
    case 'DeskHandedOver': {
      const { fromId, opened: seq } = entry.data;
      const notes = board.handOvers.get(deskId)?.notes ?? [];
      sitDown(board, { deskId, by: entry.actor, since: entry.at, from: { fromId, seq, notes } });
      return;
    }
    case 'DeskLost':
      orphan(board, deskId, entry, 'lost');
      return;
  }
}

/** Somebody sits there: what was open or orphaned there is theirs. */
export function sitDown(board: Board, sitting: StaffedDesk): void {
  board.desks.set(sitting.deskId, sitting);
  board.handOvers.delete(sitting.deskId);
  board.orphans.delete(sitting.deskId);
}

/** Nobody sits there any more. What it owned is noted, as it was owned until now; an open hand-over can still be taken. */
export function orphan(board: Board, deskId: DeskId, { at }: Pick<Entry, 'at'>, cause: OrphanCause): void {
  const sitting = board.desks.get(deskId);
  if (!sitting) return;
  const { incidentIds, callIds } = ownedBy(board, deskId);
  board.desks.delete(deskId);
  if (incidentIds.length + callIds.length === 0) return;
  board.orphans.set(deskId, { deskId, by: sitting.by, since: at, cause, incidentIds, callIds });
}

/** Before a configuration is taken in: desks that it does not have, with who sits there and what they own. */
export function leaveGone(
  board: Board,
  staying: readonly { readonly deskId: DeskId }[] | undefined,
  entry: Pick<Entry, 'at'>,
): void {
  const kept = new Set(staying?.map(({ deskId }) => deskId));
  for (const { deskId } of desksOf(board)) {
    if (kept.has(deskId)) continue;
    orphan(board, deskId, entry, 'gone');
    board.handOvers.delete(deskId);
  }
}
