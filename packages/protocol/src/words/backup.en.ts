import { faultEn } from './fault.en.ts';

/** What `clarion backup` and `clarion restore` say, in English. */
export const backupEn = {
  'cli.backup': 'copy an installation’s database into a folder, also while it works',
  'cli.backup.out': 'folder to make; it must not be there yet',
  'cli.backup.table': '{table}: {rows} rows',
  'cli.backup.done':
    '{folder}: the database as it was at {time}, {rows} rows of {tables} tables, logs {logs}.\nThe keys are not in it. Copy them apart with `clarion backup keys`; without them its sealed text stays closed.',
  'cli.backupKeys': 'copy the keys, for a place apart from the database’s backups',
  'cli.backupKeys.done':
    '{folder}: {files} key files as they were at {time}. Whoever has them and a backup of the database reads sealed text: keep them apart, and for a shorter time.',
  'cli.restore': 'put a backup into an empty data folder or database, after checking it from end to end',
  'cli.restore.from': 'folder that `clarion backup` made',
  'cli.restore.keys':
    'folder that `clarion backup keys` made; otherwise the keys are in the keys folder already',
  'cli.restore.erasures':
    'newest erasures.jsonl, when the keys are from an older copy: what it names is erased at the next start',
  'cli.restore.key': 'public key that the backup is checked with; otherwise anchor.pub of the keys',
  'cli.restore.done':
    'Restored into {place}: the database as it was at {time}, {rows} rows of {tables} tables. Verified whole: {logs}.\nThe next start erases again what was erased since. Sign-ins that were changed or ended since are as they were then: look through them, and issue break-glass codes anew. Recovery codes of second factors are void: those used since would open once more. Authenticators go on as before.',
  'cli.restore.anchorsKept': 'The heads that were signed here before lie in {file}.',
  'cli.store.backingUp': 'copying the database before it is brought up to date …',
  'cli.fault.BackupFolderTaken': '{folder} is there already. Name a folder that is not there yet.',
  'cli.fault.BackupNotWritten': 'The copy could not be written to {folder}: {reason} Nothing was left there.',
  'cli.fault.BackupUnreadable':
    '{file} is not there or not readable: this is no finished backup. Name the folder that `clarion backup` made.',
  'cli.fault.BackupFileMissing':
    '{file} is missing: the backup is not complete. Nothing was restored; use another copy.',
  'cli.fault.BackupFileChanged':
    '{file} is not as it was written: the backup was damaged or changed. Nothing was restored; use another copy.',
  'cli.fault.BackupNotSigned':
    'The signature in {file} does not hold: the manifest was changed, or the public key belongs to another installation. Nothing was restored.',
  'cli.fault.BackupKeyMissing':
    'There is no public key {file} to check the backup with. Name the copy of the keys with --keys, or anchor.pub with --key.',
  'cli.fault.BackupNewer':
    'The backup was made by a newer program ({found}; this one knows {known}). Restore it with that program.',
  'cli.fault.BackupKeysDiffer':
    'The keys in {folder} are not those of this backup: its sealed text could not be read. Nothing was restored.',
  'cli.fault.RestoreNotEmpty':
    '{place} holds an installation already. Restore into an empty data folder or database; nothing was changed.',
  'cli.fault.RestoreNotWhole':
    'The restored log is not as it was backed up: {reason}. Do not use it; keep backup and data folder, and use another copy.',
  'cli.fault.UpgradeNotBackedUp': faultEn.UpgradeNotBackedUp,
} as const satisfies Record<string, string>;
