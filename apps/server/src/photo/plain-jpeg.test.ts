import fc from 'fast-check';
import { expect, test } from 'vitest';
import { photo, segment } from '../testing/photo.ts';
import { plainJpeg } from './plain-jpeg.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test('time, device, place, thumbnail, comments and what hangs behind the end are left out; the picture stays', () => {
  const plain = photo('picture');
  const loaded = photo('picture', {
    before: [
      segment(0xe1, 'Exif\0\0GPS 30.4 113.9'),
      segment(0xe0, 'JFXX\0thumbnail'),
      segment(0xe2, 'MPF\0second'),
      segment(0xfe, 'a comment'),
    ],
    behind: 'a film behind it',
  });
  expect(text(loaded)).toContain('GPS');
  const kept = plainJpeg(loaded);
  expect(kept).toEqual(plainJpeg(plain));
  expect(text(kept as Uint8Array)).toContain('picture');
  for (const gone of ['GPS', 'thumbnail', 'second', 'comment', 'film'])
    expect(text(kept as Uint8Array)).not.toContain(gone);
});

test('what says how colours are meant stays, and a second scan', () => {
  const adobe = photo('one', { before: [segment(0xee, 'Adobe\0')], scans: 2 });
  const kept = plainJpeg(adobe) as Uint8Array;
  expect(text(kept)).toContain('Adobe');
  expect(text(kept)).toBe(text(adobe));
});

test('what is no JPEG by its structure is refused, and one that is larger than a page sends', () => {
  const whole = photo('picture');
  for (const wrong of [
    new Uint8Array(),
    Buffer.from('<svg onload="x"/>'),
    Buffer.from('\x89PNG\r\n\x1a\n'),
    whole.subarray(0, whole.length - 2),
    Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.from('<html>')]),
    Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
  ])
    expect(plainJpeg(wrong)).toBe('notJpeg');
  expect(plainJpeg(photo('picture', { width: 9000 }))).toBe('tooLarge');
});

test('it ends on whatever comes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(60), (bytes, cut) => {
      const whole = photo('picture');
      for (const any of [bytes, new Uint8Array([0xff, 0xd8, ...bytes]), whole.subarray(0, cut)])
        expect(['notJpeg', 'tooLarge', 'object']).toContain(
          typeof plainJpeg(any) === 'string' ? plainJpeg(any) : 'object',
        );
    }),
    { numRuns: 300 },
  );
});
