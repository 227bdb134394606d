import { type Board, type Incident, leadOf, newestMove } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { SealedKind } from '../database/tables.ts';

/**
 * Days after the close of the incident (or the end of a call that came to none) at which each kind is erased. Of a moving
 * incident, places before the newest count from when they were told: they would be a way. Notes of a hand-over belong to no
 * incident and count from when they were written.
 */
export type Retention = { readonly [kind in SealedKind]: number };

export const defaultRetention: Retention = {
  contact: 30,
  words: 365,
  note: 1_095,
  place: 1,
  handOver: 30,
  photo: 30,
};

const dayMs = 86_400_000;

export interface KeptText {
  readonly sealedId: string;
  readonly kind: SealedKind;
  readonly callId?: string;
  readonly incidentId?: string;
  readonly sealedAt: Instant;
  /** When its work was over, of work that was filed since. */
  readonly endedAt?: Instant;
}

/**
 * When the text is due; undefined while the work it belongs to is open. What was filed counts from when it was over, its places
 * and what nobody knows from their sealing.
 */
export function dueAt(
  text: KeptText,
  board: Board,
  retention: Retention = defaultRetention,
): Instant | undefined {
  const ended = endOf(text, board);
  return ended === undefined ? undefined : instant(ended + retention[text.kind] * dayMs);
}

function endOf(text: KeptText, board: Board): Instant | undefined {
  const call = text.callId === undefined ? undefined : board.calls.get(text.callId);
  const own = call?.incidentId ?? text.incidentId;
  const incident = own === undefined ? undefined : board.incidents.get(leadOf(board, own));
  if (incident === undefined && call === undefined)
    return text.kind === 'place' ? text.sealedAt : (text.endedAt ?? text.sealedAt);
  if (text.kind === 'place' && !isNewest(text, board.incidents.get(own ?? ''))) return text.sealedAt;
  if (call !== undefined && call.state !== 'ended') return undefined;
  if (incident !== undefined && incident.state !== 'closed') return undefined;
  return instant(Math.max(call?.endedAt ?? 0, incident?.closedAt ?? 0));
}

const isNewest = ({ sealedId }: KeptText, incident: Incident | undefined): boolean =>
  incident !== undefined && newestMove(incident)?.place.sealedId === sealedId;
