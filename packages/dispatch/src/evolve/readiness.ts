import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';

export function evolveReadiness(
  board: Board,
  entry: Extract<Entry, { type: 'ReadinessSet' | 'ReadinessEnded' }>,
): void {
  const key = entry.data.areaId ?? '';
  if (entry.type === 'ReadinessEnded') board.readiness.delete(key);
  else board.readiness.set(key, { ...entry.data, by: entry.actor, since: entry.at });
}
