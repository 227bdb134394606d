import { instant } from '@clarion/measure';
import {
  changeOperator,
  type Database,
  findOperator,
  type Operator,
  type OperatorChange,
} from '@clarion/store';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliIo, type CliOption, type CommandEnd } from '../command.ts';
import { installationOptions, openInstallation } from '../log/installation.ts';

export const operatorOptions = {
  ...installationOptions,
  login: { kind: 'text', summary: 'cli.operator.login', required: true },
} as const satisfies Record<string, CliOption>;

/** Does something with the named sign-in of an installation; it counts within three seconds at a server that runs. */
export async function withOperator(
  args: CliArguments,
  io: CliIo,
  work: (db: Database, operator: Operator) => Promise<CommandEnd>,
): Promise<CommandEnd> {
  const opened = await openInstallation(args, io, true);
  if (!opened.ok) return badInput(opened.error);
  const db = opened.value;
  try {
    const login = args.text('login');
    const operator = await findOperator(db, login);
    if (operator === undefined)
      return badInput({ code: 'OperatorUnknown', field: '--login', params: { login } });
    return await work(db, operator);
  } finally {
    await db.close();
  }
}

/** One change at the machine itself, by the same rules as an administrator's; it stands in the same record. */
export async function changed(
  db: Database,
  login: string,
  change: OperatorChange,
  end: () => CommandEnd,
): Promise<CommandEnd> {
  const result = await changeOperator(db, { login, changes: [change], now: instant(Date.now()) });
  if (result.ok) return end();
  return badInput({ code: result.error.code, params: { login } });
}
