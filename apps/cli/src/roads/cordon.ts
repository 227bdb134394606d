import { type FileFault, fileFault, readHazardArea, readPeople } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import {
  type Closures,
  type Cordon,
  type CordonFault,
  type CordonVariant,
  cordon,
  drawnDetours,
  type HazardArea,
  type PeopleInside,
  peopleInside,
  pointAccess,
  type RoadGraph,
  turnView,
} from '@clarion/roads';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { cordonGeoJson } from './cordon-geojson.ts';
import { checkOutputs, rounded, writeOutputs } from './output.ts';
import {
  type Question,
  questionOptions,
  readPoints,
  readQuestion,
  type SnappedPoint,
  type SnappedPoints,
} from './question.ts';
import { readTimes, type Times, timesOptions } from './times.ts';

/** Who is at a point within so many seconds is counted. */
const WITHIN_SECONDS = [600, 1200];

export const command: CliCommand = {
  name: 'roads cordon',
  summary: 'cli.roads.cordon',
  options: {
    ...questionOptions,
    ...timesOptions,
    area: { kind: 'file', summary: 'cli.roads.cordon.area', required: true },
    out: { kind: 'file', summary: 'cli.roads.cordon.out', required: true },
    variant: {
      kind: 'text',
      summary: 'cli.roads.cordon.variant',
      choices: ['nearest', 'farthest'],
      preset: 'nearest',
    },
    outside: { kind: 'number', summary: 'cli.roads.cordon.outside', minimum: 0, maximum: 1_000_000 },
    population: { kind: 'file', summary: 'cli.roads.cordon.population' },
    units: { kind: 'file', summary: 'cli.roads.cordon.units' },
  },
  async run(args, io) {
    const writable = await checkOutputs([args.text('out')]);
    if (!writable.ok) return badInput(writable.error);
    const file = args.text('area');
    const area = await readHazardArea(file);
    if (!area.ok) return badInput(area.error);
    const question = await readQuestion(args);
    if (!question.ok) return badInput(question.error);
    const people = await countPeople(args, area.value);
    if (!people.ok) return badInput(people.error);

    const times = await readTimes(args, question.value.graph, io);
    if (!times.ok) return badInput(times.error);
    const units = await readUnits(args, question.value, io);
    if (!units.ok) return badInput(units.error);

    const { closures } = question.value;
    const graph = times.value?.graph ?? question.value.graph;
    const variant: CordonVariant = args.text('variant') === 'farthest' ? 'farthest' : 'nearest';
    const outsideAtM = args.findNumber('outside');
    const found = cordon(graph, { area: area.value, closures, variant, outsideAtM });
    if (!found.ok) return badInput(areaFault(found.error, file));
    // Everybody else, who may make no forbidden turn.
    const view = graph.turnData.rules ? turnView(graph, 'restrictions', 'strict') : undefined;
    const around = drawnDetours(graph, found.value, closures, view);
    const content = cordonGeoJson(graph, area.value, found.value, people.value, around);
    const written = await writeOutputs([{ path: args.text('out'), content }]);
    if (!written.ok) return badInput(written.error);
    const { points, inside, exits, trapped } = found.value;
    const result = {
      points: points.map(({ id, at: [lng, lat] }) => ({ node: id, lng, lat })),
      inside: inside.nodes.length,
      ...(people.value ? { people: Math.round(people.value.people) } : {}),
      outsideAtM: found.value.outsideAtM,
      waysOut: exits.length,
      trapped: trapped.length,
      detours: around.map(({ from, to, throughMs, aroundMs }) => ({
        from: points[from]!.id,
        to: points[to]!.id,
        throughMs,
        aroundMs: aroundMs ?? null,
      })),
      ...(units.value
        ? { reach: reachOf(graph, found.value, units.value.snapped, closures, times.value) }
        : {}),
      reachesMapEdge: found.value.reachesMapEdge,
      seconds: rounded(io.elapsedSeconds()),
    };
    const counts = { points: points.length, waysOut: exits.length, inside: inside.nodes.length };
    const words = people.value ? 'cli.roads.cordon.donePeople' : 'cli.roads.cordon.done';
    const text = io.say(words, {
      ...counts,
      out: args.text('out'),
      ...(people.value ? { people: Math.round(people.value.people) } : {}),
    });
    return done(result, text);
  },
};

/** As `pointAccess` has it, with what a drive takes beside the roads at the hour that is asked for. */
function reachOf(
  graph: RoadGraph,
  found: Cordon,
  units: readonly SnappedPoint[],
  closures: Closures | undefined,
  times: Times | undefined,
) {
  const expect = (driveMs: number) => times?.expect(driveMs).travelTimeMs ?? driveMs;
  const withinSeconds = WITHIN_SECONDS.map(seconds => seconds - expect(0) / 1000);
  return pointAccess(graph, found, units, { closures, withinSeconds }).map(
    ({ point, units: near, within: [within10, within20] }) => ({
      node: found.points[point]!.id,
      within10,
      within20,
      units: near.map(({ unit, travelTimeMs }) => ({ unit, travelTimeMs: expect(travelTimeMs) })),
    }),
  );
}

async function readUnits(
  args: CliArguments,
  question: Question,
  io: CliIo,
): Promise<Result<SnappedPoints | undefined, FileFault>> {
  const file = args.findText('units');
  return file === undefined ? ok(undefined) : readPoints(file, question, io);
}

/** From --population, or the pack that --graph is; undefined when neither says who lives where. */
async function countPeople(
  args: CliArguments,
  area: HazardArea,
): Promise<Result<PeopleInside | undefined, FileFault>> {
  const given = args.findText('population');
  // A graph file is no table of people; a pack may hold one.
  const cells = await readPeople(given ?? args.text('graph'), { packOnly: given === undefined });
  if (!cells.ok) return cells;
  if (!cells.value) return ok(undefined);
  const counted = peopleInside(
    area,
    cells.value.map(({ at, population }) => ({ at, people: population })),
  );
  if (!counted.ok) throw new Error(`an area that was checked is unfit: ${counted.error.code}`);
  return counted;
}

function areaFault(fault: CordonFault, file: string): FileFault {
  const code = `${fault.code[0]!.toUpperCase()}${fault.code.slice(1)}`;
  const metres = 'outsideAtM' in fault ? { metres: Math.round(fault.outsideAtM) } : {};
  if (fault.code !== 'areaTouchesOutside') return fileFault(code, file, {}, metres).error;
  const [road] = fault.roads;
  return fileFault(code, file, {}, { ...metres, from: road?.from ?? '', to: road?.to ?? '' }).error;
}
