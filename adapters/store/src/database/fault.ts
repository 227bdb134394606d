/** Why a database cannot be opened. Each is something that a person can put right. */
export type OpenFault =
  | { readonly code: 'DataFolderInUse'; readonly folder: string; readonly pid: number }
  | { readonly code: 'DataFolderNotUsable'; readonly folder: string; readonly reason: string }
  | { readonly code: 'KeysFolderNotUsable'; readonly folder: string; readonly reason: string }
  /** A key that existed is gone. Never made anew: what it sealed would be lost unseen. */
  | { readonly code: 'KeyMissing'; readonly file: string }
  | { readonly code: 'EmbeddedFailed'; readonly reason: string }
  | { readonly code: 'DatabaseUnreachable'; readonly reason: string }
  | { readonly code: 'PostgresTooOld'; readonly version: number; readonly wanted: number }
  /** The user may not create or take the role; `sql` is what an administrator of the database has to run once. */
  | { readonly code: 'RoleNotPermitted'; readonly user: string; readonly sql: string }
  /** Made by a newer Clarion. */
  | { readonly code: 'DatabaseNewer'; readonly found: number; readonly known: number }
  | { readonly code: 'MigrationChanged'; readonly number: number }
  /** The copy that is taken before the database is brought up to date could not be written; nothing was changed. */
  | { readonly code: 'UpgradeNotBackedUp'; readonly folder: string; readonly reason: string };

/** The database is away; what was asked may or may not have been done. Ask again with the same command id. */
export class StoreUnavailable extends Error {
  readonly code = 'StoreUnavailable';
  constructor(cause: unknown) {
    super(`the database does not answer: ${reasonOf(cause)}`, { cause });
    this.name = 'StoreUnavailable';
  }
}

/** There is no room on the disk: what was asked is not confirmed, and is refused until somebody makes room. */
export class StoreFull extends StoreUnavailable {
  constructor(cause: unknown) {
    super(cause);
    this.name = 'StoreFull';
  }
}

/** PostgreSQL's disk_full, and what the system says of its own disk or quota. */
const noRoom = new Set(['53100', 'ENOSPC', 'EDQUOT']);

export const isNoRoom = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && noRoom.has(String(fault.code));

export function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0)
    return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // PostgreSQL: shutting down, crashed, starting up, idle for too long, too many connections, read-only after a failover, deadlock, serialization.
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25P03',
  '53300',
  '25006',
  '40P01',
  '40001',
]);

/** Whether the fault is one of the connection, which passes, and not one of the statement. */
export function isPassing(fault: unknown): boolean {
  if (fault instanceof StoreUnavailable) return true;
  if (!(fault instanceof Error)) return false;
  if (fault instanceof AggregateError && fault.errors.length > 0) return fault.errors.some(isPassing);
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  return (
    passing.has(code) ||
    code.startsWith('08') ||
    /Connection terminated|Query read timeout|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Client was closed|not currently accepting connections/i.test(
      fault.message,
    )
  );
}
