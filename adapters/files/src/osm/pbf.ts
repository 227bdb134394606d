import { type FileHandle, open } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { ok, type Result } from '@clarion/measure';
import { type FileFault, fileFault, readFault } from '../fault.ts';
import { readPrimitiveBlock, unknownFeature } from './pbf-block.ts';
import { ProtobufCursor } from './protobuf.ts';
import { OsmFormatError, type OsmSink } from './sink.ts';

/** Limits of the format (wiki.openstreetmap.org/wiki/PBF_Format): a header 64 KiB, a blob 32 MiB. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/**
 * Reads an `.osm.pbf` block by block into the sink. Written here, since osm-pbf-parser-node checks neither lengths nor
 * features, and a broken file must come out as a value that names the byte.
 * Errors: missing, empty, cut short, broken, a feature that is not known.
 */
export async function readPbf(
  path: string,
  sink: OsmSink,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Result<void, FileFault>> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    return readFault(error, path);
  }
  let at = 0;
  try {
    for (;;) {
      const blob = await nextBlob(handle, at);
      if (blob === 'end') return at === 0 ? fileFault('FileEmpty', path) : ok(undefined);
      if (blob === 'cut') return fileFault('OsmCut', path, {}, { at });
      if (at === 0 && blob.type !== 'OSMHeader') throw new OsmFormatError('it does not begin with a header');
      const bytes = blob.type === 'OSMHeader' || blob.type === 'OSMData' ? unpack(blob.bytes) : undefined;
      if (bytes !== undefined && blob.type === 'OSMHeader') {
        const feature = unknownFeature(bytes);
        if (feature !== undefined) return fileFault('OsmFeature', path, {}, { value: feature });
      } else if (bytes !== undefined) {
        readPrimitiveBlock(bytes, sink);
      }
      at = blob.end;
      onBytes(at);
    }
  } catch (error) {
    if (error instanceof OsmFormatError) {
      return fileFault('OsmBroken', path, {}, { reason: `${error.message} (in the block at byte ${at})` });
    }
    return readFault(error, path);
  } finally {
    await handle.close();
  }
}

async function nextBlob(
  handle: FileHandle,
  at: number,
): Promise<{ type: string; bytes: Uint8Array; end: number } | 'end' | 'cut'> {
  const size = await readAt(handle, at, 4);
  if (size.length === 0) return 'end';
  if (size.length < 4) return 'cut';
  const headerBytes = size.readUInt32BE(0);
  if (headerBytes === 0 || headerBytes > MAX_HEADER_BYTES)
    throw new OsmFormatError('this is not OpenStreetMap PBF');
  const header = await readAt(handle, at + 4, headerBytes);
  if (header.length < headerBytes) return 'cut';
  let type = '';
  let blobBytes = -1;
  const cursor = new ProtobufCursor(header);
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) type = cursor.text();
    else if (field === 3) blobBytes = cursor.varint();
    else cursor.skip();
  }
  if (blobBytes < 0 || blobBytes > MAX_BLOB_BYTES) throw new OsmFormatError('a block has an impossible size');
  const start = at + 4 + headerBytes;
  const bytes = await readAt(handle, start, blobBytes);
  return bytes.length < blobBytes ? 'cut' : { type, bytes, end: start + blobBytes };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function unpack(blob: Uint8Array): Uint8Array {
  const cursor = new ProtobufCursor(blob);
  let rawSize: number | undefined;
  let packed: Uint8Array | undefined;
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) return cursor.slice();
    if (field === 2) rawSize = cursor.varint();
    else if (field === 3) packed = cursor.slice();
    else if (field >= 4 && field <= 7) throw new OsmFormatError('a block is packed otherwise than with zlib');
    else cursor.skip();
  }
  if (packed === undefined) throw new OsmFormatError('a block without content');
  const bytes = inflate(packed);
  if (rawSize !== undefined && rawSize !== bytes.length)
    throw new OsmFormatError('a block of the wrong size');
  return bytes;
}

function inflate(packed: Uint8Array): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_BLOB_BYTES });
  } catch (error) {
    throw new OsmFormatError(
      `a block cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
