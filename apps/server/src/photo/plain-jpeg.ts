/** Longer than any edge that the crew's page sends. */
export const MOST_EDGE = 2400;

export type JpegFault = 'notJpeg' | 'tooLarge';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COMMENT = 0xfe;
const APP0 = 0xe0;
const ADOBE = 0xee;
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
/** Frames that a browser draws: baseline, extended, progressive (ITU-T T.81, table B.1). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xc2;
/** Of the application segments only those that say how colours are meant: JFIF's first and Adobe's. */
const isMetadata = (marker: number, content: Uint8Array) =>
  marker === COMMENT ||
  (marker >= APP0 &&
    marker <= 0xef &&
    marker !== ADOBE &&
    !(marker === APP0 && startsWith(content, 'JFIF\0')));

/**
 * The picture and nothing else: without EXIF (time, device, place), XMP, thumbnails, comments, and whatever follows its end. What
 * is no JPEG by its own structure, whatever its sender calls it, is a fault.
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array | JpegFault {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return 'notJpeg';
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  let frame = false;
  let scans = 0;
  for (;;) {
    if (bytes[at] !== 0xff) return 'notJpeg';
    // Any number of 0xff may stand before a marker.
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === 0) return 'notJpeg';
    if (marker === EOI) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return 'notJpeg';
    const content = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      if (content.length < 6) return 'notJpeg';
      const height = (content[1]! << 8) | content[2]!;
      const width = (content[3]! << 8) | content[4]!;
      if (height === 0 || width === 0) return 'notJpeg';
      if (Math.max(height, width) > MOST_EDGE) return 'tooLarge';
      frame = true;
    }
    const next = marker === SOS ? scanEnd(bytes, end) : end;
    if (marker === SOS) scans += 1;
    if (!isMetadata(marker, content)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  if (!frame || scans === 0) return 'notJpeg';
  kept.push(new Uint8Array([0xff, EOI]));
  return joined(kept);
}

/** Where the compressed data of a scan ends: at the next marker that is no restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length - 1; at++) {
    const next = bytes[at + 1]!;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  return bytes.length;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((sign, i) => bytes[i] === sign.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
