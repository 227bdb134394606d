import { fail, ok, type Result } from '@clarion/measure';
import { type SipServer, serveSip } from '@clarion/telephony';
import type { ServerOptions, StartFault } from '../options.ts';
import type { LineDesk } from './line-desk.ts';

const USER = 'clarion';

/** Opens the way for calls over SIP, where it was asked for. */
export async function openSip(
  { host, sip }: { readonly host: string; readonly sip: ServerOptions['sip'] },
  desk: LineDesk,
  now: () => number,
  onTrouble: (error: unknown) => void,
): Promise<Result<SipServer | undefined, StartFault>> {
  if (sip === undefined) return ok(undefined);
  const serving = await serveSip({
    host: host === 'localhost' ? '127.0.0.1' : host,
    port: sip.port,
    user: USER,
    key: sip.key,
    now,
    onTrouble,
    async hear(event) {
      const heard = await desk.hear(event);
      // The switch has its answer already; what it said and could not be used is told to who looks after the program.
      if (!heard.ok) onTrouble(new Error(`line event ${event.event}: ${heard.error.code}`));
    },
  });
  if (!serving.ok) return fail({ code: 'FeedPortTaken', params: { port: sip.port, option: '--sip-port' } });
  return ok(serving.value);
}
