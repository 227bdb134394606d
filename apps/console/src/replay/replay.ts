import { type Board, boardFromJson, copyBoard, type Entry, evolve } from '@clarion/dispatch';
import type { ReplayStretch, UnitPosition } from '@clarion/protocol';

/** The floor looked at second by second: an incident's time, or any time of day. */
export interface Replay {
  /** Whose story is told; absent: the floor alone. */
  readonly incidentId?: string;
  /** The story's entries. */
  readonly entries: readonly Entry[];
  readonly from: number;
  readonly to: number;
  /** The moment on the screen. */
  readonly at: number;
  readonly playing: boolean;
  /** Log seconds per second of the reader. */
  readonly rate: Rate;
  /** What has been fetched, the newest last. */
  readonly stretches: readonly Stretch[];
}

export const rates = [1, 5, 20, 60] as const;
export type Rate = (typeof rates)[number];

/** A stretch of the log as the server sent it, with its board ready to be copied. */
export interface Stretch extends Omit<ReplayStretch, 'board'> {
  readonly board: Board;
}

const STRETCHES_AT_MOST = 8;

/** Undefined where the server writes boards in a shape that this page does not know: the page is older. */
export function readStretch(sent: ReplayStretch): Stretch | undefined {
  const board = boardFromJson(sent.board);
  return board.ok ? { ...sent, board: board.value } : undefined;
}

/** The stretch that has the moment on the screen; undefined while it is on its way. */
export const stretchNow = ({ stretches, at }: Replay): Stretch | undefined =>
  stretches.find(({ from, to }) => from <= at && at <= to);

export const withStretch = (replay: Replay, stretch: Stretch): Replay => ({
  ...replay,
  stretches: [...replay.stretches, stretch].slice(-STRETCHES_AT_MOST),
});

/**
 * The whole board at `at`, within the stretch. Times are those when things were written down (`recordedAt`), so that the
 * replay shows what the centre knew, not what it learnt later.
 */
export function boardOfReplay(stretch: Stretch, at: number): Board {
  let folded = copyBoard(stretch.board);
  for (const entry of stretch.entries) {
    if (entry.recordedAt > at) break;
    folded = evolve(folded, entry);
  }
  return folded;
}

/** Where each unit was last seen by `at`, within the stretch; nobody where that is erased. */
export function positionsAt(
  { positions, positionsFrom }: Pick<Stretch, 'positions' | 'positionsFrom'>,
  at: number,
): ReadonlyMap<string, UnitPosition> {
  const latest = new Map<string, UnitPosition>();
  if (at < positionsFrom) return latest;
  for (const position of positions) {
    if (position.fixAt > at) continue;
    const known = latest.get(position.unitId);
    if (known === undefined || known.fixAt <= position.fixAt) latest.set(position.unitId, position);
  }
  return latest;
}

/** Plays on, or to the end; what has not come yet is waited for. */
export function advance(replay: Replay, readerMs: number): Replay {
  if (!replay.playing || stretchNow(replay) === undefined) return replay;
  const at = Math.min(replay.to, replay.at + readerMs * replay.rate);
  return { ...replay, at, playing: at < replay.to };
}

export function seek(replay: Replay, at: number): Replay {
  return { ...replay, at: Math.max(replay.from, Math.min(replay.to, at)) };
}

/** Goes or stands; at its end it begins again. */
export function toggle(replay: Replay): Replay {
  const ended = !replay.playing && replay.at >= replay.to;
  return { ...replay, at: ended ? replay.from : replay.at, playing: !replay.playing };
}

/** One step quicker or slower. */
export function paced(replay: Replay, by: 1 | -1): Replay {
  return { ...replay, rate: rates[rates.indexOf(replay.rate) + by] ?? replay.rate };
}

/** What a key does to a replay; undefined: it is no key of a replay. */
export function byKey(replay: Replay, key: string, shift: boolean): Replay | undefined {
  const step = (ms: number) => ({ ...seek(replay, replay.at + ms), playing: false });
  const [second, minute] = [1000, 60_000];
  if (key === 'ArrowRight') return step(shift ? minute : second);
  if (key === 'ArrowLeft') return step(shift ? -minute : -second);
  if (key === 'Home') return step(replay.from - replay.at);
  if (key === 'End') return step(replay.to - replay.at);
  if (key === ' ') return toggle(replay);
  if (key === '+' || key === '=') return paced(replay, 1);
  if (key === '-') return paced(replay, -1);
  return undefined;
}
