import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import { fitMigrations, listMigrations } from '../database/migrate.ts';
import type { BackupFault } from './fault.ts';
import { type BackupManifest, manifestFile, readManifestText } from './manifest.ts';

/**
 * Reads a backup from end to end and compares it with its manifest. Faults: no backup, a file that is missing or was
 * changed, a signature of another installation, a structure that this program does not know.
 */
export async function checkBackup(
  folder: string,
  publicKeyPem: string,
): Promise<Result<BackupManifest, BackupFault>> {
  const path = join(resolve(folder), manifestFile);
  if (!existsSync(path)) return fail({ code: 'BackupUnreadable', file: path });
  const read = readManifestText(readFileSync(path, 'utf8'), publicKeyPem);
  if (read === undefined) return fail({ code: 'BackupUnreadable', file: path });
  if (!read.signed) return fail({ code: 'BackupNotSigned', file: path });
  const { manifest } = read;
  const fits = fitMigrations(manifest.steps, listMigrations());
  if (!fits.ok && fits.error.code === 'DatabaseNewer') return fail({ ...fits.error, code: 'BackupNewer' });
  if (!fits.ok) return fits;
  for (const { name, sha256 } of manifest.files) {
    const file = join(resolve(folder), name);
    if (!existsSync(file)) return fail({ code: 'BackupFileMissing', file });
    if ((await digestOfFile(file)) !== sha256) return fail({ code: 'BackupFileChanged', file });
  }
  return ok(manifest);
}

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
