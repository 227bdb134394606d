import type { Instant } from '@clarion/measure';
import type { Assignment, Board, Incident } from './board.ts';
import { openAssignments } from './change.ts';
import type { Actor } from './command.ts';
import type { SealedRef, UnitId } from './ids.ts';

/** What a crew can tell the floor with one thumb; each reader has the words in their own language. */
export const readySentences = [
  'delayed',
  'accessBlocked',
  'nobodyFound',
  'sceneSecure',
  'needMedical',
  'needFire',
  'needPolice',
  'needMore',
  'needSupplies',
  'callMe',
] as const;
export type ReadySentence = (typeof readySentences)[number];

/** From the floor to one crew; what it says is sealed like a note. */
export interface FloorMessage {
  /** The entry that sent it. */
  readonly seq: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly words: SealedRef;
  /** When the crew said that it has read it; `by` a person on the floor where it said so by voice. */
  readonly acknowledged?: { readonly at: Instant; readonly by: Actor };
}

/** From a crew to the floor: a ready sentence, or its own words, sealed. */
export interface CrewMessage {
  /** The entry that brought it. */
  readonly seq: number;
  /** When it was written; `toldAt` when it arrived. */
  readonly at: Instant;
  readonly toldAt: Instant;
  readonly unitId: UnitId;
  readonly ready?: ReadySentence;
  readonly words?: SealedRef;
  readonly read?: { readonly at: Instant; readonly by: Actor };
}

/** A photo that a crew has taken at the incident. */
export interface Photo {
  readonly photo: SealedRef;
  readonly at: Instant;
  readonly unitId: UnitId;
}

/** How long a message may stay unread before its desk is alarmed, when the configuration says nothing. */
const UNREAD_SECONDS = 60;

export const messageDueMs = (board: Board): number =>
  (board.configuration?.paging?.unreadSeconds ?? UNREAD_SECONDS) * 1000;

/** Messages that their crews have not acknowledged, of the incident's open assignments, the oldest first. */
export function unacknowledgedMessages(
  board: Board,
  incident: Incident,
): readonly { readonly assignment: Assignment; readonly message: FloorMessage }[] {
  return openAssignments(board, incident)
    .flatMap(assignment => (assignment.messages ?? []).map(message => ({ assignment, message })))
    .filter(({ message }) => message.acknowledged === undefined)
    .sort((a, b) => a.message.seq - b.message.seq);
}

/** What crews have written about the incident and what is part of it, in the order of arrival. */
export function messagesOf(board: Board, incident: Incident): readonly CrewMessage[] {
  const parts = (incident.takenIn ?? []).flatMap(({ incidentId }) => {
    const part = board.incidents.get(incidentId);
    return part ? messagesOf(board, part) : [];
  });
  return [...(incident.crewMessages ?? []), ...parts].sort((a, b) => a.seq - b.seq);
}

/** Those that nobody on the floor has read. */
export const unreadMessages = (board: Board, incident: Incident): readonly CrewMessage[] =>
  messagesOf(board, incident).filter(({ read }) => read === undefined);
