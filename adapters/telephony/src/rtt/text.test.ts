import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textSender } from '../testing/text-sender.ts';
import { readTextPacket } from './rtp-packet.ts';
import { createT140Lines } from './t140-lines.ts';
import { answerTextOffer, readTextOffer } from './text-offer.ts';
import { createTextRecovery, LOST } from './text-recovery.ts';

const payloads = { t140: 98, red: 100 };

/** What a reader makes of packets in the order in which they come. */
function readAll(packets: readonly Buffer[]): string {
  const recovery = createTextRecovery();
  return packets.map(datagram => recovery.take(readTextPacket(datagram, payloads)!)).join('');
}

/** What somebody types, as much as falls into one packet at a time. */
const typed = fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { minLength: 1, maxLength: 40 });

test('text comes through as it was typed, over the end of the count', () => {
  fc.assert(
    fc.property(
      typed,
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 65_500, max: 65_535 }),
      (blocks, generations, sequence) => {
        const sender = textSender({ ...payloads, generations, sequence });
        expect(readAll([...blocks.map(sender.send), ...sender.finish()])).toBe(blocks.join(''));
      },
    ),
  );
});

test('any loss of up to the level of redundancy, and any packet doubled, leaves the exact text', () => {
  fc.assert(
    fc.property(
      typed,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ lost: fc.nat(4), kept: fc.integer({ min: 1, max: 3 }), twice: fc.boolean() }), {
        maxLength: 30,
      }),
      (blocks, generations, losses) => {
        const sender = textSender({ ...payloads, generations });
        const sent = [...blocks.map(sender.send), ...sender.finish()];
        const heard: Buffer[] = [];
        let at = 0;
        for (const { lost, kept, twice } of losses) {
          at += Math.min(lost, generations);
          const some = sent.slice(at, at + kept);
          heard.push(...some, ...(twice ? some : []));
          at += kept;
        }
        heard.push(...sent.slice(at));
        // Of a message whose last packets are all lost nobody can know.
        fc.pre(at <= blocks.length);
        expect(readAll(heard)).toBe(blocks.join(''));
      },
    ),
    { numRuns: 500 },
  );
});

test('packets that overtake others by up to the level of redundancy leave the exact text', () => {
  fc.assert(
    fc.property(
      typed,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(4), { maxLength: 60 }),
      (blocks, generations, late) => {
        const sender = textSender({ ...payloads, generations });
        const sent = [...blocks.map(sender.send), ...sender.finish(), ...sender.finish()];
        const order = sent
          .map((packet, i) => ({
            packet,
            due: i + Math.min(late[i] ?? 0, generations) + 0.5 * Number((late[i] ?? 0) > 0),
          }))
          .toSorted((a, b) => a.due - b.due)
          .map(({ packet }) => packet);
        expect(readAll(order)).toBe(blocks.join(''));
      },
    ),
    { numRuns: 500 },
  );
});

test('what is lost for good leaves one mark, and a sender that begins anew is heard', () => {
  const sender = textSender({ ...payloads, generations: 2 });
  const [a, , , , e] = ['a', 'b', 'c', 'd', 'e'].map(sender.send);
  expect(readAll([a!, e!])).toBe(`a${LOST}cde`);
  const other = textSender({ ...payloads, generations: 2, source: 7, sequence: 9 });
  expect(readAll([a!, e!, other.send('x')])).toBe(`a${LOST}cdex`);
  const far = textSender({ ...payloads, generations: 2, sequence: 9000 });
  expect(readAll([a!, far.send('y')])).toBe(`a${LOST}y`);
});

test('whatever comes over the line, it is a packet or none', () => {
  const sender = textSender({ ...payloads, generations: 2 });
  const whole = ['grüße', '你好', 'x'].map(sender.send).at(-1)!;
  expect(readTextPacket(whole, payloads)!.redundant.map(String)).toEqual(['你好', 'grüße']);
  expect(readTextPacket(whole, { t140: 98 })).toBeUndefined();
  const recovery = createTextRecovery();
  fc.assert(
    fc.property(
      fc.nat(whole.length),
      fc.nat(20),
      fc.uint8Array({ maxLength: 40 }),
      (from, length, instead) => {
        const damaged = Buffer.concat([whole.subarray(0, from), instead, whole.subarray(from + length)]);
        const packet = readTextPacket(damaged, payloads);
        if (packet !== undefined) expect(typeof recovery.take(packet)).toBe('string');
      },
    ),
    { numRuns: 2000 },
  );
});

