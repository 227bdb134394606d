import { type Board, desksOf, desksOfOperator, type HandOver, mayGive, type Role } from '@clarion/dispatch';
import type { Console } from '../console.ts';

/** Desks at which this person sits. */
export const desksHere = (console: Console): readonly string[] =>
  desksOfOperator(console.board(), console.session.get()?.operatorId ?? '');

/** Open hand-overs that this person may take, the oldest first. */
export function openHere(console: Console): readonly HandOver[] {
  const session = console.session.get();
  return session === undefined ? [] : openFor(console.board(), session);
}

export function openFor(
  board: Board,
  { operatorId, role }: { readonly operatorId: string; readonly role: Role },
): readonly HandOver[] {
  if (!mayGive(role, 'TakeOver', board)) return [];
  return [...board.handOvers.values()]
    .filter(({ deskId, by }) => {
      const work = desksOf(board).find(desk => desk.deskId === deskId)?.work;
      return by.id !== operatorId && (role !== 'callTaker' || work === 'calls');
    })
    .sort((a, b) => a.openedAt - b.openedAt);
}

/** Desks here whose hand-over is open. */
export const openedHere = (console: Console): readonly HandOver[] =>
  desksHere(console).flatMap(deskId => console.board().handOvers.get(deskId) ?? []);

/** The desks that the panel shows: what can be taken, then one's own. */
export function shownDesks(console: Console): readonly string[] {
  const taken = openHere(console).map(({ deskId }) => deskId);
  return [...new Set([...taken, ...desksHere(console)])];
}
