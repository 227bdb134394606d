import { coverRowsOf } from '../packages/coverage/src/cover/cover-rows.ts';
import { adviseMoves } from '../packages/coverage/src/moveup/move-up.ts';
import { seededRandom } from '../packages/coverage/src/random.ts';
import { lateShare } from '../packages/coverage/src/testing/small-city.ts';
import { type BenchRow, summarise } from './row.ts';
import { percent } from './siting-instances.ts';

const SEEDS = [1, 2, 3, 4, 5];

export const rows = async (): Promise<BenchRow[]> => {
  const random = seededRandom(1);
  const place = () => [random(), random()] as const;
  const demand = Array.from({ length: 20_000 }, place);
  const posts = Array.from({ length: 500 }, place);
  const [rows, columns]: [number[], number[]] = [[], []];
  for (const [i, [x, y]] of demand.entries()) {
    for (const [j, [u, v]] of posts.entries()) {
      if (Math.hypot(x - u, y - v) > 0.1) continue;
      rows.push(i);
      columns.push(j);
    }
  }
  const weight = Float64Array.from(demand, () => 1 + Math.floor(random() * 100));
  const cover = coverRowsOf(Uint32Array.from(rows), Uint32Array.from(columns), weight, 500);
  const rules = { busy: 0.3, minimumGain: 0.001, maximumMoves: 3, maximumTravelMs: Infinity };
  const times = Array.from({ length: 20 }, () => {
    const units = Array.from({ length: 30 }, (_, i) => ({
      id: `E${i}`,
      post: Math.floor(random() * 500),
      mayMove: true,
      travelTimeMs: Float64Array.from(posts, () => random() * 1e6),
    }));
    const started = performance.now();
    adviseMoves(cover, units, rules);
    return performance.now() - started;
  });
  const changes = SEEDS.map(seed => percent(lateShare(seed, 4000, true) / lateShare(seed, 4000, false) - 1));
  return [
    summarise('move-up advice: 30 units, 500 posts, 20,000 demand, up to 3 moves', 'ms', times),
    summarise('move-up: late share in a small city against units that go home', '%', changes, 'seeds 1–5'),
  ];
};
