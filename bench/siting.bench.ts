import { areaFigures, finish, ofIterations, solveAreas } from '@clarion/coverage';
import { gridCells } from '../packages/coverage/src/testing/grid-cells.ts';
import { readPmed, sitingFolder } from '../packages/coverage/src/testing/siting-data.ts';
import { type BenchRow, summarise } from './row.ts';
import { censusRow, matrixFiles, percent, runPlan, uniformCover } from './siting-instances.ts';

const SEEDS = [1, 2, 3, 4, 5];

async function pmedRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const instances = Array.from({ length: 20 }, (_, i) => readPmed(i + 1));
  const files = instances.map(one => matrixFiles(one.name, one.table));
  for (const [verb, seconds] of [
    ['median', 5],
    ['center', 10],
  ] as const) {
    const gaps: number[] = [];
    const cpu: number[] = [];
    let proven = 0;
    for (const [i, { posts, median, center }] of instances.entries()) {
      const run = await runPlan(verb, files[i]!, { posts, seconds });
      const optimum = verb === 'median' ? median : center;
      gaps.push(percent((run.value - optimum) / optimum));
      cpu.push(run.cpuSeconds);
      if (run.proven) proven++;
    }
    const exact = gaps.filter(gap => gap === 0).length;
    rows.push(
      summarise(
        `p-${verb}, pmed 1–20, ${seconds} s: above the optimum`,
        '%',
        gaps,
        `${exact} of 20 exact, ${proven} proven`,
      ),
      summarise(`p-${verb}, pmed 1–20: processor time`, 's', cpu),
    );
  }
  return rows;
}

async function expectedRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const expected: number[] = [];
  const cpu: number[] = [];
  for (const seed of SEEDS) {
    const run = await runPlan('expected', uniformCover(seed, 800, 100, 0.15), {
      posts: 20,
      busy: 0.4,
      seconds: 10,
    });
    expected.push(percent(run.gap));
    cpu.push(run.cpuSeconds);
  }
  rows.push(summarise('MEXCLP 800 × 100, 20 units, busy 0.4, 10 s: proven gap', '%', expected));
  rows.push(summarise('MEXCLP 800 × 100: processor time', 's', cpu));
  return rows;
}

function areaRows(): BenchRow[] {
  const imbalance: number[] = [];
  const cpu: number[] = [];
  for (const seed of SEEDS) {
    const cells = gridCells(50, 50, seed);
    const before = process.cpuUsage();
    const { areaOf } = finish(solveAreas(cells, 12, { seed, budget: ofIterations(120) }));
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1e6);
    const figures = areaFigures(cells, areaOf, 12);
    if (!figures.contiguous) throw new Error('an area does not hang together');
    imbalance.push(percent(figures.imbalance));
  }
  return [
    summarise('areas, 2,500 cells into 12: farthest from the mean', '%', imbalance, 'all contiguous'),
    summarise('areas, 2,500 cells into 12: processor time', 's', cpu),
  ];
}

export const rows = async (): Promise<BenchRow[]> => [
  ...(sitingFolder === undefined ? [] : [...(await pmedRows()), await censusRow(2), await censusRow(10)]),
  ...(await expectedRows()),
  ...areaRows(),
];
