import type { Board, UndoableEntry } from './board.ts';
import type { Entry, RestoreStep } from './entry.ts';
import type { Merged } from './merge.ts';

/** How many commands can be taken back; older ones need a correction of their own. */
const UNDO_LIMIT = 256;

/** What a step back touches; two commands with a key in common can only be undone newest first. */
export function keysOf(step: RestoreStep): readonly string[] {
  switch (step.kind) {
    case 'assignmentsUndone':
      return step.assignments.map(({ unitId }) => `unit:${unitId}`);
    case 'assignmentReopened':
    case 'statusBack':
      return [`unit:${step.unitId}`];
    case 'incidentReopened':
      return [`state:${step.incidentId}`];
    case 'alarmBack':
      return [`alarm:${step.incidentId}`];
    case 'planBack':
      return [`plan:${step.incidentId}:${step.planId}`];
    case 'planStepBack':
      return [`planStep:${step.incidentId}:${step.planId}:${step.stepId}`];
    case 'linkBack':
      return [`link:${[step.incidentId, step.otherIncidentId].sort().join()}`];
    case 'mergeBack':
      return partsKeys(step.incidentId, step.merged);
    case 'splitBack':
      return partsKeys(step.incidentId, step.merged, step.parts);
    case 'takenBack':
      return [
        `taken:${step.incidentId}`,
        ...(step.taken.takes.priority === undefined ? [] : [`fields:${step.incidentId}`]),
        ...(step.taken.takes.alarm === undefined ? [] : [`alarm:${step.incidentId}`]),
      ];
    case 'letGoBack':
      return [`taken:${step.incidentId}`, `fields:${step.incidentId}`, `alarm:${step.incidentId}`];
    case 'moveBack':
      return [`moved:${step.incidentId}`];
    case 'scheduleBack':
      return [`schedule:${step.incidentId}`];
    case 'stagingBack':
      return [`staging:${step.incidentId}`];
    case 'incidentFields':
      return [`fields:${step.incidentId}`];
    case 'cordonGone':
      return [`cordon:${step.incidentId}`];
    case 'cordonBack':
      return [`cordon:${step.cordon.incidentId}`];
    case 'pointBack':
      return [`point:${step.assignmentId}`];
    case 'callMoved':
      return [`call:${step.callId}`];
  }
}

/** What went over, and both incidents: neither is closed, merged or split again before it is taken back. */
function partsKeys(incidentId: string, merged: Merged, parts: Merged = merged): readonly string[] {
  return [
    `state:${incidentId}`,
    `state:${merged.into}`,
    ...parts.callIds.map(callId => `call:${callId}`),
    ...[...parts.assignments, ...parts.doubles].map(({ unitId }) => `unit:${unitId}`),
  ];
}

/** Notes the way back from `entry`; what its command's earlier entries noted stays with it. */
export function remember(board: Board, entry: Entry, step: RestoreStep, spare = false): void {
  const keys = keysOf(step);
  touch(board, entry, keys, spare);
  const command = `command:${entry.commandId}`;
  const known = board.undoable.get(board.undoKeys.get(command)?.[0] ?? -1);
  if (known) {
    forget(board, known);
    note(board, {
      ...known,
      seqs: [...known.seqs, entry.seq],
      keys: [...new Set([...known.keys, ...keys])],
      steps: [step, ...known.steps],
    });
    return;
  }
  note(board, {
    seq: entry.seq,
    type: entry.type,
    commandId: entry.commandId,
    actorId: entry.actor.id,
    seqs: [entry.seq],
    keys: [command, ...keys],
    steps: [step],
  });
  if (board.undoable.size > UNDO_LIMIT) {
    for (const oldest of board.undoable.values()) {
      forget(board, oldest);
      break;
    }
  }
}

/** Takes out what can no longer be undone because `entry` touches the same; `spare` leaves assignments in. */
export function touch(board: Board, entry: Entry, keys: readonly string[], spare = false): void {
  for (const key of keys) {
    for (const seq of board.undoKeys.get(key) ?? []) {
      const known = board.undoable.get(seq);
      if (!known || known.commandId === entry.commandId) continue;
      if (spare && known.steps.some(step => step.kind === 'assignmentsUndone')) continue;
      forget(board, known);
    }
  }
}

/** Puts `known` among the undoable ones; also used when a board is read back. */
export function note(board: Board, known: UndoableEntry): void {
  board.undoable.set(known.seq, known);
  for (const key of known.keys) {
    board.undoKeys.set(key, [...(board.undoKeys.get(key) ?? []), known.seq]);
  }
}

/** Takes out what is as old as `seq`, or touches one of the numbers: its records have left the board. */
export function forgetUntil(board: Board, seq: number, numbers: ReadonlySet<string>): void {
  const names = (key: string) => (key.split(':')[1] ?? '').split(',').some(number => numbers.has(number));
  for (const known of [...board.undoable.values()])
    if (known.seq <= seq || known.keys.some(names)) forget(board, known);
}

function forget(board: Board, known: UndoableEntry): void {
  board.undoable.delete(known.seq);
  for (const key of known.keys) {
    const left = (board.undoKeys.get(key) ?? []).filter(seq => seq !== known.seq);
    if (left.length > 0) board.undoKeys.set(key, left);
    else board.undoKeys.delete(key);
  }
}
