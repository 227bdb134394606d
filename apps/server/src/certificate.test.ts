import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateIn, readCertificate } from './certificate.ts';
import { type Authority, madeAuthority, needsOpenssl, noOpenssl } from './testing/certificates.ts';

describe.skipIf(noOpenssl)(`the certificate of lines over TLS ${needsOpenssl}`, () => {
  let authority: Authority;
  const now = Date.now();
  beforeAll(() => {
    authority = madeAuthority();
  });
  afterAll(() => authority?.drop());
  const faultOf = async (tls: Parameters<typeof readCertificate>[0], at = now) => {
    const read = await readCertificate(tls, at);
    return read.ok ? undefined : [read.error.code, read.error.params['file'], read.error.params['reason']];
  };

  test('one with its key is read, and the line’s authority beside it', async () => {
    const { cert, key, certPem } = authority.sign('server');
    const sip = { port: 5061, clientCa: authority.cert };
    const read = await readCertificate({ cert, key, sip }, now);
    expect(read).toMatchObject({ ok: true, value: { cert: certPem, lineCa: authority.certPem } });
    const endsAt = read.ok ? read.value.endsAt : 0;
    expect(Math.abs(endsAt - now - 30 * 86_400_000)).toBeLessThan(86_400_000);
    expect(await faultOf({ cert, key }, now + 31 * 86_400_000)).toEqual([
      'TlsUnusable',
      cert,
      expect.any(String),
    ]);
  });

  test('one that cannot be used is told, with its file', async () => {
    const [server, other, old] = [
      authority.sign('server-1'),
      authority.sign('server-2'),
      authority.sign('old', -1),
    ];
    const missing = join(authority.folder, 'missing.key');
    expect(await faultOf({ cert: server.cert, key: other.key })).toEqual([
      'TlsUnusable',
      other.key,
      `≠ ${server.cert}`,
    ]);
    expect((await faultOf(old))?.slice(0, 2)).toEqual(['TlsUnusable', old.cert]);
    expect((await faultOf({ cert: server.key, key: server.key }))?.slice(0, 2)).toEqual([
      'TlsUnusable',
      server.key,
    ]);
    expect((await faultOf({ cert: server.cert, key: missing }))?.slice(0, 2)).toEqual([
      'cli.fault.FileMissing',
      missing,
    ]);
    const sip = { port: 5061, clientCa: server.key };
    expect((await faultOf({ ...server, sip }))?.slice(0, 2)).toEqual(['TlsUnusable', server.key]);
    expect([certificateIn('nothing'), certificateIn(server.keyPem)]).toEqual([undefined, undefined]);
  });
});
