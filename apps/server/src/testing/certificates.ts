import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const noOpenssl = spawnSync('openssl', ['version']).error !== undefined;
export const needsOpenssl = '(needs openssl)';

export interface MadeCertificate {
  /** Files, in PEM. */
  readonly cert: string;
  readonly key: string;
  readonly certPem: Buffer;
  readonly keyPem: Buffer;
}

/** Certificates that are made for one run of a test, and thrown away with it. */
export interface Authority extends MadeCertificate {
  readonly folder: string;
  /** @param days negative: its time is over */
  sign(name: string, days?: number): MadeCertificate;
  drop(): void;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const;

export function madeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-certificates-'));
  const openssl = (...argv: readonly string[]) => {
    const ran = spawnSync('openssl', argv, { cwd: folder, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`openssl ${argv.join(' ')}: ${ran.stderr}`);
  };
  const made = (name: string): MadeCertificate => {
    const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
    return { cert, key, certPem: readFileSync(cert), keyPem: readFileSync(key) };
  };
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'authority.key',
    '-out',
    'authority.pem',
    '-subj',
    '/CN=authority',
    '-days',
    '30',
  );
  return {
    ...made('authority'),
    folder,
    sign(name, days = 30) {
      openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      const by = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial'];
      openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-days', String(days), '-out', `${name}.pem`);
      return made(name);
    },
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
