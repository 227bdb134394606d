import { fail, ok, type Result } from '@clarion/measure';
import { type SipServer, serveSip } from '@clarion/telephony';
import type { OwnCertificate } from '../certificate.ts';
import type { ServerOptions, StartFault } from '../options.ts';
import type { LineDesk } from './line-desk.ts';

const USER = 'clarion';

/** What was asked for of it, from the options. */
export interface SipWanted {
  readonly host: string;
  readonly sip: ServerOptions['sip'];
  readonly tls: ServerOptions['tls'];
  readonly textPorts: ServerOptions['textPorts'];
}

/** Opens the ways for calls over SIP that were asked for. */
export async function openSip(
  { host, sip, tls, textPorts }: SipWanted,
  certificate: OwnCertificate | undefined,
  desk: LineDesk,
  now: () => number,
  onTrouble: (error: unknown) => void,
): Promise<Result<SipServer | undefined, StartFault>> {
  const secure = tls?.sip;
  if (sip === undefined && secure === undefined) return ok(undefined);
  const at = host === 'localhost' ? '127.0.0.1' : host;
  const serving = await serveSip({
    host: at,
    ...(textPorts === undefined ? {} : { text: { host: at, ports: textPorts } }),
    ...(sip === undefined ? {} : { port: sip.port }),
    ...(secure === undefined || certificate === undefined
      ? {}
      : {
          tls: {
            port: secure.port,
            cert: certificate.cert,
            key: certificate.key,
            ...(certificate.lineCa === undefined ? {} : { ca: certificate.lineCa }),
          },
        }),
    user: USER,
    key: sip?.key ?? secure?.key,
    now,
    onTrouble,
    async hear(event) {
      const heard = await desk.hear(event);
      // The switch has its answer already; what it said and could not be used is told to who looks after the program.
      if (!heard.ok) onTrouble(new Error(`line event ${event.event}: ${heard.error.code}`));
    },
  });
  if (serving.ok) return serving;
  const { port } = serving.error;
  const option = port === sip?.port ? '--sip-port' : '--sip-tls-port';
  return fail({ code: 'FeedPortTaken', params: { port, option } });
}
