import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BackupManifest,
  type Database,
  openDatabase,
  publicKeyFile,
  type Restored,
  restoreBackup,
  verifyLog,
} from '@clarion/store';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliIo, type CommandEnd, done } from '../command.ts';
import { installationOptions } from '../log/installation.ts';
import { figuresOf } from './figures.ts';

export const command: CliCommand = {
  name: 'restore',
  summary: 'cli.restore',
  stopsItself: true,
  options: {
    ...installationOptions,
    from: { kind: 'folder', summary: 'cli.restore.from', required: true },
    keys: { kind: 'folder', summary: 'cli.restore.keys' },
    erasures: { kind: 'file', summary: 'cli.restore.erasures' },
    key: { kind: 'file', summary: 'cli.restore.key' },
  },
  async run(args, io) {
    const url = io.environment['DATABASE_URL'];
    const keysFolder = io.environment['CLARION_KEYS_FOLDER'];
    const place = {
      dataFolder: args.text('data'),
      ...(url ? { url } : {}),
      ...(keysFolder ? { keysFolder } : {}),
    };
    const put = await restoreBackup(place, { ...wantedOf(args), ...progressOf(io) });
    if (!put.ok) {
      const { code, ...params } = put.error;
      return badInput({ code, params });
    }
    const opened = await openDatabase(place, { connections: 2 });
    if (!opened.ok) {
      const { code, ...params } = opened.error;
      return badInput({ code, params });
    }
    try {
      return await verified(opened.value, put.value, io);
    } finally {
      await opened.value.close();
    }
  },
};

function wantedOf(args: CliArguments) {
  const [keys, erasures, publicKeyFile] = ['keys', 'erasures', 'key'].map(name => args.findText(name));
  return {
    folder: args.text('from'),
    ...(keys === undefined ? {} : { keys }),
    ...(erasures === undefined ? {} : { erasures }),
    ...(publicKeyFile === undefined ? {} : { publicKeyFile }),
  };
}

const progressOf = (io: CliIo) => ({
  onProgress: (step: string) => io.progress(`cli.store.${step}`),
  onTable: (table: string, rows: number) => io.progress('cli.backup.table', { table, rows }),
});

/** Reads back what was put in: every log whole, its heads as signed, and its end where the backup had it. */
async function verified(db: Database, { manifest, anchorsKeptAs }: Restored, io: CliIo): Promise<CommandEnd> {
  for (const log of manifest.logs) {
    const reason = await whatIsWrong(db, log);
    if (reason !== undefined)
      return {
        end: 'fault',
        fault: { code: 'RestoreNotWhole', params: { reason: `${log.logId}: ${reason}` } },
      };
  }
  const { dataFolder: place } = db;
  const lines = [io.say('cli.restore.done', { place, ...figuresOf(manifest) })];
  if (anchorsKeptAs !== undefined) lines.push(io.say('cli.restore.anchorsKept', { file: anchorsKeptAs }));
  return done({ place, manifest, anchorsKeptAs }, lines.join('\n'));
}

async function whatIsWrong(
  db: Database,
  { logId, head, headHash }: BackupManifest['logs'][number],
): Promise<string | undefined> {
  const keyFile = join(db.keysFolder, publicKeyFile);
  const anchors = existsSync(keyFile)
    ? { anchors: { file: db.anchorsFile, publicKeyPem: readFileSync(keyFile, 'utf8') } }
    : {};
  const found = await verifyLog(db, logId, anchors);
  if (found === undefined) return '–';
  if (found.head !== head || found.headHash !== headHash) return `${found.head} ≠ ${head}`;
  const [first] = found.findings;
  return first === undefined ? undefined : JSON.stringify(first);
}
