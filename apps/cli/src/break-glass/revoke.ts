import { instant } from '@clarion/measure';
import { revokeBreakGlass } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { installationOptions, openInstallation } from '../log/installation.ts';

export const command: CliCommand = {
  name: 'break-glass revoke',
  summary: 'cli.breakGlass.revoke',
  stopsItself: true,
  options: {
    ...installationOptions,
    id: { kind: 'text', summary: 'cli.breakGlass.id', required: true },
  },
  async run(args, io) {
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    try {
      const id = args.text('id');
      const isVoid = await revokeBreakGlass(opened.value, id, instant(Date.now()));
      if (!isVoid) return badInput({ code: 'BreakGlassUnknown', field: '--id', params: { id } });
      return done({ id }, io.say('cli.breakGlass.revoked', { id }));
    } finally {
      await opened.value.close();
    }
  },
};
