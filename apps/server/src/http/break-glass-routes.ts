import { instant } from '@clarion/measure';
import { breakGlassSchema, chooseLanguage, faultSchema, sessionSchema } from '@clarion/protocol';
import { endBreakGlass, listBreakGlass, openBreakGlass } from '@clarion/store';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { App } from './app.ts';
import type { Door } from './door.ts';
import { refuse } from './fault.ts';
import { sessionAnswer } from './session-routes.ts';

/** The way in that needs nobody and no network: a code from an envelope. The supervisor knows before whoever used it is in. */
export function addBreakGlassRoutes(
  app: App,
  centre: Centre,
  door: Door,
  /** Looks for alarms now. */
  alarm: () => Promise<unknown>,
): void {
  const { database, wall } = centre;

  app.post(
    '/api/session/break-glass',
    {
      config: { access: 'everyone' },
      schema: {
        body: breakGlassSchema,
        response: { 200: sessionSchema, 401: faultSchema, 503: faultSchema },
      },
    },
    async (request, reply) => {
      const { code, reason } = request.body;
      const opened = await openBreakGlass(database, { code, reason, now: instant(wall()) });
      if (!opened.ok) return refuse(request, reply, { status: 401, code: opened.error.code });
      const { operator } = opened.value;
      await alarm();
      // What is not in the log is not let in: the code is spent, and the next envelope may fare better.
      if (!boardOf(centre).alarms.has(`breakGlass:${operator.login}`)) {
        await endBreakGlass(database, operator.login, instant(wall()));
        return refuse(request, reply, { status: 503, code: 'StoreUnavailable' });
      }
      const language = request.body.language ?? chooseLanguage(request.headers['accept-language']);
      const session = await door.admit(operator, language);
      door.setCookies(request, reply, session);
      return reply.send(sessionAnswer(session));
    },
  );

  app.get('/api/break-glass', { config: { access: ['administrator', 'auditor'] } }, async (_request, reply) =>
    reply.send({ envelopes: await listBreakGlass(database) }),
  );
}
