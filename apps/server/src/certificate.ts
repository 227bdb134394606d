import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readBytes } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { fileProblem, type StartFault, type TlsSettings } from './options.ts';

/** What a line over TLS shows, and whom it believes. */
export interface OwnCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Of the telephone line alone. */
  readonly lineCa?: Buffer;
  /** When it is over, in UTC milliseconds. */
  readonly endsAt: number;
}

/**
 * Reads the certificate (PEM, with those between it and its authority behind it), its key and the line's authority. Errors: a file that is
 * not there; TlsUnusable, when it is not what it should be, the key is not the certificate's, or its time is over.
 */
export async function readCertificate(
  tls: TlsSettings,
  now: number,
): Promise<Result<OwnCertificate, StartFault>> {
  const [cert, key, ca] = await Promise.all([
    readBytes(tls.cert),
    readBytes(tls.key),
    tls.sip?.clientCa === undefined ? undefined : readBytes(tls.sip.clientCa),
  ]);
  if (!cert.ok) return fail(fileProblem(cert.error));
  if (!key.ok) return fail(fileProblem(key.error));
  if (ca?.ok === false) return fail(fileProblem(ca.error));
  const unusable = (file: string, reason: string) =>
    fail({ code: 'TlsUnusable' as const, params: { file, reason } });
  const own = certificateIn(cert.value);
  if (own === undefined) return unusable(tls.cert, 'X.509 PEM?');
  const endsAt = Date.parse(own.validTo);
  if (endsAt < now) return unusable(tls.cert, `→ ${new Date(endsAt).toISOString()}`);
  if (ca !== undefined && certificateIn(ca.value) === undefined)
    return unusable(tls.sip?.clientCa ?? '', 'X.509 PEM?');
  if (!isKeyOf(own, key.value)) return unusable(tls.key, `≠ ${tls.cert}`);
  return ok({
    cert: cert.value,
    key: key.value,
    ...(ca === undefined ? {} : { lineCa: ca.value }),
    endsAt,
  });
}

/** The first in the text; undefined when there is none. */
export function certificateIn(pem: Buffer | string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function isKeyOf(certificate: X509Certificate, pem: Buffer): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(pem));
  } catch {
    return false;
  }
}
