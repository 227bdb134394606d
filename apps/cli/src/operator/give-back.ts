import { type CliCommand, done } from '../command.ts';
import { changed, operatorOptions, withOperator } from './with-operator.ts';

export const command: CliCommand = {
  name: 'operator give-back',
  summary: 'cli.operator.giveBack',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, (db, { login }) =>
      changed(db, login, { act: 'givenBack' }, () =>
        done({ login, ended: false }, io.say('cli.operator.giveBackDone', { login })),
      ),
    ),
};
