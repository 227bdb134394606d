import { setImmediate } from 'node:timers/promises';
import { matrix, UNREACHABLE } from '@clarion/roads';
import { badInput, type CliCommand, done } from '../command.ts';
import { checkOutputs, csvRow, rounded, writeOutputs } from './output.ts';
import { questionOptions, readPoints, readQuestion, type SnappedPoint } from './question.ts';
import { readTimes, timesOptions } from './times.ts';
import { readTurns, turnOptions } from './turns.ts';

/** Rows computed between two looks at what else happens (an interrupt), so that no large matrix stands in memory. */
const ROWS_AT_ONCE = 32;
/** A tall matrix up to this size is computed whole: by its few columns it takes far fewer searches. */
const CELLS_AT_ONCE = 4_000_000;

export const command: CliCommand = {
  name: 'roads matrix',
  summary: 'cli.roads.matrix',
  options: {
    ...questionOptions,
    ...timesOptions,
    ...turnOptions,
    from: { kind: 'file', summary: 'cli.roads.from', required: true },
    to: { kind: 'file', summary: 'cli.roads.to', required: true },
    out: { kind: 'file', summary: 'cli.roads.matrix.out', required: true },
  },
  async run(args, io) {
    const writable = await checkOutputs([args.text('out')]);
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
    const to = await readPoints(args.text('to'), question.value, io);
    if (!to.ok) return badInput(to.error);

    const [rows, columns] = [from.value.snapped, to.value.snapped];
    let pairs = 0;
    const { closures } = question.value;
    const expect = times.value?.expect;
    const timesOf = (some: readonly SnappedPoint[]) =>
      matrix(
        view.value ?? graph,
        some.map(point => point.snap),
        columns.map(point => point.snap),
        closures,
      );
    const isTall = columns.length < rows.length && rows.length * columns.length <= CELLS_AT_ONCE;
    const atOnce = isTall ? rows.length : ROWS_AT_ONCE;
    async function* table(): AsyncIterable<string> {
      yield csvRow(['from', 'to', 'travel_time_ms', ...(expect === undefined ? [] : ['low_ms', 'high_ms'])]);
      for (let first = 0; first < rows.length; first += atOnce) {
        await setImmediate();
        const some = rows.slice(first, first + atOnce);
        const times = timesOf(some);
        for (const [i, timeMs] of times.entries()) {
          if (timeMs === UNREACHABLE) continue;
          pairs++;
          const ends = [some[Math.floor(i / columns.length)]!.id, columns[i % columns.length]!.id];
          const expected = expect?.(timeMs);
          yield csvRow(
            expected ? [...ends, expected.ms, expected.lowMs, expected.highMs] : [...ends, timeMs],
          );
        }
        const through = Math.min(first + atOnce, rows.length);
        if (rows.length > atOnce) io.progress('cli.roads.matrix.row', { row: through, rows: rows.length });
      }
    }
    const written = await writeOutputs([{ path: args.text('out'), content: table() }]);
    if (!written.ok) return badInput(written.error);
    const unsnapped = [...new Set([...from.value.unsnapped, ...to.value.unsnapped])];
    const unreachable = rows.length * columns.length - pairs;
    const seconds = rounded(io.elapsedSeconds());
    return done(
      { from: rows.length, to: columns.length, pairs, unreachable, unsnapped, seconds },
      io.say('cli.roads.matrix.done', {
        pairs,
        unreachable,
        unsnapped: unsnapped.length,
        out: args.text('out'),
      }),
    );
  },
};
