import { type CliCommand, done } from '../command.ts';
import { changed, operatorOptions, withOperator } from './with-operator.ts';

export const command: CliCommand = {
  name: 'operator end',
  summary: 'cli.operator.end',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, (db, { login }) =>
      changed(db, login, { act: 'ended' }, () =>
        done({ login, ended: true }, io.say('cli.operator.endDone', { login })),
      ),
    ),
};
