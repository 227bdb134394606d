import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { instant } from '@clarion/measure';
import { takeKeys } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { installationOptions } from '../log/installation.ts';

export const command: CliCommand = {
  name: 'backup keys',
  summary: 'cli.backupKeys',
  options: {
    ...installationOptions,
    out: { kind: 'folder', summary: 'cli.backup.out', required: true },
  },
  async run(args, io) {
    const keysFolder = resolve(io.environment['CLARION_KEYS_FOLDER'] || join(args.text('data'), 'keys'));
    if (!existsSync(keysFolder)) return badInput({ code: 'DataFolderEmpty', file: args.text('data') });
    const folder = args.text('out');
    const taken = await takeKeys(keysFolder, { folder, now: instant(Date.now()) });
    if (!taken.ok) {
      const { code, ...params } = taken.error;
      return badInput({ code, params });
    }
    const { takenAt, files } = taken.value;
    const time = new Date(takenAt).toISOString();
    return done(
      { folder, time, files: files.length },
      io.say('cli.backupKeys.done', { folder, time, files: files.length }),
    );
  },
};
