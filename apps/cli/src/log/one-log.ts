import type { Board } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { type Database, openLog } from '@clarion/store';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliIo, type CliOption, type CommandEnd } from '../command.ts';
import { findLogs, installationOptions, openInstallation } from './installation.ts';

export const oneLogOptions = {
  ...installationOptions,
  log: { kind: 'text', summary: 'cli.log.export.log' },
} as const satisfies Record<string, CliOption>;

export interface OneLog {
  readonly db: Database;
  readonly logId: string;
  /** As the log has it now; it is folded for this. */
  board(): Promise<Board>;
}

/** Works on the one log that is meant, beside a server that runs or without one. */
export async function withOneLog(
  args: CliArguments,
  io: CliIo,
  work: (of: OneLog) => Promise<CommandEnd>,
): Promise<CommandEnd> {
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
    return await work({
      db,
      logId: log.logId,
      async board() {
        const folded = await openLog(db, log, { now: instant(Date.now()) });
        if (!folded.ok) throw new Error(folded.error.code);
        const { board } = folded.value;
        await folded.value.close();
        return board;
      },
    });
  } finally {
    await db.close();
  }
}
