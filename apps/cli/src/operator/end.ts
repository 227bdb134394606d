import { instant } from '@clarion/measure';
import { disableOperator } from '@clarion/store';
import { type CliCommand, done } from '../command.ts';
import { operatorOptions, withOperator } from './with-operator.ts';

export const command: CliCommand = {
  name: 'operator end',
  summary: 'cli.operator.end',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, async (db, { operatorId, login }) => {
      await disableOperator(db, operatorId, instant(Date.now()));
      return done({ login, ended: true }, io.say('cli.operator.endDone', { login }));
    }),
};
