import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom PostgreSQL runs as. It refuses to be root, so root lends it the account `postgres`. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const name = 'postgres';

/** The account to switch to; undefined when this process is not root and PostgreSQL simply runs as its user. */
export async function findAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await idsOf(name);
  if (known !== undefined) return known;
  await run('groupadd', ['--force', '--system', name]);
  await run('useradd', ['--system', '--gid', name, '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  const made = await idsOf(name);
  if (made === undefined) throw new Error(`the account ${name} could not be created`);
  return made;
}

async function idsOf(user: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 1) return undefined;
    throw fault;
  }
}

/** Whether the account may walk into `folder`: every folder above it, and itself, lets it pass. */
export function mayEnter(account: Account, folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
