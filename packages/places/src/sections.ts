import { fail, ok, type Result } from '@clarion/measure';

/** "CLPL" read as a little-endian word. */
const MAGIC = 0x4c504c43;
export const PLACE_INDEX_VERSION = 3;
const HEADER_WORDS = 4;

export type PlaceIndexFault =
  | { readonly code: 'NotAPlaceIndex' }
  | { readonly code: 'PlaceIndexVersionUnknown'; readonly version: number; readonly expected: number }
  | { readonly code: 'PlaceIndexDamaged' };

/**
 * One buffer: magic, version, number of sections, checksum of all that follows; then the byte length of each
 * section; then the sections, each at a multiple of 8. Words are little-endian.
 */
export function packSections(sections: readonly Uint8Array[], version = PLACE_INDEX_VERSION): Uint8Array {
  const tableEnd = align((HEADER_WORDS + sections.length) * 4);
  const total = sections.reduce((sum, s) => sum + align(s.byteLength), tableEnd);
  const bytes = new Uint8Array(total);
  const words = new Uint32Array(bytes.buffer, 0, HEADER_WORDS + sections.length);
  let at = tableEnd;
  sections.forEach((section, i) => {
    words[HEADER_WORDS + i] = section.byteLength;
    bytes.set(section, at);
    at += align(section.byteLength);
  });
  words[0] = MAGIC;
  words[1] = version;
  words[2] = sections.length;
  words[3] = checksum(bytes);
  return bytes;
}

/**
 * The sections of a buffer that `packSections` wrote; each begins at a multiple of 8 of its own buffer. `counts`: how many there are in
 * each version that is read.
 */
export function unpackSections(
  bytes: Uint8Array,
  counts: ReadonlyMap<number, number>,
): Result<{ readonly version: number; readonly sections: Uint8Array[] }, PlaceIndexFault> {
  if (bytes.byteLength < HEADER_WORDS * 4) return fail({ code: 'NotAPlaceIndex' });
  const own = bytes.byteOffset % 8 === 0 && bytes.byteLength % 8 === 0 ? bytes : aligned(bytes);
  const words = new Uint32Array(own.buffer, own.byteOffset, Math.floor(own.byteLength / 4));
  if (words[0] !== MAGIC) return fail({ code: 'NotAPlaceIndex' });
  const version = words[1]!;
  const expected = counts.get(version);
  if (expected === undefined)
    return fail({ code: 'PlaceIndexVersionUnknown', version, expected: PLACE_INDEX_VERSION });
  if (words[2] !== expected || bytes.byteLength % 8 !== 0 || words[3] !== checksum(own)) {
    return fail({ code: 'PlaceIndexDamaged' });
  }
  const sections: Uint8Array[] = [];
  let at = align((HEADER_WORDS + expected) * 4);
  for (let i = 0; i < expected; i++) {
    const length = words[HEADER_WORDS + i]!;
    if (at + length > own.byteLength) return fail({ code: 'PlaceIndexDamaged' });
    sections.push(own.subarray(at, at + length));
    at += align(length);
  }
  return ok({ version, sections });
}

const align = (n: number): number => (n + 7) & ~7;

function aligned(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(align(bytes.byteLength));
  copy.set(bytes);
  return copy;
}

/** FNV-1a over words, from the section table on. It finds a cut or overwritten file, not a forger. */
function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  let hash = 0x811c9dc5;
  for (let i = HEADER_WORDS; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
  return hash >>> 0;
}
