import { X509Certificate } from 'node:crypto';
import { readText } from '@clarion/files';
import { fail, instant, ok, type Result } from '@clarion/measure';
import { badInput, type CliCommand, type CliFault, done } from '../command.ts';
import { trackerOptions, withTrackers } from './of-log.ts';

async function fingerprintIn(file: string): Promise<Result<string, CliFault>> {
  const pem = await readText(file);
  if (!pem.ok) return pem;
  try {
    return ok(new X509Certificate(pem.value).fingerprint256);
  } catch {
    return fail({ code: 'CertificateUnreadable', file });
  }
}

export const command: CliCommand = {
  name: 'tracker issue',
  summary: 'cli.tracker.issue',
  stopsItself: true,
  options: {
    ...trackerOptions,
    id: { kind: 'text', summary: 'cli.tracker.id', required: true },
    unit: { kind: 'text', summary: 'cli.tracker.unit', required: true },
    certificate: { kind: 'file', summary: 'cli.tracker.certificate' },
  },
  run: (args, io) =>
    withTrackers(args, io, async ({ trackers, hasUnit }) => {
      const trackerId = args.text('id');
      const unitId = args.text('unit');
      if (!/^[a-zA-Z0-9._-]{1,64}$/.test(trackerId))
        return badInput({ code: 'TrackerNameWrong', field: '--id', params: { trackerId } });
      if (!(await hasUnit(unitId)))
        return badInput({ code: 'UnitUnknown', field: '--unit', params: { unitId } });
      const now = instant(Date.now());
      const file = args.findText('certificate');
      if (file !== undefined) {
        const certificate = await fingerprintIn(file);
        if (!certificate.ok) return badInput(certificate.error);
        const pinned = await trackers.pin({ trackerId, unitId, certificate: certificate.value, now });
        if (!pinned.ok) {
          const { code, ...params } = pinned.error;
          return badInput({ code, field: code === 'CertificateTaken' ? '--certificate' : '--id', params });
        }
        const said = { trackerId, unitId, certificate: certificate.value };
        return done(said, io.say('cli.tracker.pinned', said));
      }
      const issued = await trackers.issue({ trackerId, unitId, now });
      if (!issued.ok) return badInput({ code: issued.error.code, field: '--id', params: { trackerId } });
      const { key } = issued.value;
      return done({ trackerId, unitId, key }, io.say('cli.tracker.issued', { trackerId, unitId, key }));
    }),
};
