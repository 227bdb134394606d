import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import { type Database, type LogHeader, listLogs, openDatabase } from '@clarion/store';
import type { CliArguments } from '../arguments.ts';
import type { CliFault, CliIo, CliOption } from '../command.ts';

/** Options of every command that works on an installation; DATABASE_URL and CLARION_KEYS_FOLDER count too. */
export const installationOptions = {
  data: { kind: 'folder', summary: 'cli.data', preset: './.clarion' },
} as const satisfies Record<string, CliOption>;

/** Opens the installation's database, joining a server that runs. With `mustExist`, one that is not there is a fault. */
export async function openInstallation(
  args: CliArguments,
  io: CliIo,
  mustExist: boolean,
): Promise<Result<Database, CliFault>> {
  const dataFolder = args.text('data');
  const url = io.environment['DATABASE_URL'];
  const keysFolder = io.environment['CLARION_KEYS_FOLDER'];
  if (mustExist && !url && !existsSync(join(dataFolder, 'postgres')))
    return fail({ code: 'DataFolderEmpty', file: dataFolder });
  const opened = await openDatabase(
    { dataFolder, ...(url ? { url } : {}), ...(keysFolder ? { keysFolder } : {}) },
    { attach: true, connections: 2, onProgress: step => io.progress(`cli.store.${step}`) },
  );
  if (opened.ok) return opened;
  const { code, ...params } = opened.error;
  return fail({ code, params });
}

/** The logs that are meant: the named one, or all. */
export async function findLogs(
  db: Database,
  logId: string | undefined,
): Promise<Result<readonly LogHeader[], CliFault>> {
  const logs = await listLogs(db);
  if (logs.length === 0) return fail({ code: 'LogsNone' });
  const found = logs.filter(log => logId === undefined || log.logId === logId);
  if (found.length > 0) return ok(found);
  return fail({
    code: 'LogUnknown',
    field: '--log',
    params: { log: logId ?? '', logs: logs.map(log => log.logId).join(', ') },
  });
}
