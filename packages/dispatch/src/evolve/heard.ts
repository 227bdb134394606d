import type { Instant } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { Channel } from '../check.ts';
import type { Entry } from '../entry.ts';
import type { UnitId } from '../ids.ts';
import { changeUnit } from './change.ts';

/** Notes that a crew was heard. What comes late counts at its own time, and takes nothing back that is newer. */
export function hear(board: Board, unitId: UnitId, at: Instant, via: Channel, seq: number): void {
  const unit = board.units.get(unitId);
  if (!unit || (unit.heard && unit.heard.at >= at)) return;
  changeUnit(board, unitId, seq, was => ({ ...was, heard: { at, via } }));
}

/** A crew that writes is heard. */
export function hearActor(board: Board, entry: Entry): void {
  if (entry.actor.kind === 'unit') hear(board, entry.actor.id, entry.at, 'message', entry.seq);
}

/** By the crew's own button; what a dispatcher reports for it was said by voice. */
export function hearStatus(board: Board, entry: Extract<Entry, { type: 'StatusReported' }>): void {
  const { unitId, happenedAt } = entry.data;
  const isOwn = entry.actor.kind === 'unit' || entry.actor.kind === 'exercise';
  hear(board, unitId, happenedAt, isOwn ? 'status' : 'voice', entry.seq);
}

export function evolveHeard(board: Board, entry: Extract<Entry, { type: 'UnitHeard' }>): void {
  const { unitId, via, accounted } = entry.data;
  hear(board, unitId, entry.at, via, entry.seq);
  if (!accounted) return;
  changeUnit(board, unitId, entry.seq, unit =>
    (unit.accountedAt ?? 0) >= entry.at ? unit : { ...unit, accountedAt: entry.at },
  );
}
