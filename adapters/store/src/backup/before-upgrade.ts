import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, instant, ok, type Result } from '@clarion/measure';
import type pg from 'pg';
import type { OpenFault } from '../database/fault.ts';
import { takeBackup } from './take.ts';

/** Of these copies, so many are kept: the way back from this upgrade and from the one before it. */
const keptCopies = 2;

/**
 * The copy that an upgrade begins with: `<data>/backups/upgrade-<time>-from-<step>`. Without it nothing is changed.
 * Keys are not in it; they stay where they are, and an upgrade does not touch them.
 */
export async function backUpBeforeUpgrade(
  client: pg.ClientBase,
  place: { readonly dataFolder: string; readonly keysFolder: string; readonly anchorsFile: string },
  level: number,
): Promise<Result<undefined, OpenFault>> {
  const { rows } = await client.query<{ now: string }>(
    'SELECT floor(extract(epoch FROM now()) * 1000)::bigint::text AS now',
  );
  const now = instant(Number(rows[0]!.now));
  const all = join(place.dataFolder, 'backups');
  const time = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(all, `upgrade-${time}-from-${String(level).padStart(4, '0')}`);
  const taken = await takeBackup({ ...place, client }, { folder, now });
  if (!taken.ok) {
    if (taken.error.code === 'KeyMissing') return fail(taken.error);
    const reason = 'reason' in taken.error ? taken.error.reason : taken.error.code;
    return fail({ code: 'UpgradeNotBackedUp', folder, reason });
  }
  const copies = readdirSync(all).filter(name => name.startsWith('upgrade-'));
  for (const old of copies.sort().slice(0, -keptCopies))
    rmSync(join(all, old), { recursive: true, force: true });
  return ok(undefined);
}
