import { listOperators } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { installationOptions, openInstallation } from '../log/installation.ts';

export const command: CliCommand = {
  name: 'operator list',
  summary: 'cli.operator.list',
  stopsItself: true,
  options: installationOptions,
  async run(args, io) {
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    try {
      const operators = (await listOperators(opened.value)).map(({ login, role, unitId, disabledAt }) => ({
        login,
        role,
        unitId: unitId ?? null,
        ended: disabledAt !== undefined,
      }));
      const lines = operators.map(({ login, role, unitId, ended }) =>
        [login, io.say(`role.${role}`), unitId ?? '', ended ? io.say('operators.ended') : '']
          .filter(part => part !== '')
          .join('  '),
      );
      return done({ operators }, lines.join('\n'));
    } finally {
      await opened.value.close();
    }
  },
};
