import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isNoRoom, StoreFull } from '../database/fault.ts';
import { syncFolder } from '../keys/keyFile.ts';

/**
 * Wrapped keys in files of fixed slots, each written once and, when its text is erased, overwritten with zeros. A key's
 * id names its file and slot, so nothing has to be kept in memory. Every process appends to a file of its own.
 */
export interface Slots {
  /** Resolves when the slot is on the disk. */
  write(content: Buffer): Promise<string>;
  /** Undefined when the slot is empty or was never there. */
  read(keyId: string): Promise<Buffer | undefined>;
  /** Overwrites the slots with zeros; resolves when that is on the disk. Slots that are gone are passed over. */
  destroy(keyIds: readonly string[]): Promise<void>;
  /** Ids of all slots that hold a key; reads every file once. */
  listLive(): Set<string>;
  close(): Promise<void>;
}

export const slotBytes = 64;
const suffix = '.slots';

export function openSlots(folder: string): Slots {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = randomBytes(8).toString('hex');
  const handles = new Map<string, FileHandle>();
  let used = 0;
  let queue: { content: Buffer; resolve: (keyId: string) => void; reject: (fault: unknown) => void }[] = [];
  let writing: Promise<void> | undefined;

  const handleOf = async (file: string, flags: 'r+' | 'wx+'): Promise<FileHandle | undefined> => {
    const known = handles.get(file);
    if (known !== undefined) return known;
    const path = join(folder, `${file}${suffix}`);
    if (flags === 'r+' && !existsSync(path)) return undefined;
    const handle = await open(path, flags, 0o600);
    handles.set(file, handle);
    if (flags === 'wx+') syncFolder(folder);
    return handle;
  };

  /** Writes what is waiting with one wait for the disk. */
  const flush = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const first = used;
      used += batch.length;
      try {
        const handle = await handleOf(name, 'wx+');
        const bytes = Buffer.concat(batch.map(({ content }) => content));
        await handle!.write(bytes, 0, bytes.length, first * slotBytes);
        await handle!.datasync();
        for (const [index, { resolve }] of batch.entries()) resolve(`${name}:${first + index}`);
      } catch (fault) {
        for (const { reject } of batch) reject(isNoRoom(fault) ? new StoreFull(fault) : fault);
      }
    }
    writing = undefined;
  };

  return {
    write: content =>
      new Promise((resolve, reject) => {
        if (content.length !== slotBytes) throw new RangeError(`a slot has ${slotBytes} bytes`);
        queue.push({ content, resolve, reject });
        writing ??= Promise.resolve().then(flush);
      }),
    read: async keyId => {
      const { file, slot } = parse(keyId);
      const handle = await handleOf(file, 'r+');
      if (handle === undefined) return undefined;
      const content = Buffer.alloc(slotBytes);
      const { bytesRead } = await handle.read(content, 0, slotBytes, slot * slotBytes);
      return bytesRead === slotBytes && content[0] !== 0 ? content : undefined;
    },
    destroy: async keyIds => {
      const touched = new Set<FileHandle>();
      for (const keyId of keyIds) {
        const { file, slot } = parse(keyId);
        const handle = await handleOf(file, 'r+');
        if (handle === undefined || (await handle.stat()).size < (slot + 1) * slotBytes) continue;
        await handle.write(Buffer.alloc(slotBytes), 0, slotBytes, slot * slotBytes);
        touched.add(handle);
      }
      for (const handle of touched) await handle.datasync();
    },
    listLive: () => {
      const live = new Set<string>();
      for (const file of readdirSync(folder).filter(entry => entry.endsWith(suffix))) {
        const bytes = readFileSync(join(folder, file));
        for (let slot = 0; (slot + 1) * slotBytes <= bytes.length; slot++)
          if (bytes[slot * slotBytes] !== 0) live.add(`${file.slice(0, -suffix.length)}:${slot}`);
      }
      return live;
    },
    close: async () => {
      await writing;
      for (const handle of handles.values()) await handle.close();
      handles.clear();
    },
  };
}

function parse(keyId: string): { readonly file: string; readonly slot: number } {
  const found = /^([0-9a-f]{16}):(\d{1,12})$/.exec(keyId);
  if (found === null) throw new RangeError(`${keyId} is no key id`);
  return { file: found[1]!, slot: Number(found[2]) };
}
