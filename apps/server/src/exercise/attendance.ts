import type { Board } from '@clarion/dispatch';
import type { Happening } from '@clarion/exercise';

/**
 * Who works the desk of a drill. people: nobody else. helped: people, and a call that nobody has answered for a while is
 * taken by the drill's own desk, which then sees it through, so that a drill with an empty room is not a standstill.
 * unattended: the desk does everything.
 */
export type Attendance = 'people' | 'helped' | 'unattended';

const PATIENCE_MS = 40_000;

/** Whether the desk may do this. What it may not do now, it asks for again later. */
export function deskMay(attendance: Attendance, happening: Happening, board: Board): boolean {
  if (attendance === 'unattended') return true;
  if (happening.actor.id !== 'desk') return true;
  if (attendance === 'people') return false;
  if (happening.kind === 'dispatch') return isOwn(board, happening.incidentId);
  const { command, at } = happening;
  if (command.type === 'AnswerCall') {
    const call = board.calls.get(command.callId ?? '');
    return call !== undefined && at - call.receivedAt >= PATIENCE_MS;
  }
  if ('callId' in command && command.callId !== undefined)
    return board.calls.get(command.callId)?.taker?.kind === 'exercise';
  return 'incidentId' in command && isOwn(board, command.incidentId);
}

function isOwn(board: Board, incidentId: string | undefined): boolean {
  return board.incidents.get(incidentId ?? '')?.openedBy.kind === 'exercise';
}
