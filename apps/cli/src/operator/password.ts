import { randomPassword, setPassword } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { operatorOptions, withOperator } from './with-operator.ts';

/** The new password is made, never given: one on a command line stands in histories and lists of processes. */
export const command: CliCommand = {
  name: 'operator password',
  summary: 'cli.operator.password',
  stopsItself: true,
  options: operatorOptions,
  run: (args, io) =>
    withOperator(args, io, async (db, { login }) => {
      const password = randomPassword();
      const changed = await setPassword(db, login, password);
      if (!changed.ok) return badInput({ code: changed.error.code, params: { login } });
      return done({ login, password }, io.say('cli.operator.passwordDone', { login, password }));
    }),
};
