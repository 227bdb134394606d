import type { Board } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { Fix, UnitPosition } from '@clarion/protocol';
import { placeOfUnit } from './place-of-unit.ts';

/** The newest good fix of every unit, in memory. */
export interface PositionTable {
  latest(unitId: string): Fix | undefined;
  /** Keeps those that are newer than what is there; tells who listens which units moved. */
  take(fixes: readonly Fix[]): void;
  /** Something other than a fix changed where these units are taken to be (placed by hand, doubted). */
  touch(unitIds: Iterable<string>): void;
  placeOf(board: Board, unitId: string, now: Instant): UnitPosition | undefined;
  all(board: Board, now: Instant): UnitPosition[];
  onMoved(moved: (unitIds: Iterable<string>) => void): void;
}

export function createPositionTable(): PositionTable {
  const newest = new Map<string, Fix>();
  const listeners: ((unitIds: Iterable<string>) => void)[] = [];
  const tell = (unitIds: Iterable<string>) => {
    for (const listener of listeners) listener(unitIds);
  };
  const placeOf = (board: Board, unitId: string, now: Instant) => {
    const unit = board.units.get(unitId);
    return unit === undefined ? undefined : placeOfUnit(unit, newest.get(unitId), now);
  };
  return {
    latest: unitId => newest.get(unitId),
    take(fixes) {
      const moved = new Set<string>();
      for (const fix of fixes) {
        const known = newest.get(fix.unitId);
        if (known !== undefined && known.fixAt >= fix.fixAt) continue;
        newest.set(fix.unitId, fix);
        moved.add(fix.unitId);
      }
      if (moved.size > 0) tell(moved);
    },
    touch: tell,
    placeOf,
    all(board, now) {
      const all: UnitPosition[] = [];
      for (const unitId of board.units.keys()) {
        const place = placeOf(board, unitId, now);
        if (place !== undefined) all.push(place);
      }
      return all;
    },
    onMoved: listener => void listeners.push(listener),
  };
}
