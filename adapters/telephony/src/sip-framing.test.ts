import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSipFramer, type SipPiece } from './sip-framing.ts';
import { readSipRequest } from './sip-message.ts';

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const message = (
  method: string,
  body = '',
  length: string | undefined = `Content-Length: ${Buffer.byteLength(body)}`,
) =>
  crlf(
    `${method} sip:c@c SIP/2.0\nVia: SIP/2.0/TCP a;branch=1\nFrom: <sip:1@a>;tag=1\nTo: <sip:c@c>\nCall-ID: 1\nCSeq: 1 ${method}\n${length === undefined ? '' : `${length}\n`}\n`,
  ) + body;
const told = (pieces: readonly SipPiece[]) =>
  pieces.map(piece => (typeof piece === 'string' ? piece : piece.toString('latin1')));
const readAll = (bytes: Buffer) => told(createSipFramer().read(bytes));

test('messages stand one behind the other; line breaks between are passed over, two are a keep-alive', () => {
  const [one, two] = [message('INVITE', 'grüße\r\n\r\nINVITE'), message('OPTIONS')];
  const read = readAll(Buffer.from(`\r\n${one}\r\n\r\n${two}\r\n${two}`));
  expect(read).toEqual([Buffer.from(one).toString('latin1'), 'keepAlive', two, two]);
  expect(readSipRequest(Buffer.from(read[0]!, 'latin1'))?.body.toString()).toBe('grüße\r\n\r\nINVITE');
});

test('without a length, with two, or with one that is none or too large, the rest of the stream is not read', () => {
  for (const length of [
    'X: 1',
    'Content-Length: -1',
    'Content-Length: 4x',
    'l: 3\r\nContent-Length: 4',
    'Content-Length: 70000',
  ]) {
    const read = readAll(
      Buffer.from(message('OPTIONS') + message('INVITE', 'abcd', length) + message('OPTIONS')),
    );
    expect(read, length).toEqual([message('OPTIONS'), 'lost']);
  }
  expect(readAll(Buffer.from(message('INVITE', 'abcd', 'l : 4')))).toHaveLength(1);
  const endless = createSipFramer();
  expect(endless.read(Buffer.alloc(16_000, 'x'))).toEqual([]);
  expect(endless.isWaiting).toBe(true);
  expect(endless.read(Buffer.alloc(1000, 'x'))).toEqual(['lost']);
  expect([endless.read(Buffer.from(message('OPTIONS'))), endless.isWaiting]).toEqual([[], false]);
});

test('a line break behind a message is no message that has begun, and is not waited for', () => {
  const framer = createSipFramer();
  expect(framer.read(Buffer.from(`${message('OPTIONS')}\r\n`))).toHaveLength(1);
  expect(framer.isWaiting).toBe(false);
  framer.read(Buffer.from('I'));
  expect(framer.isWaiting).toBe(true);
});

/** A stream as a switch sends it, and as somebody sends it who means harm. */
const stream = fc
  .array(
    fc.oneof(
      fc.constantFrom('\r\n', '\r\n\r\n', '\r', '\n', message('OPTIONS'), 'l: 3\r\n', '\r\n\r\n\r\n'),
      fc
        .record({
          method: fc.constantFrom('INVITE', 'MESSAGE', 'CANCEL'),
          body: fc.string({ maxLength: 60 }),
        })
        .map(({ method, body }) => message(method, body)),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map(parts => Buffer.from(parts.join('')));

test('however a stream is cut into pieces, it gives the same messages', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(400), { maxLength: 30 }), (bytes, cuts) => {
      const framer = createSipFramer();
      const pieces: SipPiece[] = [];
      let from = 0;
      for (const at of cuts.map(cut => cut % (bytes.length + 1)).toSorted((a, b) => a - b)) {
        pieces.push(...framer.read(bytes.subarray(from, at)));
        from = at;
      }
      pieces.push(...framer.read(bytes.subarray(from)));
      expect(told(pieces)).toEqual(readAll(bytes));
    }),
    { numRuns: 2000 },
  );
});

test('byte by byte it gives the same, and what stands in the stream well formed comes out whole', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 5 }), bodies => {
      const sent = bodies.map(body => message('MESSAGE', body));
      const framer = createSipFramer();
      const pieces = [...Buffer.from(sent.join(''))].flatMap(byte => [...framer.read(Buffer.from([byte]))]);
      expect(told(pieces)).toEqual(sent.map(one => Buffer.from(one).toString('latin1')));
      expect(framer.isWaiting).toBe(false);
    }),
    { numRuns: 100 },
  );
});
