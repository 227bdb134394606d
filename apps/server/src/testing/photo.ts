/** A segment of a JPEG with its length. */
export function segment(marker: number, content: string | readonly number[]): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

/** What has the structure of a JPEG, with `words` where the compressed picture would be. */
export function photo(
  words: string,
  more: {
    readonly before?: readonly Buffer[];
    readonly behind?: string;
    readonly width?: number;
    readonly scans?: number;
  } = {},
): Buffer {
  const { before = [], behind = '', width = 640, scans = 1 } = more;
  const frame = segment(0xc0, [8, 480 >> 8, 480 & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const scan = [segment(0xda, [1, 1, 0, 0, 63, 0]), Buffer.from(words, 'latin1')];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    ...before,
    frame,
    ...Array.from({ length: scans }, () => scan).flat(),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(behind, 'latin1'),
  ]);
}
