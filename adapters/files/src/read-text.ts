import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ok, type Result } from '@clarion/measure';
import { type FileFault, fileFault, readFault } from './fault.ts';

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** The bytes of a file. Errors: missing, a folder, not readable. */
export async function readBytes(path: string): Promise<Result<Buffer, FileFault>> {
  try {
    return ok(await readFile(path));
  } catch (error) {
    return readFault(error, path);
  }
}

/** The text of a file in UTF-8, without its byte order mark. Errors: as `readBytes`, and empty or not UTF-8. */
export async function readText(path: string): Promise<Result<string, FileFault>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value);
  } catch {
    return fileFault('EncodingBroken', path);
  }
  return text.trim() === '' ? fileFault('FileEmpty', path) : ok(text);
}

/** Parsed JSON of unknown form. Errors: as `readText`, and not JSON. */
export async function readJson(path: string): Promise<Result<unknown, FileFault>> {
  const text = await readText(path);
  return text.ok ? parseJson(text.value, path) : text;
}

/** Errors: not JSON, with the line. */
export function parseJson(text: string, path: string): Result<unknown, FileFault> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return jsonFault(error, text, path);
  }
}

function jsonFault(error: unknown, text: string, path: string): { ok: false; error: FileFault } {
  const reason = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(reason)?.[1];
  if (position === undefined) return fileFault('JsonBroken', path, {}, { reason });
  const line = text.slice(0, Number(position)).split('\n').length;
  return fileFault('JsonBroken', path, { line }, { reason });
}
