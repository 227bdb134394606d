import { instant } from '@clarion/measure';
import { createInstallation, randomPassword } from '@clarion/store';
import { badInput, type CliCommand, done } from './command.ts';
import { installationOptions, openInstallation } from './log/installation.ts';

export const command: CliCommand = {
  name: 'init',
  summary: 'cli.init',
  stopsItself: true,
  options: {
    ...installationOptions,
    live: { kind: 'flag', summary: 'cli.init.live' },
    drill: { kind: 'flag', summary: 'cli.init.drill' },
    login: { kind: 'text', summary: 'cli.init.login', preset: 'admin' },
  },
  async run(args, io) {
    if (args.flag('live') === args.flag('drill')) return badInput({ code: 'InitKind' });
    const opened = await openInstallation(args, io, false);
    if (!opened.ok) return badInput(opened.error);
    const db = opened.value;
    try {
      const kind = args.flag('live') ? 'live' : 'drill';
      const login = args.text('login');
      const password = randomPassword();
      const made = await createInstallation(db, {
        kind,
        now: instant(Date.now()),
        ...(kind === 'live' ? { administrator: { login, displayName: login, password } } : {}),
      });
      if (!made.ok) {
        const { code, ...params } = made.error;
        return badInput({ code, params });
      }
      const folder = db.dataFolder;
      return kind === 'drill'
        ? done({ kind, folder }, io.say('cli.init.doneDrill', { folder }))
        : done(
            { kind, folder, login, password },
            io.say('cli.init.doneLive', { folder, login, password, keys: db.keysFolder }),
          );
    } finally {
      await db.close();
    }
  },
};
