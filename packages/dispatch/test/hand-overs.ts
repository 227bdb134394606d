import { expect } from 'vitest';
import {
  type Board,
  type Command,
  callBacks,
  deskOfCallBack,
  deskOfMatter,
  desksOf,
  openTransfers,
  ownedBy,
} from '../src/index.ts';
import { at } from './story.ts';

/** As drawn, what is taken over is what is open there, what is noted or withdrawn is what is open somewhere, and silences are in seconds from now. */
export function settledOfHandOver(
  command: Extract<Command, { type: 'TakeOver' | 'LoseDesk' | 'WithdrawHandOver' | 'NoteHandOver' }>,
  board: Board,
  now: number,
): Command {
  if (command.type === 'WithdrawHandOver' || command.type === 'NoteHandOver') {
    const [open = command.deskId] = board.handOvers.keys();
    return { ...command, deskId: open };
  }
  if (command.type === 'LoseDesk') return { ...command, silentSince: at(now - command.silentSince) };
  if (command.opened > 0) return command;
  const [open = command.deskId] = board.handOvers.keys();
  return { ...command, deskId: open, opened: board.handOvers.get(open)?.seq ?? 0 };
}

/** Everything has one owning desk, and a desk that nobody sits at is nobody's orphan but the supervisor's. */
export function checkOwned(board: Board): void {
  const owned = desksOf(board).map(({ deskId }) => ownedBy(board, deskId));
  const once = (ids: Iterable<string>, of: readonly string[]) =>
    expect([...ids].toSorted()).toEqual(of.toSorted());
  once(
    board.openIncidents,
    owned.flatMap(({ incidentIds }) => incidentIds),
  );
  once(
    board.openCalls,
    owned.flatMap(({ callIds }) => callIds),
  );
  once(
    board.alarms.keys(),
    owned.flatMap(({ alarmKeys }) => alarmKeys),
  );
  const desks = new Set(desksOf(board).map(({ deskId }) => deskId));
  for (const { call } of callBacks(board)) expect(desks.has(deskOfCallBack(board, call) ?? '')).toBe(true);
  for (const { matter } of openTransfers(board))
    expect(desks.has(deskOfMatter(board, matter) ?? '')).toBe(true);
  for (const deskId of board.orphans.keys()) expect(board.desks.has(deskId)).toBe(false);
}
