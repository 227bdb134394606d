import { type CliCommand, done } from '../command.ts';
import { changed, operatorOptions, withOperator } from './with-operator.ts';

export const command: CliCommand = {
  name: 'operator device-lost',
  summary: 'cli.operator.deviceLost',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, (db, { login }) =>
      changed(db, login, { act: 'deviceLost' }, () =>
        done({ login, secondFactor: false }, io.say('cli.operator.deviceLostDone', { login })),
      ),
    ),
};
