import { buildPlace, type FileFault, type PackManifest, type PlaceInputs } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliFault, type CliIo, done } from '../command.ts';

const file = (summary: string) => ({ kind: 'file', summary: `cli.place.build.${summary}` }) as const;
const text = (summary: string) => ({ kind: 'text', summary: `cli.place.build.${summary}` }) as const;

export const command: CliCommand = {
  name: 'place build',
  summary: 'cli.place.build',
  options: {
    osm: file('osm'),
    streets: file('streets'),
    columns: file('columns'),
    nodes: file('nodes'),
    arcs: file('arcs'),
    stations: file('stations'),
    units: file('units'),
    population: file('population'),
    areas: file('areas'),
    calls: file('calls'),
    calibration: file('calibration'),
    out: { kind: 'folder', summary: 'cli.place.build.out', required: true },
    id: text('id'),
    name: text('name'),
    zone: text('zone'),
  },
  async run(args, io) {
    const source = sourceOf(args);
    if (!source.ok) return badInput(source.error);
    const inputs: PlaceInputs = {
      out: args.text('out'),
      source: source.value,
      ...given(args, [
        'columns',
        'stations',
        'units',
        'population',
        'areas',
        'calls',
        'calibration',
        'id',
        'name',
      ]),
      ...(args.findText('zone') === undefined ? {} : { timeZone: args.text('zone') }),
      builtAt: new Date().toISOString(),
    };
    const built = await buildPlace(inputs, (code, params) => io.progress(code, params));
    if (!built.ok) return badInput(optionFault(built.error, inputs));
    return report(inputs.out, built.value, io);
  },
};

/** Exactly one of the three forms of streets. */
function sourceOf(args: CliArguments): Result<PlaceInputs['source'], CliFault> {
  const [osm, streets, nodes, arcs] = ['osm', 'streets', 'nodes', 'arcs'].map(name => args.findText(name));
  const forms = [osm, streets, nodes ?? arcs].filter(form => form !== undefined);
  if (forms.length === 0)
    return fail({ code: 'OptionsMissing', params: { options: '--osm, --streets, --nodes + --arcs' } });
  if (forms.length > 1) {
    const field = osm === undefined ? '--streets' : '--osm';
    const other = osm !== undefined && streets !== undefined ? '--streets' : '--nodes, --arcs';
    return fail({ code: 'OptionsExclusive', field, params: { other } });
  }
  if (osm !== undefined) return ok({ form: 'osm', osm });
  if (streets !== undefined) {
    if (args.findText('columns') !== undefined) return ok({ form: 'streets', streets });
    return fail({ code: 'OptionNeeds', field: '--streets', params: { other: '--columns' } });
  }
  if (nodes === undefined)
    return fail({ code: 'OptionNeeds', field: '--arcs', params: { other: '--nodes' } });
  if (arcs === undefined) return fail({ code: 'OptionNeeds', field: '--nodes', params: { other: '--arcs' } });
  return ok({ form: 'tables', nodes, arcs });
}

function given<K extends string>(args: CliArguments, names: readonly K[]): { [P in K]?: string } {
  const values: { [P in K]?: string } = {};
  for (const name of names) {
    const value = args.findText(name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** A time zone given as an option is no file. */
function optionFault(fault: FileFault, inputs: PlaceInputs): CliFault {
  if (fault.code !== 'TimeZoneUnknown' || fault.file === inputs.columns) return fault;
  const { file: _, ...rest } = fault;
  return rest;
}

function report(folder: string, manifest: PackManifest, io: CliIo) {
  const seconds = Math.round(io.elapsedSeconds() * 100) / 100;
  const { id, name, bounds, timeZone, graph, counts, ignored, inputs, files } = manifest;
  const result = {
    pack: folder,
    id,
    name,
    bounds,
    timeZone,
    ...graph,
    counts,
    ignored,
    inputs,
    files,
    seconds,
  };
  const lines = [
    io.say('cli.place.done', {
      folder,
      nodes: graph.nodes,
      arcs: graph.arcs,
      posts: counts['posts'] ?? 0,
      units: counts['units'] ?? 0,
      seconds,
    }),
  ];
  const passedOver = Object.entries(ignored).map(([reason, count]) => `${reason} ${count}`);
  if (passedOver.length > 0) lines.push(io.say('cli.place.ignored', { list: passedOver.join(', ') }));
  return done(result, lines.join('\n'));
}
