import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FileFault, fileFault, writeWhole } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';

/** A file that a command makes, and what goes into it. */
export interface Output {
  readonly path: string;
  readonly content: string | Uint8Array | Iterable<string> | AsyncIterable<string>;
}

/** Looks, before the work begins, whether files of these names could be made. Errors: no folder; a folder of that name. */
export async function checkOutputs(paths: readonly string[]): Promise<Result<void, FileFault>> {
  for (const path of paths) {
    const folder = await stat(dirname(path)).catch(() => undefined);
    if (!folder) return fileFault('FolderMissing', dirname(path));
    if (!folder.isDirectory()) return fileFault('FolderIsFile', dirname(path));
    const existing = await stat(path).catch(() => undefined);
    if (existing?.isDirectory()) return fileFault('FileIsFolder', path);
  }
  return ok(undefined);
}

export async function writeOutputs(outputs: readonly Output[]): Promise<Result<void, FileFault>> {
  for (const { path, content } of outputs) {
    const written = await writeWhole(path, content);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

/** A row as RFC 4180 has it, with its line end. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Seconds as a result shows them. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
