import { writeWhole } from '@clarion/files';
import { type Database, exportLog } from '@clarion/store';
import { badInput, type CliCommand, type CommandEnd, done } from '../command.ts';
import { findLogs, installationOptions, openInstallation } from './installation.ts';

export const command: CliCommand = {
  name: 'log export',
  summary: 'cli.log.export',
  stopsItself: true,
  options: {
    ...installationOptions,
    log: { kind: 'text', summary: 'cli.log.export.log' },
    out: { kind: 'file', summary: 'cli.log.export.out' },
  },
  async run(args, io) {
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    const db = opened.value;
    try {
      const logs = await findLogs(db, args.findText('log'));
      if (!logs.ok) return badInput(logs.error);
      const [log, another] = logs.value;
      if (log === undefined || another !== undefined)
        return badInput({
          code: 'LogNotNamed',
          field: '--log',
          params: { logs: logs.value.map(({ logId }) => logId).join(', ') },
        });
      const lines = linesOf(db, log.logId, io.signal);
      const out = args.findText('out');
      if (out !== undefined) return await toFile(out, log.logId, lines, io.say);
      for await (const line of lines) io.line(line.trimEnd());
      return done();
    } finally {
      await db.close();
    }
  },
};

async function* linesOf(db: Database, logId: string, signal: AbortSignal): AsyncGenerator<string> {
  for await (const entry of exportLog(db, logId)) {
    signal.throwIfAborted();
    yield `${JSON.stringify(entry)}\n`;
  }
}

async function toFile(
  out: string,
  log: string,
  lines: AsyncIterable<string>,
  say: (code: string, params: Record<string, string | number>) => string,
): Promise<CommandEnd> {
  let entries = 0;
  const counted = async function* () {
    for await (const line of lines) {
      entries++;
      yield line;
    }
  };
  const written = await writeWhole(out, counted());
  if (!written.ok) return badInput(written.error);
  return done({ log, out, entries }, say('cli.log.export.done', { log, out, entries }));
}
