import { nodeIdOf, type Reach, type RoadGraph, reach } from '@clarion/roads';
import { badInput, type CliCommand, done } from '../command.ts';
import { checkOutputs, csvRow, type Output, rounded, writeOutputs } from './output.ts';
import { questionOptions, readPoints, readQuestion } from './question.ts';
import { readTimes, timesOptions } from './times.ts';
import { readTurns, turnOptions } from './turns.ts';

export const command: CliCommand = {
  name: 'roads reach',
  summary: 'cli.roads.reach',
  options: {
    ...questionOptions,
    ...timesOptions,
    ...turnOptions,
    from: { kind: 'file', summary: 'cli.roads.reach.from', required: true },
    within: {
      kind: 'integers',
      summary: 'cli.roads.reach.within',
      required: true,
      minimum: 0,
      maximum: 1_000_000,
    },
    out: { kind: 'file', summary: 'cli.roads.reach.out', required: true },
    nodes: { kind: 'file', summary: 'cli.roads.reach.nodes' },
  },
  async run(args, io) {
    const paths = [args.text('out'), args.findText('nodes')].filter(path => path !== undefined);
    const writable = await checkOutputs(paths);
    if (!writable.ok) return badInput(writable.error);
    const question = await readQuestion(args);
    if (!question.ok) return badInput(question.error);
    const times = await readTimes(args, question.value.graph, io);
    if (!times.ok) return badInput(times.error);
    const graph = times.value?.graph ?? question.value.graph;
    const view = readTurns(args, graph);
    if (!view.ok) return badInput(view.error);
    const from = await readPoints(args.text('from'), question.value, io);
    if (!from.ok) return badInput(from.error);

    const starts = from.value.snapped.map(point => point.snap);
    // What every drive takes for starting and stopping is not to be driven in.
    const overheadMs = times.value?.expect(0).travelTimeMs ?? 0;
    const within = args.numbers('within');
    const toDrive = within.map(seconds => seconds - overheadMs / 1000);
    const reached = reach(graph, starts, toDrive, question.value.closures, view.value);
    const outputs: Output[] = [{ path: args.text('out'), content: geoJson(reached, within) }];
    const nodesPath = args.findText('nodes');
    if (nodesPath !== undefined)
      outputs.push({ path: nodesPath, content: nodeTable(graph, reached, overheadMs) });
    const written = await writeOutputs(outputs);
    if (!written.ok) return badInput(written.error);
    const { unsnapped } = from.value;
    const result = {
      from: starts.length,
      nodes: reached.nodes.length,
      unsnapped,
      seconds: rounded(io.elapsedSeconds()),
    };
    return done(
      result,
      io.say('cli.roads.reach.done', { ...result, unsnapped: unsnapped.length, out: args.text('out') }),
    );
  },
};

/** One feature for each bound, in the order they were asked for. */
function geoJson({ areas }: Reach, within: readonly number[]): string {
  const features = areas.map(({ coordinates }, i) => ({
    type: 'Feature',
    properties: { withinSeconds: within[i] },
    geometry: { type: 'MultiPolygon', coordinates },
  }));
  return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`;
}

function* nodeTable(graph: RoadGraph, { nodes }: Reach, overheadMs: number): Iterable<string> {
  yield csvRow(['node', 'seconds']);
  const rows = nodes.map(({ node, timeMs }) => ({ id: nodeIdOf(graph, node), timeMs: timeMs + overheadMs }));
  rows.sort((a, b) => a.timeMs - b.timeMs || (a.id < b.id ? -1 : 1));
  for (const { id, timeMs } of rows) yield csvRow([id, (timeMs / 1000).toFixed(3)]);
}
