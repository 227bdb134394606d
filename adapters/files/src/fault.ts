import { fail } from '@clarion/measure';

/** What is wrong with a file that somebody gave: a code of the word catalogue (`cli.fault.<code>`) and its values. */
export interface FileFault {
  readonly code: string;
  /** The path as it was given. */
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line?: number;
  /** Column, property or part. */
  readonly field?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const fileFault = (
  code: string,
  file: string,
  at: { line?: number; field?: string } = {},
  params?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: FileFault } =>
  fail({ code, file, ...at, ...(params === undefined ? {} : { params }) });

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The value for an error of the file system that a person can cause; any other error is thrown on. */
export function readFault(error: unknown, file: string): { readonly ok: false; readonly error: FileFault } {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return fileFault('FileMissing', file);
  if (code === 'EISDIR') return fileFault('FileIsFolder', file);
  if (code === 'EACCES' || code === 'EPERM')
    return fileFault('FileUnreadable', file, {}, { reason: reasonOf(error) });
  throw error;
}

/** As `readFault`, for writing. A full or broken disk is thrown on. */
export function writeFault(error: unknown, file: string): { readonly ok: false; readonly error: FileFault } {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return fileFault('FolderMissing', file);
  if (code === 'EISDIR') return fileFault('FileIsFolder', file);
  if (code === 'EEXIST' || code === 'ENOTEMPTY') return fileFault('OutputNotPack', file);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return fileFault('FileUnwritable', file, {}, { reason: reasonOf(error) });
  }
  throw error;
}
