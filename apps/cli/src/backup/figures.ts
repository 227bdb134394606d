import type { BackupManifest } from '@clarion/store';

/** What a sentence says of a backup. */
export function figuresOf(manifest: BackupManifest) {
  const tables = manifest.files.filter(({ rows }) => rows !== undefined);
  return {
    time: new Date(manifest.takenAt).toISOString(),
    tables: tables.length,
    rows: tables.reduce((sum, { rows = 0 }) => sum + rows, 0),
    logs: manifest.logs.map(({ logId, head }) => `${logId} (${head})`).join(', ') || '–',
  };
}
