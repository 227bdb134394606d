import { setImmediate } from 'node:timers/promises';
import { createLiveNearest, type NearUnit } from '@clarion/roads';
import { badInput, type CliCommand, done } from '../command.ts';
import { questionOptions, readPoints, readQuestion } from './question.ts';
import { readTimes, timesOptions } from './times.ts';
import { readTurns, turnOptions } from './turns.ts';

const POINTS_AT_ONCE = 100;

export const command: CliCommand = {
  name: 'roads nearest',
  summary: 'cli.roads.nearest',
  options: {
    ...questionOptions,
    ...timesOptions,
    ...turnOptions,
    units: { kind: 'file', summary: 'cli.roads.nearest.units', required: true },
    at: { kind: 'file', summary: 'cli.roads.nearest.at', required: true },
    k: { kind: 'integer', summary: 'cli.roads.nearest.k', minimum: 1, preset: '5' },
  },
  async run(args, io) {
    const question = await readQuestion(args);
    if (!question.ok) return badInput(question.error);
    const times = await readTimes(args, question.value.graph, io);
    if (!times.ok) return badInput(times.error);
    const graph = times.value?.graph ?? question.value.graph;
    const view = readTurns(args, graph);
    if (!view.ok) return badInput(view.error);
    const units = await readPoints(args.text('units'), question.value, io);
    if (!units.ok) return badInput(units.error);
    const points = await readPoints(args.text('at'), question.value, io);
    if (!points.ok) return badInput(points.error);

    const { closures } = question.value;
    const expect = times.value?.expect;
    const answerFor = (unit: NearUnit) => {
      if (expect === undefined) return unit;
      const { travelTimeMs, lowMs, highMs } = expect(unit.travelTimeMs);
      return { unit: unit.unit, travelTimeMs, lowMs, highMs };
    };
    const live = createLiveNearest(view.value ?? graph);
    for (const { id, snap } of units.value.snapped) live.setUnit(id, snap);
    const places = new Map(points.value.snapped.map(({ id, snap }) => [id, snap]));
    const missing = units.value.unsnapped.length > 0 ? { unsnappedUnits: units.value.unsnapped } : {};
    for (const [i, { id }] of points.value.all.entries()) {
      // An interrupt is noticed between points.
      if (i % POINTS_AT_ONCE === 0) await setImmediate();
      const place = places.get(id);
      const answer = place
        ? { at: id, units: live.nearest(place, args.number('k'), { closures }).map(answerFor) }
        : { at: id, units: [], unsnapped: true };
      io.line(JSON.stringify({ ...answer, ...missing }));
    }
    return done();
  },
};
