import { setImmediate } from 'node:timers/promises';
import { sayLength, sayStep } from '@clarion/protocol';
import { type Route, route, stepsOf } from '@clarion/roads';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { questionOptions, readPoints, readQuestion, type SnappedPoints } from './question.ts';
import { readTurns, turnOptions } from './turns.ts';

export const command: CliCommand = {
  name: 'roads route',
  summary: 'cli.roads.route',
  options: {
    ...questionOptions,
    ...turnOptions,
    from: { kind: 'file', summary: 'cli.roads.from', required: true },
    to: { kind: 'file', summary: 'cli.roads.to', required: true },
  },
  async run(args, io) {
    const question = await readQuestion(args);
    if (!question.ok) return badInput(question.error);
    const { graph, closures } = question.value;
    const view = readTurns(args, graph);
    if (!view.ok) return badInput(view.error);
    const from = await readPoints(args.text('from'), question.value, io);
    if (!from.ok) return badInput(from.error);
    const to = await readPoints(args.text('to'), question.value, io);
    if (!to.ok) return badInput(to.error);
    const placesOf = ({ snapped }: SnappedPoints) => new Map(snapped.map(({ id, snap }) => [id, snap]));
    const [starts, ends] = [placesOf(from.value), placesOf(to.value)];
    for (const { id: fromId } of from.value.all) {
      for (const { id: toId } of to.value.all) {
        // An interrupt is noticed between drives.
        await setImmediate();
        const pair = { from: fromId, to: toId };
        const [start, end] = [starts.get(fromId), ends.get(toId)];
        const found = start && end && route(graph, start, end, closures, view.value);
        if (found) tell(io, pair, found, stepsOf(graph, found));
        else if (io.json)
          io.line(
            JSON.stringify({ ...pair, ...(start && end ? { unreachable: true } : { unsnapped: true }) }),
          );
        else io.line(io.say('cli.roads.route.none', pair));
      }
    }
    return done();
  },
};

function tell(
  io: CliIo,
  pair: { readonly from: string; readonly to: string },
  found: Route,
  steps: ReturnType<typeof stepsOf>,
): void {
  const { travelTimeMs, lengthM, points } = found;
  if (io.json) {
    const told = steps.map(step => ({
      text: sayStep(io.lang, step),
      kind: step.kind,
      ...(step.exit === undefined ? {} : { exit: step.exit }),
      ...(step.names === undefined ? {} : { names: step.names }),
      ...(step.isForbidden ? { forbidden: true } : {}),
      at: step.at,
      lengthM: Math.round(step.lengthM * 10) / 10,
      atMs: step.atMs,
    }));
    const line = { type: 'LineString', coordinates: points.length > 1 ? points : [...points, ...points] };
    io.line(
      JSON.stringify({ ...pair, travelTimeMs, lengthM: Math.round(lengthM * 10) / 10, line, steps: told }),
    );
    return;
  }
  const minutes = (travelTimeMs / 60_000).toFixed(1);
  io.line(io.say('cli.roads.route.pair', { ...pair, minutes, length: sayLength(io.lang, lengthM) }));
  steps.forEach((one, i) => {
    const params = { n: i + 1, step: sayStep(io.lang, one), length: sayLength(io.lang, one.lengthM) };
    io.line(io.say(one.kind === 'arrive' ? 'cli.roads.route.last' : 'cli.roads.route.step', params));
  });
}
