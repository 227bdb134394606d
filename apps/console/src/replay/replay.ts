import { type Board, type Configuration, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import type { UnitPosition } from '@clarion/protocol';

/** A closed or open incident looked at second by second. */
export interface Replay {
  readonly incidentId: string;
  readonly entries: readonly Entry[];
  readonly from: number;
  readonly to: number;
  /** The moment on the screen. */
  readonly at: number;
  readonly playing: boolean;
  /** Log seconds per second of the reader. */
  readonly rate: 1 | 5 | 20 | 60;
  readonly positions: readonly UnitPosition[];
}

/**
 * The board as the incident's entries left it at `at`. Times are those when things were written down (`recordedAt`), so
 * that the replay shows what the centre knew, not what it learnt later.
 */
export function boardOfReplay(
  entries: readonly Entry[],
  at: number,
  configuration: Configuration | undefined,
): Board {
  const board = emptyBoard();
  board.configuration = configuration;
  for (const description of configuration?.units ?? []) {
    board.units.set(description.unitId, {
      unitId: description.unitId,
      description,
      status: 'available',
      statusSince: board.at,
      assignmentIds: [],
      changedSeq: 0,
    });
  }
  let folded = board;
  for (const entry of entries) {
    if (entry.recordedAt > at) break;
    if (entry.type !== 'ConfigurationAdopted') folded = evolve(folded, entry);
  }
  return folded;
}

/** Where each unit was last seen by `at`. */
export function positionsAt(
  positions: readonly UnitPosition[],
  at: number,
): ReadonlyMap<string, UnitPosition> {
  const latest = new Map<string, UnitPosition>();
  for (const position of positions) {
    if (position.fixAt > at) continue;
    const known = latest.get(position.unitId);
    if (known === undefined || known.fixAt <= position.fixAt) latest.set(position.unitId, position);
  }
  return latest;
}

/** A second on, or to the end. */
export function advance(replay: Replay, readerMs: number): Replay {
  if (!replay.playing) return replay;
  const at = Math.min(replay.to, replay.at + readerMs * replay.rate);
  return { ...replay, at, playing: at < replay.to };
}

export function seek(replay: Replay, at: number): Replay {
  return { ...replay, at: Math.max(replay.from, Math.min(replay.to, at)) };
}
