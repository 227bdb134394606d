import { instant } from '@clarion/measure';
import { chooseLanguage, type FaultCode } from '@clarion/protocol';
import { signOn } from '@clarion/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Centre } from '../centre/centre.ts';
import type { Provider, Ticket } from '../sign-on/provider.ts';
import { roleOf, type SignOnSettings } from '../sign-on/settings.ts';
import type { App } from './app.ts';
import type { Door } from './door.ts';

const PATH = '/api/session/sign-on';
const TICKET_LIFE_MS = 600_000;

export interface SignOn {
  readonly settings: SignOnSettings;
  readonly provider: Provider;
}

/** The organisation's own sign-on. Whatever goes wrong leads back to the page, which says it; names and passwords still open. */
export function addSignOnRoutes(app: App, centre: Centre, door: Door, on: SignOn | undefined): void {
  const { wall } = centre;
  const cookie = `${door.cookie}_sign_on`;
  const cookieOf = (request: FastifyRequest) => ({
    path: PATH,
    httpOnly: true,
    // It has to come along when the provider sends the browser back.
    sameSite: 'lax' as const,
    secure: request.protocol === 'https',
  });
  const callbackOf = (request: FastifyRequest) => `${request.protocol}://${request.host}${PATH}/callback`;
  const back = (reply: FastifyReply, code: FaultCode) => reply.redirect(`/#sign-on=${code}`);

  app.get('/api/session/ways', { config: { access: 'everyone' } }, async (_request, reply) =>
    reply.send({ signOn: on !== undefined }),
  );
  if (on === undefined) return;
  const { settings, provider } = on;

  app.get(PATH, { config: { access: 'everyone' } }, async (request, reply) => {
    const begun = await provider.begin(callbackOf(request), wall());
    if (!begun.ok) {
      request.log.warn({ reason: begun.error.reason }, 'sign-on is away');
      return back(reply, begun.error.code);
    }
    const { ticket, url } = begun.value;
    reply.setCookie(cookie, centre.sealing.wrap(JSON.stringify(ticket)), {
      ...cookieOf(request),
      maxAge: TICKET_LIFE_MS / 1000,
    });
    return reply.redirect(url);
  });

  app.get(`${PATH}/callback`, { config: { access: 'everyone' } }, async (request, reply) => {
    const ticket = ticketOf(request.cookies[cookie]);
    // One ticket, one try: who comes back a second time begins anew.
    reply.clearCookie(cookie, cookieOf(request));
    if (ticket === undefined) return back(reply, 'SignOnRefused');
    const cameBack = new URL(request.url, callbackOf(request));
    const ended = await provider.end(cameBack, ticket, wall());
    if (!ended.ok) {
      request.log.warn({ reason: ended.error.reason }, 'sign-on refused');
      return back(reply, ended.error.code);
    }
    const claims = ended.value;
    const role = roleOf(settings, claims);
    if (role === undefined) return back(reply, 'SignOnNoRole');
    const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
    const login = text('preferred_username') || text('sub');
    const who = await signOn(centre.database, {
      issuer: settings.issuer,
      subject: text('sub'),
      login,
      displayName: text('name') || login,
      role,
      now: instant(wall()),
    });
    if (!who.ok) return back(reply, who.error.code);
    const session = await door.admit(who.value, chooseLanguage(request.headers['accept-language']));
    door.setCookies(request, reply, session);
    return reply.redirect('/');
  });

  function ticketOf(wrapped: string | undefined): Ticket | undefined {
    const text = wrapped === undefined ? undefined : centre.sealing.unwrap(wrapped);
    if (text === undefined) return undefined;
    const ticket = JSON.parse(text) as Ticket;
    return wall() - ticket.begunAt < TICKET_LIFE_MS ? ticket : undefined;
  }
}
