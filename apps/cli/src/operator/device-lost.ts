import { removeSecondFactor } from '@clarion/store';
import { type CliCommand, done } from '../command.ts';
import { operatorOptions, withOperator } from './with-operator.ts';

export const command: CliCommand = {
  name: 'operator device-lost',
  summary: 'cli.operator.deviceLost',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, async (db, { operatorId, login }) => {
      await removeSecondFactor(db, operatorId);
      return done({ login, secondFactor: false }, io.say('cli.operator.deviceLostDone', { login }));
    }),
};
