import { type Board, changesConfiguration, type Entry, type FixNow, subjectsOf } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { placeHoldsUntil } from '../positions/place-of-unit.ts';
import type { PositionTable } from '../positions/table.ts';
import type { Abilities } from './abilities.ts';
import type { UnitsOnRoad } from './units-on-road.ts';

/** So many units are placed at a stretch while nobody asks: some milliseconds. */
const AT_A_STRETCH = 200;

/** Keeps units on the road where they are taken to be, as fixes and entries come, so that a question finds them there. */
export interface UnitsInPlace {
  /** Places whoever moved, changed, or whose place has expired, and was not placed yet. */
  bringUpToDate(now: Instant): void;
  fixOf(unitId: string, now: Instant): FixNow | undefined;
  /** Units that are nowhere, as far as anybody knows. */
  readonly nowhere: ReadonlySet<string>;
}

export interface UnitsInPlaceMeans {
  readonly board: () => Board;
  readonly onBoard: (changed: (entries: readonly Entry[]) => void) => void;
  readonly positions: PositionTable;
  readonly units: UnitsOnRoad;
  readonly abilities: Abilities;
  readonly now: () => Instant;
  /** Runs work when the process has nothing more urgent to do. */
  readonly later: (work: () => void) => void;
}

export function createUnitsInPlace(means: UnitsInPlaceMeans): UnitsInPlace {
  const { board, positions, units, abilities, later } = means;
  const waiting = new Set<string>(board().units.keys());
  const nowhere = new Set<string>();
  /** Units whose place changes by time alone, and when. */
  const until = new Map<string, number>();
  let isUnderWay = false;

  function placeOf(unitId: string, now: Instant): void {
    const unit = board().units.get(unitId);
    until.delete(unitId);
    if (unit === undefined) {
      units.remove(unitId);
      abilities.forget(unitId);
      nowhere.delete(unitId);
      return;
    }
    const able = abilities.note(unit);
    const place = positions.placeOf(board(), unitId, now);
    if (place === undefined) {
      units.remove(unitId);
      nowhere.add(unitId);
    } else {
      units.put(unitId, place.at, able);
      nowhere.delete(unitId);
    }
    const end = placeHoldsUntil(unit, positions.latest(unitId), now);
    if (end !== undefined) until.set(unitId, end);
  }

  function place(most: number, now: Instant): void {
    let left = most;
    for (const unitId of waiting) {
      if (left-- <= 0) return;
      waiting.delete(unitId);
      placeOf(unitId, now);
    }
  }

  function goOn(): void {
    isUnderWay = false;
    place(AT_A_STRETCH, means.now());
    begin();
  }
  function begin(): void {
    if (isUnderWay || waiting.size === 0) return;
    isUnderWay = true;
    later(goOn);
  }

  positions.onMoved(unitIds => {
    for (const unitId of unitIds) waiting.add(unitId);
    begin();
  });
  means.onBoard(entries => {
    for (const entry of entries) {
      for (const unitId of subjectsOf(entry).unitIds) waiting.add(unitId);
      if (!changesConfiguration(entry)) continue;
      for (const unitId of board().units.keys()) waiting.add(unitId);
      for (const unitId of [...units.ids(), ...nowhere]) waiting.add(unitId);
    }
    begin();
  });

  begin();
  return {
    nowhere,
    bringUpToDate(now) {
      for (const [unitId, end] of until) if (end <= now) waiting.add(unitId);
      place(Infinity, now);
    },
    fixOf(unitId, now) {
      const found = positions.placeOf(board(), unitId, now);
      if (found === undefined) return undefined;
      const ageMs = found.source === 'post' ? 0 : Math.max(0, now - found.fixAt);
      return { at: found.at, ageMs, source: found.source };
    },
  };
}
