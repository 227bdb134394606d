import { sitingFolder } from '../packages/coverage/src/testing/siting-data.ts';
import { type BenchRow, summarise } from './row.ts';
import { censusRow, percent, runPlan, uniformCover } from './siting-instances.ts';

const SEEDS = [1, 2, 3, 4, 5];

async function uniformRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const posts of [5, 10, 20, 30, 35, 40, 50, 60, 80, 100]) {
    const gaps: number[] = [];
    for (const seed of SEEDS) {
      const run = await runPlan('cover', uniformCover(seed, 20_000, 500, 0.1), { posts, seconds: 15 });
      gaps.push(percent(run.gap));
    }
    rows.push(summarise(`MCLP 20,000 × 500, radius 0.1, ${posts} posts, 15 s: proven gap`, '%', gaps));
  }
  return rows;
}

/** Where few posts are asked for, a minute is to prove the answer. */
async function provenRow(): Promise<BenchRow> {
  const gaps: number[] = [];
  for (const seed of SEEDS) {
    const run = await runPlan('cover', uniformCover(seed, 20_000, 500, 0.1), { posts: 20, seconds: 60 });
    gaps.push(percent(run.gap));
  }
  return summarise('MCLP 20,000 × 500, radius 0.1, 20 posts, 60 s: proven gap', '%', gaps);
}

export const rows = async (): Promise<BenchRow[]> => [
  ...(await uniformRows()),
  await provenRow(),
  ...(sitingFolder === undefined ? [] : [await censusRow(60)]),
];
