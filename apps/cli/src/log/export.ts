import { writeWhole } from '@clarion/files';
import { type Database, exportLog } from '@clarion/store';
import { badInput, type CliCommand, type CommandEnd, done } from '../command.ts';
import { oneLogOptions, withOneLog } from './one-log.ts';

export const command: CliCommand = {
  name: 'log export',
  summary: 'cli.log.export',
  stopsItself: true,
  options: {
    ...oneLogOptions,
    out: { kind: 'file', summary: 'cli.log.export.out' },
  },
  async run(args, io) {
    return withOneLog(args, io, async ({ db, logId }) => {
      const lines = linesOf(db, logId, io.signal);
      const out = args.findText('out');
      if (out !== undefined) return toFile(out, logId, lines, io.say);
      for await (const line of lines) io.line(line.trimEnd());
      return done();
    });
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
