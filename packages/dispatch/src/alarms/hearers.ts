import type { Board } from '../board.ts';
import { desksOfOperator, supervisorDesk } from '../desk.ts';
import type { DeskId } from '../ids.ts';
import type { FloorAlarm } from './alarm.ts';

/** At which desks an alarm stands and sounds. */
export interface Hearers {
  /** Everybody: it is for the whole room, or nobody sits where it should be heard. */
  readonly room: boolean;
  readonly deskIds: readonly DeskId[];
  /** Nobody sits at its owner's desk: it is the supervisor's at once. */
  readonly orphaned: boolean;
}

type Owned = Pick<FloorAlarm, 'room' | 'deskId' | 'escalatedAt'>;

/**
 * Who hears an alarm: its owner; the supervisor too once it is escalated, and instead when nobody sits at the owner's desk;
 * everybody when nobody sits at the supervisor's either, and where the alarm is for the whole room.
 */
export function hearersOf(board: Board, alarm: Owned): Hearers {
  const supervisor = supervisorDesk(board);
  const owner = alarm.deskId ?? supervisor;
  const orphaned = owner === undefined || !board.desks.has(owner);
  const wanted = new Set<DeskId>();
  if (owner !== undefined) wanted.add(owner);
  if (supervisor !== undefined && (orphaned || alarm.escalatedAt !== undefined)) wanted.add(supervisor);
  const deskIds = [...wanted];
  const nobody = !deskIds.some(deskId => board.desks.has(deskId));
  return { room: alarm.room === true || nobody, deskIds, orphaned };
}

/** Whether it sounds where this person sits. */
export function isHeardBy(board: Board, alarm: Owned, operatorId: string): boolean {
  const { room, deskIds } = hearersOf(board, alarm);
  return room || desksOfOperator(board, operatorId).some(deskId => deskIds.includes(deskId));
}
