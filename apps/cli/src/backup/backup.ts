import { instant } from '@clarion/measure';
import { takeBackup } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { installationOptions, openInstallation } from '../log/installation.ts';
import { figuresOf } from './figures.ts';

export const command: CliCommand = {
  name: 'backup',
  summary: 'cli.backup',
  stopsItself: true,
  options: {
    ...installationOptions,
    out: { kind: 'folder', summary: 'cli.backup.out', required: true },
  },
  async run(args, io) {
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    const db = opened.value;
    const folder = args.text('out');
    const client = await db.pool.connect();
    try {
      const taken = await takeBackup(
        { client, keysFolder: db.keysFolder, anchorsFile: db.anchorsFile },
        {
          folder,
          now: instant(Date.now()),
          onTable: (table, rows) => {
            io.signal.throwIfAborted();
            io.progress('cli.backup.table', { table, rows });
          },
        },
      );
      if (!taken.ok) {
        const { code, ...params } = taken.error;
        return badInput({ code, params });
      }
      return done(
        { folder, manifest: taken.value },
        io.say('cli.backup.done', { folder, ...figuresOf(taken.value) }),
      );
    } finally {
      client.release();
      await db.close();
    }
  },
};
