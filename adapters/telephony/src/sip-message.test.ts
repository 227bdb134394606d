import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSipDoor } from './sip-digest.ts';
import { answerTo, bodyOf, numberOf, readSipRequest } from './sip-message.ts';

const crlf = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'));
const sdp = 'v=0\no=- 1 1 IN IP4 192.0.2.1\n';
const pidf = '<presence xmlns="urn:ietf:params:xml:ns:pidf"/>';
const body = `--b1\nContent-Type: application/sdp\n\n${sdp}\n--b1\nContent-Type: application/pidf+xml\nContent-ID: <x@y>\n\n${pidf}\n--b1--\n`;
const invite = crlf(`INVITE sip:clarion@192.0.2.9 SIP/2.0
v: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1
f: "withheld" <sip:anonymous@anonymous.invalid>;tag=a1
t: <sip:119@centre>
P-Asserted-Identity: "x" <sip:+86%20139-0000-0001@gw;user=phone>,
 <tel:+8613900000001>
i: call-1@gw
CSeq: 1 INVITE
Geolocation: <cid:x@y>
c: multipart/mixed; boundary=b1

${body}`);

test('an INVITE of RFC 6442 is read: compact and folded headers, the asserted number, the place within the body', () => {
  const read = readSipRequest(invite)!;
  expect([read.method, read.uri]).toEqual(['INVITE', 'sip:clarion@192.0.2.9']);
  expect(numberOf(read)).toBe('+8613900000001');
  expect(bodyOf(read, 'application/pidf+xml')?.trim()).toBe(pidf);
  expect(bodyOf(read, 'text/plain')).toBeUndefined();
  const answer = answerTo(read, 180, 'Ringing', { tag: 't1' });
  expect(answer).toContain('Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1\r\n');
  expect(answer).toContain('To: <sip:119@centre>;tag=t1\r\n');
});

test('who withholds the number has none, and what is no number is none', () => {
  const from = (header: string) =>
    numberOf(
      readSipRequest(
        crlf(
          `INVITE sip:c@c SIP/2.0\nVia: SIP/2.0/UDP a;branch=1\nFrom: ${header}\nTo: <sip:c@c>\nCall-ID: 1\nCSeq: 1 INVITE\n\n`,
        ),
      )!,
    );
  expect(from('<sip:anonymous@anonymous.invalid>;tag=1')).toBeUndefined();
  expect(from('<sip:Xanthippe@example.com>;tag=1')).toBeUndefined();
  expect(from('<sip:01390-000(00)@gw>;tag=1')).toBe('0139000000');
  expect(from('<sip:%ff%fe@gw>;tag=1')).toBeUndefined();
});

test('what is no request, or is cut short, is none', () => {
  for (const wrong of [
    '',
    'INVITE sip:a SIP/2.0\r\n',
    'SIP/2.0 200 OK\r\nVia: x\r\n\r\n',
    'INVITE sip:a SIP/2.0\r\nVia: x\r\n\r\n',
    'INVITE sip:a SIP/2.0\r\nVia: x\r\nFrom: x\r\nTo: x\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContent-Length: 99\r\n\r\nshort',
  ])
    expect(readSipRequest(Buffer.from(wrong)), wrong).toBeUndefined();
});

test('whatever comes, it is read or passed over', () => {
  fc.assert(
    fc.property(
      fc.nat(invite.length),
      fc.nat(80),
      fc.uint8Array({ maxLength: 40 }),
      (from, length, instead) => {
        const damaged = Buffer.concat([invite.subarray(0, from), instead, invite.subarray(from + length)]);
        const read = readSipRequest(damaged);
        if (read === undefined) return;
        const number = numberOf(read);
        if (number !== undefined) expect(number).toMatch(/^\+?\d{2,20}$/);
        bodyOf(read, 'application/pidf+xml');
        answerTo(read, 200, 'OK');
      },
    ),
    { numRuns: 500 },
  );
});

test('digest: the right key opens once for each count, a wrong one and an old challenge do not', () => {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const key = 'abcde-fghij-klmno-pqrst';
  const door = createSipDoor({ user: 'clarion', key, realm: 'clarion' });
  const nonceOf = (challenge: string) => /nonce="([^"]+)"/.exec(challenge)![1]!;
  const shown = (nonce: string, secret = key, count = '00000001') => {
    const response = md5(
      `${md5(`clarion:clarion:${secret}`)}:${nonce}:${count}:c1:auth:${md5('INVITE:sip:c@c')}`,
    );
    return readSipRequest(
      crlf(
        `INVITE sip:c@c SIP/2.0\nVia: x\nFrom: x\nTo: x\nCall-ID: x\nCSeq: 1 INVITE\nAuthorization: Digest username="clarion", realm="clarion", nonce="${nonce}", uri="sip:c@c", response="${response}", qop=auth, nc=${count}, cnonce="c1"\n\n`,
      ),
    )!;
  };
  const nonce = nonceOf(door.challenge(1000));
  expect(door.look(shown(nonce), 2000)).toBe('right');
  expect(door.look(shown(nonce), 2000)).toBe('ask');
  expect(door.look(shown(nonce, key, '00000002'), 2000)).toBe('right');
  expect(door.look(shown(nonce, 'another'), 2000)).toBe('wrong');
  expect(door.look(shown(nonceOf(door.challenge(1000))), 100_000)).toBe('ask');
  expect(door.look(shown('1000.aa-forged'), 2000)).toBe('ask');
  expect(door.look(readSipRequest(invite)!, 2000)).toBe('ask');
});
