import { enableOperator } from '@clarion/store';
import { type CliCommand, done } from '../command.ts';
import { operatorOptions, withOperator } from './with-operator.ts';

export const command: CliCommand = {
  name: 'operator give-back',
  summary: 'cli.operator.giveBack',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, async (db, { operatorId, login }) => {
      await enableOperator(db, operatorId);
      return done({ login, ended: false }, io.say('cli.operator.giveBackDone', { login }));
    }),
};
