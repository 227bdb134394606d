import { type AfterAction, afterAction, type DrillControl } from '@clarion/exercise';
import { type Database, type LogHeader, openDrillControls, openLog } from '@clarion/store';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { findLogs, installationOptions, openInstallation } from '../log/installation.ts';
import { scriptFrom } from './script-file.ts';

const PAGE = 5000;

export const command: CliCommand = {
  name: 'drill report',
  summary: 'cli.drill.report',
  stopsItself: true,
  options: {
    ...installationOptions,
    script: { kind: 'file', summary: 'cli.drill.script', required: true },
    seed: { kind: 'integer', summary: 'server.cli.seed', preset: '1', minimum: 0 },
  },
  async run(args, io) {
    const script = await scriptFrom(args.text('script'));
    if (!script.ok) return badInput(script.error);
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    const db = opened.value;
    try {
      const logs = await findLogs(db, undefined);
      if (!logs.ok) return badInput(logs.error);
      const { id } = script.value;
      const header = logs.value.find(({ logId, kind }) => kind === 'drill' && logId.endsWith(`.${id}`));
      if (header === undefined)
        return badInput({ code: 'DrillNotPlayed', params: { script: id }, file: args.text('data') });
      const seen = await reportOf(db, header, script.value, args.findNumber('seed') ?? 1);
      return done(seen, textOf(seen, io));
    } finally {
      await db.close();
    }
  },
};

async function reportOf(
  db: Database,
  { logId, kind, createdAt }: LogHeader,
  script: Parameters<typeof afterAction>[0]['script'],
  seed: number,
): Promise<AfterAction> {
  const log = await openLog(db, { logId, kind }, { now: createdAt });
  if (!log.ok) throw new Error(`${logId} is a log of another kind than it says`);
  try {
    const { board, head } = log.value;
    const entries = [];
    for (let from = 1; from <= head; from += PAGE)
      entries.push(...(await log.value.read(from, from + PAGE - 1)));
    const controls = await openDrillControls<DrillControl>(db, logId).list();
    const until = controls.reduce((last, { at }) => (at > last ? at : last), board.at);
    return afterAction({ script, seed, done: controls, entries, board, until });
  } finally {
    await log.value.close();
  }
}

function textOf({ expected, met, missed, injects }: AfterAction, io: CliIo): string {
  const lines = injects.flatMap(({ injectId, expectations }) =>
    expectations.map(({ expectation, withinSeconds, tookSeconds, state }) =>
      [
        injectId,
        io.say(`drill.expect.${expectation}`),
        withinSeconds === undefined ? '' : `≤ ${withinSeconds} s`,
        tookSeconds === undefined ? '—' : `${tookSeconds} s`,
        io.say(`drill.seen.${state}`),
      ].join('  '),
    ),
  );
  return [io.say('drill.tally', { expected, met, missed }), ...lines].join('\n');
}
