import { fail, ok, type Result } from '@clarion/measure';
import { DRILL_PASSWORD, drillLogins } from '../drill-sign-ins.ts';
import type { App } from '../http/app.ts';
import type { ServerOptions, StartFault } from '../options.ts';
import type { Tell } from '../tell.ts';

export async function listen(
  app: App,
  { port, host }: Pick<ServerOptions, 'port' | 'host'>,
): Promise<Result<undefined, StartFault>> {
  try {
    await app.listen({ port, host });
    return ok(undefined);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return fail({ code: 'PortTaken', params: { port } });
    throw error;
  }
}

/** Where it listens, and as whom to come in. @returns the address */
export function tellReady(
  { host, port: asked }: Pick<ServerOptions, 'port' | 'host'>,
  app: App,
  { kind, unit }: { readonly kind: string; readonly unit: string },
  tell: Tell,
): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : asked;
  const near = host === '127.0.0.1' || host === 'localhost' || host === '::1';
  const url = `http://${near || host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  tell('server.ready', { url });
  if (kind === 'live') tell('server.live', { url });
  else {
    const logins = drillLogins.join(', ');
    tell(unit === '' ? 'server.drillWithoutUnits' : 'server.drill', {
      url,
      logins,
      unit: unit.toLowerCase(),
      password: DRILL_PASSWORD,
    });
    if (!near) tell('server.drillOpen', { host });
  }
  return url;
}
