import type { Metric } from '../hierarchy/metric.ts';
import { updateMetric } from '../hierarchy/update-metric.ts';
import { figureOf, type RoadFigure } from './figure.ts';
import type { Timer } from './timer.ts';

/** Arcs anywhere become twice as slow, as by a jam, and as they were; both count. The metric is left as it was. */
export function* measureChanges(
  metric: Metric,
  chance: () => number,
  timer: Timer,
  searchMs: number,
): Generator<RoadFigure> {
  const { arcTimeMs, arcCount } = metric.roads;
  const before = arcTimeMs.slice();
  for (const [count, runs] of [
    [1, 2000],
    [100, 60],
  ] as const) {
    let links = 0;
    const timesMs: number[] = [];
    for (let run = 0; run < runs; run++) {
      const arcs = Array.from({ length: count }, () => Math.floor(chance() * arcCount));
      for (const factor of [2, 1]) {
        for (const arc of arcs) arcTimeMs[arc] = before[arc]! * factor;
        timesMs.push(
          timer.time(() => {
            links += updateMetric(metric, arcs);
          }),
        );
      }
    }
    yield figureOf('change', { arcs: count }, timesMs, searchMs, { links: Math.round(links / runs / 2) });
  }
}
