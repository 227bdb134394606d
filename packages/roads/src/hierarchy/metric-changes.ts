import type { Metric } from './metric.ts';

const counts = new WeakMap<Int32Array, number>();

/** The times of these links are others now. Told by whatever changes them in place on this thread. */
export function noteChange({ upMs }: Pick<Metric, 'upMs'>): void {
  counts.set(upMs, (counts.get(upMs) ?? 0) + 1);
}

/** How often the times of these links have changed: what was reckoned from them holds as long as this number stays. */
export function changesOf({ upMs }: Pick<Metric, 'upMs'>): number {
  return counts.get(upMs) ?? 0;
}
