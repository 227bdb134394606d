import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { RoadFigure } from '@clarion/roads';
import type { NetworkNews } from './hierarchy-network.ts';
import { findPortoExtract } from './porto.ts';
import type { BenchRow } from './row.ts';

/**
 * Nodes of the generated networks. Five million take some 20 minutes and 6 GB, most of them for the order, so
 * they are measured where asked for: CLARION_BENCH_NODES=100000,1000000,5000000.
 */
const SIZES = (process.env['CLARION_BENCH_NODES'] ?? '100000,1000000').split(',').filter(size => size !== '');

export const rows = async (): Promise<BenchRow[]> => {
  const result: BenchRow[] = [];
  for (const name of [...(findPortoExtract() ? ['Porto'] : []), ...SIZES])
    result.push(...(await measure(name)));
  return result;
};

async function measure(name: string): Promise<BenchRow[]> {
  const network = name === 'Porto' ? name : `generated, ${Number(name) / 1e6} million`;
  const figures: RoadFigure[] = [];
  let peakBytes = 0;
  const child = fork(join(import.meta.dirname, 'hierarchy-network.ts'), [name], {
    execArgv: ['--max-old-space-size=12000'],
  });
  child.on('message', (news: NetworkNews) => {
    if ('figure' in news) figures.push(news.figure);
    else peakBytes = news.peakBytes;
  });
  const code = await new Promise<number | null>((done, broken) => {
    child.on('exit', done);
    child.on('error', broken);
  });
  if (code !== 0) throw new Error(`${network}: ended with ${code}`);
  const nodes = figures[0]!.counted['nodes']!;
  const frame = figures.find(({ operation }) => operation === 'frame')!;
  const { hierarchyBytes = 0, metricBytes = 0 } = frame.counted;
  const memory = (what: string, bytes: number): BenchRow => ({
    name: `hierarchy: ${what} (${network})`,
    unit: 'MB',
    minimum: bytes / 1e6,
    median: bytes / 1e6,
    maximum: bytes / 1e6,
    runs: 1,
    note: `${Math.round(bytes / nodes)} bytes a node`,
  });
  return [
    ...figures.map(figure => rowOf(figure, network, nodes)),
    memory('size of the hierarchy', hierarchyBytes),
    memory('size of one metric', metricBytes),
    memory('peak memory of the process that measured', peakBytes),
  ];
}

const WORDS: Record<RoadFigure['operation'], (given: Readonly<Record<string, number>>) => string> = {
  search: () => 'search of the whole network',
  order: ({ threads }) => (threads === 1 ? 'order' : `order, ${threads} threads`),
  frame: () => 'hierarchy from the order',
  customise: () => 'full customisation',
  change: ({ arcs }) => (arcs === 1 ? 'one arc changes' : `${arcs} arcs change`),
  time: () => 'one-to-one time',
  path: () => 'one-to-one with its arcs',
  nearest: ({ k, units }) => `nearest ${k} of ${units} units`,
  nearestAble: ({ k, units }) => `nearest ${k} of ${units} units with a ladder`,
  nearestMoving: ({ k, units, moving }) =>
    `nearest ${k} of ${units} units, ${moving} of which have moved since the last question`,
  nearestAtDepot: ({ k, units }) => `nearest ${k} of ${units} units, all at one depot`,
  move: () => 'a unit moves',
  matrix: ({ rows, columns }) => `matrix ${rows} × ${columns}`,
  within: ({ minutes }) => `all within ${minutes} minutes`,
};

function rowOf(figure: RoadFigure, network: string, nodes: number): BenchRow {
  const { operation, given, counted, medianMs, minimumMs, maximumMs, runs, ofSearch } = figure;
  const unit = medianMs >= 2000 ? 's' : medianMs >= 0.5 ? 'ms' : 'µs';
  const scale = { s: 0.001, ms: 1, µs: 1000 }[unit];
  const shared =
    ofSearch >= 1 ? `${ofSearch.toFixed(2)} ×` : `1/${(1 / ofSearch).toFixed(ofSearch > 0.1 ? 1 : 0)} of`;
  return {
    name: `hierarchy: ${WORDS[operation](given)} (${network})`,
    unit,
    minimum: minimumMs * scale,
    median: medianMs * scale,
    maximum: maximumMs * scale,
    runs,
    note: [operation === 'search' ? '' : `${shared} the yardstick`, noteOf(operation, counted)]
      .filter(part => part !== '')
      .join('; '),
    road: { network, nodes, figure },
  };
}

function noteOf(operation: RoadFigure['operation'], counted: Readonly<Record<string, number>>): string {
  const { nodes, arcs, links, ranksAbove, linksAbove } = counted;
  if (operation === 'search')
    return `${nodes} nodes, ${arcs} arcs; the yardstick: plain Dijkstra, binary heap`;
  if (operation === 'frame')
    return `${links} links; ${ranksAbove} ranks and ${linksAbove} links above a node`;
  if (operation === 'change') return `${links} links change on average`;
  if (operation === 'path') return `${arcs} arcs on average`;
  if (operation === 'within') return `${nodes} nodes on average`;
  if (operation === 'move') return 'five arcs on; one in five with a capability';
  if (operation === 'nearest') return 'none has moved since the last question';
  if (operation === 'nearestAble') return 'every fifth unit has one';
  return '';
}
