import { stat } from 'node:fs/promises';
import { buildRoadsFromOsm, buildRoadsFromTables, type KeptTurns } from '@clarion/files';
import type { Profile } from '@clarion/roads';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliFault, type CliIo, done } from '../command.ts';
import { checkOutputs, rounded, writeOutputs } from './output.ts';
import { keptTurnOptions } from './turns.ts';

export const command: CliCommand = {
  name: 'roads build',
  summary: 'cli.roads.build',
  options: {
    osm: { kind: 'file', summary: 'cli.place.build.osm' },
    nodes: { kind: 'file', summary: 'cli.place.build.nodes' },
    arcs: { kind: 'file', summary: 'cli.place.build.arcs' },
    out: { kind: 'file', summary: 'cli.roads.build.out', required: true },
    ...keptTurnOptions,
  },
  async run(args, io) {
    const unfit = checkSource(args) ?? checkTurns(args);
    if (unfit) return badInput(unfit);
    const out = args.text('out');
    const writable = await checkOutputs([out]);
    if (!writable.ok) return badInput(writable.error);
    const built = await buildFrom(args, io);
    if (!built.ok) return badInput(built.error);
    const { buffer, nodes, arcs, hash, ignored, turnRules } = built.value;
    io.progress('cli.place.graph', { nodes, arcs });
    io.progress('cli.place.writing', { file: out });
    const written = await writeOutputs([{ path: out, content: new Uint8Array(buffer) }]);
    if (!written.ok) return badInput(written.error);
    const seconds = rounded(io.elapsedSeconds());
    return done(
      {
        nodes,
        arcs,
        hash,
        ...(args.text('turns') === 'none' ? {} : { turnRules }),
        ignored,
        seconds,
      },
      io.say('cli.roads.build.done', { out, nodes, arcs, seconds, ignored: listed(ignored) }),
    );
  },
};

/** Either an extract, or both tables. */
function checkSource(args: CliArguments): CliFault | undefined {
  const [osm, nodes, arcs] = ['osm', 'nodes', 'arcs'].map(name => args.findText(name) !== undefined);
  if (osm && nodes) return { code: 'OptionsExclusive', field: '--osm', params: { other: '--nodes' } };
  if (osm && arcs) return { code: 'OptionsExclusive', field: '--osm', params: { other: '--arcs' } };
  if (nodes && !arcs) return { code: 'OptionNeeds', field: '--nodes', params: { other: '--arcs' } };
  if (arcs && !nodes) return { code: 'OptionNeeds', field: '--arcs', params: { other: '--nodes' } };
  return osm || nodes ? undefined : { code: 'OptionsMissing', params: { options: '--osm, --nodes --arcs' } };
}

function checkTurns(args: CliArguments): CliFault | undefined {
  if (args.text('turns') !== 'none' || args.findText('profile') === undefined) return undefined;
  return { code: 'OptionNeeds', field: '--profile', params: { other: '--turns' } };
}

async function buildFrom(args: CliArguments, io: CliIo) {
  const osm = args.findText('osm');
  const profile = args.findText('profile') as Profile | undefined;
  const keep: KeptTurns = {
    turns: args.text('turns') as KeptTurns['turns'],
    ...(profile ? { profile } : {}),
  };
  if (osm === undefined) {
    io.progress('cli.place.reading', { file: args.text('arcs') });
    return buildRoadsFromTables(args.text('nodes'), args.text('arcs'), keep);
  }
  io.progress('cli.place.reading', { file: osm });
  const size = (await stat(osm).catch(() => undefined))?.size ?? 0;
  let shown = 0;
  return buildRoadsFromOsm(osm, {
    keep,
    onProgress: bytes => {
      const percent = size > 0 ? Math.min(100, Math.floor((10 * bytes) / size) * 10) : 0;
      if (percent <= shown) return;
      shown = percent;
      io.progress('cli.roads.build.read', { file: osm, percent });
    },
  });
}

function listed(ignored: Readonly<Record<string, number>>): string {
  const parts = Object.entries(ignored).map(([reason, count]) => `${reason} ${count}`);
  return parts.length > 0 ? parts.join(', ') : '0';
}
