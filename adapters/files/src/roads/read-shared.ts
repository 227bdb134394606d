import { open } from 'node:fs/promises';

/** Read at once: large enough to cost nothing by itself, small enough that what is done with it overlaps with the next. */
const PIECE = 1 << 24;

/**
 * A file's bytes in memory that workers can share, so that what lies in it is looked at and never copied. `onPiece` sees
 * them in order, each while the next one is being read: a hash costs little more than the reading.
 * Throws what the file system throws.
 */
export async function readShared(
  path: string,
  onPiece: (bytes: Uint8Array) => void = () => undefined,
): Promise<SharedArrayBuffer> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const buffer = new SharedArrayBuffer(size);
    const read = async (at: number): Promise<Uint8Array> => {
      const into = new Uint8Array(buffer, at, Math.min(PIECE, size - at));
      for (let done = 0; done < into.length; ) {
        const { bytesRead } = await handle.read(into, done, into.length - done, at + done);
        if (bytesRead === 0) throw new Error(`${path}: became shorter while it was read`);
        done += bytesRead;
      }
      return into;
    };
    let coming = size > 0 ? read(0) : undefined;
    for (let at = 0; coming !== undefined; ) {
      const piece: Uint8Array = await coming;
      at += piece.length;
      coming = at < size ? read(at) : undefined;
      // Should the hashing fail, the read under way is nobody's.
      coming?.catch(() => undefined);
      onPiece(piece);
    }
    return buffer;
  } finally {
    await handle.close();
  }
}
