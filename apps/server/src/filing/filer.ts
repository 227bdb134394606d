import { randomUUID } from 'node:crypto';
import { type Board, FILED_AT_ONCE, type Filable, filable } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { Centre } from '../centre/centre.ts';

/**
 * Files what has been over for so long, all of it, a few hundred at a time. What a text's retention counts from is written
 * first: a server that is killed in between leaves the record on the board, and the next look files it.
 * @returns how many incidents and calls were filed
 */
export async function fileWhatIsOver(
  centre: Pick<Centre, 'log' | 'sealing' | 'clock' | 'submit'>,
  afterMs: number,
): Promise<number> {
  let filed = 0;
  for (;;) {
    const { board } = centre.log;
    const over = filable(board, instant(centre.clock.now() - afterMs));
    if (over.incidentIds.length === 0 && over.callIds.length === 0) return filed;
    await noteEnds(centre, board, over);
    const done = await centre.submit({
      commandId: randomUUID(),
      actor: { kind: 'system', id: 'filing' },
      command: { type: 'FileRecords', ...over },
    });
    // Somebody has reopened one meanwhile, or written to it: the next round sees the new board.
    if (!done.ok && done.error.code !== 'RecordInUse')
      throw new Error(`records are not filed: ${done.error.code}`);
    if (done.ok) filed += over.incidentIds.length + over.callIds.length;
    if (over.incidentIds.length < FILED_AT_ONCE && over.callIds.length < FILED_AT_ONCE) return filed;
  }
}

async function noteEnds(
  { log, sealing }: Pick<Centre, 'log' | 'sealing'>,
  board: Board,
  { incidentIds, callIds }: Filable,
): Promise<void> {
  const ends = new Map<Instant, { callIds: string[]; incidentIds: string[] }>();
  const at = (end: number) => {
    const known = ends.get(instant(end)) ?? { callIds: [], incidentIds: [] };
    ends.set(instant(end), known);
    return known;
  };
  for (const callId of callIds) at(board.calls.get(callId)?.endedAt ?? board.at).callIds.push(callId);
  for (const incidentId of incidentIds) {
    const incident = board.incidents.get(incidentId);
    const calls = incident?.callIds ?? [];
    const closed = incident?.merged?.at ?? incident?.closedAt ?? board.at;
    const end = Math.max(closed, ...calls.map(callId => board.calls.get(callId)?.endedAt ?? 0));
    at(end).incidentIds.push(incidentId);
    at(end).callIds.push(...calls);
  }
  for (const [endedAt, of] of ends) await sealing.noteEnded({ logId: log.logId, ...of, endedAt });
}
