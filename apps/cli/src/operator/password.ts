import { randomPassword } from '@clarion/store';
import { type CliCommand, done } from '../command.ts';
import { changed, operatorOptions, withOperator } from './with-operator.ts';

/** The new password is made, never given: one on a command line stands in histories and lists of processes. */
export const command: CliCommand = {
  name: 'operator password',
  summary: 'cli.operator.password',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, (db, { login, role }) => {
      const password = randomPassword();
      return changed(db, login, { act: 'password', password, once: role !== 'responder' }, () =>
        done({ login, password }, io.say('cli.operator.passwordDone', { login, password })),
      );
    }),
};
