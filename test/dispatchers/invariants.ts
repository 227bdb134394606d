import {
  type Board,
  boardToJson,
  desksOf,
  type Entry,
  emptyBoard,
  evolve,
  foldBoard,
  ownedBy,
} from '@clarion/dispatch';
import { expect } from 'vitest';
import type { Centre } from './floor.ts';

/** What has been read of the log so far, and who holds what by the entries alone: a fold of its own, beside `evolve`. */
export interface Watch {
  seen: number;
  /** Unit → open assignment → incident. */
  readonly held: Map<string, Map<string, string>>;
  /** Number of the entry where each command's own entries begin. */
  readonly firstOf: Map<string, number>;
  /** The log folded entry by entry. */
  readonly board: Board;
}

export const newWatch = (): Watch => ({ seen: 0, held: new Map(), firstOf: new Map(), board: emptyBoard() });

/** What must hold of every entry as it is written. */
export async function checkNew(watch: Watch, centre: Centre): Promise<void> {
  if (centre.boards().every(board => board.head === watch.seen)) return;
  for (const entry of (await centre.entries()).slice(watch.seen)) {
    expect(entry.seq, 'the log has no gap').toBe(++watch.seen);
    const first = watch.firstOf.get(entry.commandId);
    if (first === undefined) watch.firstOf.set(entry.commandId, entry.seq);
    else {
      const before = (await centre.entries())[entry.seq - 2];
      expect(before?.commandId, `the command of entry ${first} is written once`).toBe(entry.commandId);
    }
    checkGiven(watch, entry);
    checkHandedOver(watch, entry);
  }
}

/** A unit is given to a second incident only by an entry that says so. */
function checkGiven({ held }: Watch, entry: Entry): void {
  const of = (unitId: string) => {
    const own = held.get(unitId) ?? new Map<string, string>();
    held.set(unitId, own);
    return own;
  };
  switch (entry.type) {
    case 'UnitsAssigned':
      for (const { unitId, assignmentId } of entry.data.assignments) {
        const own = of(unitId);
        if (!entry.data.alsoAssigned)
          expect([...own.values()], `${unitId} at entry ${entry.seq}`).toEqual([]);
        expect([...own.values()], `${unitId} twice at entry ${entry.seq}`).not.toContain(
          entry.data.incidentId,
        );
        own.set(assignmentId, entry.data.incidentId);
      }
      return;
    case 'AssignmentEnded':
      of(entry.data.unitId).delete(entry.data.assignmentId);
      return;
    case 'StatusReported':
      return;
    case 'EntryUndone':
      for (const back of entry.data.restore.steps) {
        if (back.kind === 'assignmentsUndone')
          for (const { unitId, assignmentId } of back.assignments) of(unitId).delete(assignmentId);
        if (back.kind === 'assignmentReopened') {
          const own = of(back.unitId);
          own.set(back.assignmentId, back.incidentId);
          // What goes back says itself what the unit then holds.
          expect([...own.keys()].toSorted(), `${back.unitId} at entry ${entry.seq}`).toEqual(
            back.assignmentIds.toSorted(),
          );
        }
      }
  }
}

/** Nothing is without an owner after any entry, and a hand-over changes who sits there and nothing else. */
function checkHandedOver(watch: Watch, entry: Entry): void {
  const before = entry.type === 'DeskHandedOver' ? boardToJson(watch.board) : undefined;
  const owned = before && ownedBy(watch.board, (entry.data as { deskId: string }).deskId);
  evolve(watch.board, entry);
  const { board } = watch;
  const all = desksOf(board).map(({ deskId }) => ownedBy(board, deskId));
  const what = `at entry ${entry.seq}`;
  expect(all.flatMap(({ incidentIds }) => incidentIds).toSorted(), what).toEqual(
    [...board.openIncidents].toSorted(),
  );
  expect(all.flatMap(({ alarmKeys }) => alarmKeys).toSorted(), what).toEqual(
    [...board.alarms.keys()].toSorted(),
  );
  if (entry.type !== 'DeskHandedOver') return;
  const { head: _, at: __, desks: ___, handOvers: ____, orphans: _____, ...was } = before!;
  expect(boardToJson(board), `${what} nothing else changes`).toMatchObject(was);
  expect(entry.data, what).toMatchObject({ ...owned });
  expect(board.desks.get(entry.data.deskId)?.by, what).toEqual(entry.actor);
}

/** Tries of consoles to see the newest entry; on a busy machine a line takes its time. */
const PATIENCE = 500;

/** Every entry, at a moment at which each process and each console has the newest; fails in the checks if that never comes. */
async function atRest(centre: Centre): Promise<readonly Entry[]> {
  const heads = () =>
    [...centre.boards(), ...centre.consoles.map(({ board }) => board())].map(({ head }) => head);
  for (let turn = 0; ; turn++) {
    const entries = await centre.entries();
    if (turn === PATIENCE || heads().every(head => head === entries.length)) return entries;
    for (const { wire } of centre.consoles) wire.hear(1_000);
    await centre.settle();
  }
}

/** What must hold when all has come through that was going to. */
export async function checkAtRest(watch: Watch, centre: Centre): Promise<void> {
  const entries = await atRest(centre);
  // All at one moment: the centre's own clocks write whenever they like.
  const replayed = boardToJson(foldBoard(entries));
  for (const board of centre.boards())
    expect(boardToJson(board), 'the log folds to the board').toEqual(replayed);
  for (const { operatorId, board } of centre.consoles)
    expect(boardToJson(board()), `${operatorId} sees the board`).toEqual(replayed);
  await checkNew(watch, centre);
  expect(await centre.faults()).toEqual([]);
  for (const unit of foldBoard(entries).units.values())
    expect([...(watch.held.get(unit.unitId)?.keys() ?? [])].toSorted()).toEqual(
      unit.assignmentIds.toSorted(),
    );

  const seqsOf = Map.groupBy(entries, entry => entry.commandId);
  for (const { operatorId, ends, sending } of centre.consoles) {
    expect(sending.sent.get().filter(one => one.state === 'pending')).toEqual([]);
    for (const end of ends) {
      const { commandId, command } = end.request;
      const seqs = (seqsOf.get(commandId) ?? []).map(entry => entry.seq);
      const what = `${operatorId}: ${command.type} was told to be ${end.state}`;
      if (end.state === 'refused') expect(seqs, what).toEqual([]);
      if (end.state === 'recorded' && end.accepted !== undefined)
        expect(seqs, what).toEqual(end.accepted.seqs);
    }
  }
}
