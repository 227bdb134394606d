import { setImmediate } from 'node:timers/promises';
import { openGraphFile, orderInThreads, orderThreads } from '@clarion/files';
import { measureRoads, type RoadArcs, type RoadFigure } from '@clarion/roads';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { rounded } from './output.ts';
import { questionOptions } from './question.ts';

/** Share of the order between two words about it. */
const STEP = 0.02;

export const command: CliCommand = {
  name: 'roads bench',
  summary: 'cli.roads.bench',
  options: {
    graph: questionOptions.graph,
    seed: {
      kind: 'integer',
      summary: 'cli.roads.bench.seed',
      minimum: 1,
      maximum: 2_147_483_646,
      preset: '1736',
    },
    threads: { kind: 'integer', summary: 'cli.roads.bench.threads', minimum: 1, maximum: 64 },
  },
  async run(args, io) {
    const graph = await openGraphFile(args.text('graph'));
    if (!graph.ok) return badInput(graph.error);
    const clock = () => performance.now();
    const start = clock();
    const threads = args.findNumber('threads') ?? orderThreads();
    const order = await orderWatched(graph.value, threads, io);
    const orders = [{ threads, timesMs: [clock() - start] }];
    const seed = args.number('seed');
    const figures: RoadFigure[] = [];
    for (const figure of measureRoads(graph.value, { clock, seed, order, orders })) {
      figures.push(figure);
      await setImmediate();
    }
    const { nodeCount, arcCount } = graph.value;
    const { hierarchyBytes = 0, metricBytes = 0 } = figures.find(
      ({ operation }) => operation === 'frame',
    )!.counted;
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    const result = {
      nodes: nodeCount,
      arcs: arcCount,
      seed,
      hierarchyBytes,
      metricBytes,
      peakBytes,
      figures,
      seconds: rounded(io.elapsedSeconds()),
    };
    const lines = [
      io.say('cli.roads.bench.head', { nodes: nodeCount, arcs: arcCount }),
      ...figures.map(figure => lineOf(figure, io)),
      io.say('cli.roads.bench.memory', {
        hierarchy: megabytes(hierarchyBytes),
        metric: megabytes(metricBytes),
        peak: megabytes(peakBytes),
      }),
    ];
    return done(result, lines.join('\n'));
  },
};

/** The order by all processors, with words about how far it is. */
function orderWatched(roads: RoadArcs, threads: number, io: CliIo): Promise<Uint32Array> {
  let told = 0;
  return orderInThreads(roads, {
    threads,
    onProgress(share) {
      if (share < told + STEP) return;
      told = share;
      io.progress('cli.roads.bench.order', { percent: Math.floor(100 * told) });
    },
  });
}

function lineOf(
  { operation, given, medianMs, minimumMs, maximumMs, ofSearch }: RoadFigure,
  io: CliIo,
): string {
  const what = io.say(`cli.roads.bench.${operation === 'order' ? 'ordering' : operation}`, given);
  const share =
    ofSearch >= 1
      ? io.say('cli.roads.bench.times', { number: ofSearch.toFixed(2) })
      : io.say('cli.roads.bench.part', { number: Math.round(1 / ofSearch) });
  return io.say('cli.roads.bench.row', {
    what,
    median: shown(medianMs),
    least: shown(minimumMs),
    most: shown(maximumMs),
    share,
  });
}

/** Three figures in the unit that suits. */
function shown(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`;
  return ms >= 1 ? `${ms.toPrecision(3)} ms` : `${(1000 * ms).toPrecision(3)} µs`;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