test('lines end with CR, LF, both or a separator; what was taken back is in none; controls write nothing', () => {
  const lines = createT140Lines();
  expect(lines.type('\uFEFFhelp\r\n')).toEqual(['help']);
  expect(lines.type('my wyfe\b\b\bife\u2028')).toEqual(['my wife']);
  expect(lines.type('a\rb\n\n\rc\u2029')).toEqual(['a', 'b', 'c']);
  // A line that was taken back whole was never there, and no line before it is touched.
  expect(lines.type('secret\b\b\b\b\b\b\b\b\b\r')).toEqual([]);
  expect(lines.type('\u0007x\u001Bay\u009B1;31mred\u0098a string\u009C!\r')).toEqual(['xyred!']);
  expect(lines.type('e\u0301\bf你\b好\n')).toEqual(['f好']);
  expect(lines.type('not ended')).toEqual([]);
  expect([lines.isEmpty, lines.end(), lines.isEmpty, lines.end()]).toEqual([false, 'not ended', true, '']);
  expect(createT140Lines().type('x'.repeat(5000))).toHaveLength(2);
  // Marks are written onto one sign without end; a line of them ends all the same.
  const marked = createT140Lines().type(`e${'\u0301'.repeat(5000)}`);
  expect(marked.map(line => line.length)).toEqual([2000, 2000]);
});

test('however typing is cut into packets, the lines are the same, and no control is in them', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      '\b',
      '\r',
      '\n',
      '\r\n',
      '\u2028',
      '\uFEFF',
      '\u001B',
      '\u009B',
      '\u0098',
      '\u009C',
      'a',
      '字',
      ' ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 60 }), units => {
      const one = createT140Lines();
      const whole = [...one.type(units.join('')), one.end()];
      const other = createT140Lines();
      const cut = [...units.flatMap(text => [...other.type(text)]), other.end()];
      expect(cut).toEqual(whole);
      for (const line of whole) expect(line).not.toMatch(/[\p{Cc}\uFEFF\u2028\u2029]/u);
    }),
    { numRuns: 1000 },
  );
});

const offer = (more = '', text = 'm=text 11000 RTP/AVP 100 98') =>
  `v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n${more}${text}\r\na=rtpmap:98 t140/1000\r\na=rtpmap:100 red/1000\r\na=fmtp:100 98/98/98\r\n`;

test('an offer of text alone is answered by a port that hears; one with sound is for people', () => {
  const read = readTextOffer(offer())!;
  expect(read).toMatchObject({ address: '192.0.2.1', port: 11_000, payloads, generations: 2, index: 0 });
  const declined = readTextOffer(offer('m=audio 0 RTP/AVP 0\r\n'))!;
  const answer = answerTextOffer(declined, { address: '192.0.2.9', port: 40_001 });
  expect(answer).toContain('m=audio 0 RTP/AVP 0\r\nm=text 40001 RTP/AVP 100 98\r\n');
  expect(answer).toContain('a=fmtp:100 98/98/98\r\na=recvonly\r\n');
  expect(answerTextOffer(read, { address: '::1', port: 5 })).toContain('c=IN IP6 ::1');
  for (const none of [
    '',
    offer('m=audio 5000 RTP/AVP 0\r\n'),
    offer('m=video 5000 RTP/AVP 31\r\n'),
    offer('', 'm=text 0 RTP/AVP 98'),
    offer('', 'm=text 70000 RTP/AVP 98'),
    offer('', 'm=text 11000 TCP/TLS 98'),
    offer().replace('t140', 'other'),
    offer().replace(/c=IN.*\r\n/, 'c=IN IP4 switch.example\r\n'),
    offer() + 'x'.repeat(20_000),
  ])
    expect(readTextOffer(none), none.slice(0, 200)).toBeUndefined();
  expect(readTextOffer(offer().replace(/a=fmtp.*\r\n/, ''))!.payloads).toEqual({ t140: 98 });
  // An address has one form, however a switch writes it.
  const written = offer().replace(/c=IN.*\r\n/, 'c=IN IP6 2001:DB8:0:0:0:0:0:1\r\n');
  expect(readTextOffer(written)!.address).toBe('2001:db8::1');
});
