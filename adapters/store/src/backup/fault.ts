import type { OpenFault } from '../database/fault.ts';

/** Why a backup cannot be taken or put back. Each is something that a person can put right; nothing was changed. */
export type BackupFault =
  | { readonly code: 'BackupFolderTaken'; readonly folder: string }
  | { readonly code: 'BackupNotWritten'; readonly folder: string; readonly reason: string }
  /** Not a backup, or its manifest is not there: it was never finished. */
  | { readonly code: 'BackupUnreadable'; readonly file: string }
  | { readonly code: 'BackupFileMissing'; readonly file: string }
  | { readonly code: 'BackupFileChanged'; readonly file: string }
  /** The manifest was changed, or belongs to another installation than the public key. */
  | { readonly code: 'BackupNotSigned'; readonly file: string }
  /** There is no public key to check it with. */
  | { readonly code: 'BackupKeyMissing'; readonly file: string }
  /** Its structure is of a newer program. */
  | { readonly code: 'BackupNewer'; readonly found: number; readonly known: number }
  /** The keys are not those of the backup. */
  | { readonly code: 'BackupKeysDiffer'; readonly folder: string }
  | { readonly code: 'RestoreNotEmpty'; readonly place: string }
  | OpenFault;
