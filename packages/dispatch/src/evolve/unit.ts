import type { Board, Unit } from '../board.ts';
import type { Entry } from '../entry.ts';
import { changeUnit } from './change.ts';

type UnitEntry = Extract<
  Entry,
  { type: 'UnitPlaced' | 'UnitStaffed' | 'CrewCounted' | 'PositionDoubted' | 'PositionTrusted' }
>;

export function evolveUnit(board: Board, entry: UnitEntry): void {
  const { unitId } = entry.data;
  switch (entry.type) {
    case 'UnitPlaced': {
      const { at, label, expiresAt } = entry.data;
      changeUnit(board, unitId, entry.seq, unit => ({
        ...unit,
        placed: { at, ...(label === undefined ? {} : { label }), placedAt: entry.at, expiresAt },
      }));
      return;
    }
    case 'UnitStaffed': {
      const { people, without } = entry.data;
      const usual = people === undefined && without.length === 0;
      changeUnit(board, unitId, entry.seq, ({ staffing: _, ...unit }): Unit => {
        return usual ? unit : { ...unit, staffing: { ...(people === undefined ? {} : { people }), without } };
      });
      return;
    }
    case 'CrewCounted': {
      const { unitId: _, ...crew } = entry.data;
      changeUnit(board, unitId, entry.seq, unit => ({ ...unit, crew }));
      return;
    }
    case 'PositionDoubted':
      changeUnit(board, unitId, entry.seq, unit => ({
        ...unit,
        doubt: { reason: entry.data.reason, since: entry.at },
      }));
      return;
    case 'PositionTrusted':
      changeUnit(board, unitId, entry.seq, ({ doubt: _, ...unit }): Unit => unit);
      return;
  }
}
