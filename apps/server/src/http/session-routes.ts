import { randomUUID } from 'node:crypto';
import { instant } from '@clarion/measure';
import { chooseLanguage, faultSchema, type Session, sessionSchema, signInSchema } from '@clarion/protocol';
import { endBreakGlass } from '@clarion/store';
import { actorOf, boardOf, type Centre, holdsCall } from '../centre/centre.ts';
import type { Presence } from '../desks/presence.ts';
import type { AskerSession } from './access.ts';
import type { App } from './app.ts';
import type { Door } from './door.ts';
import { refuse } from './fault.ts';

export function addSessionRoutes(app: App, centre: Centre, door: Door, presence: Presence): void {
  app.post(
    '/api/session',
    {
      config: { access: 'everyone' },
      schema: {
        body: signInSchema,
        response: { 200: sessionSchema, 401: faultSchema, 409: faultSchema, 429: faultSchema },
      },
    },
    async (request, reply) => {
      const { login, password, newPassword, code: said } = request.body;
      const language = request.body.language ?? chooseLanguage(request.headers['accept-language']);
      const entered = await door.signIn(request, { login, password, newPassword, code: said, language });
      if (!entered.ok) {
        if (entered.code === 'SecondFactorEnrol')
          return refuse(request, reply, {
            status: 401,
            code: entered.code,
            facts: enrolment(login, entered.secret, centre.log.kind),
          });
        if (entered.code === 'PasswordTooShort')
          return refuse(request, reply, {
            status: 409,
            code: entered.code,
            params: { minimum: entered.minimum },
            field: 'newPassword',
          });
        if (entered.code === 'PasswordSame')
          return refuse(request, reply, { status: 409, code: entered.code, field: 'newPassword' });
        if (entered.code !== 'SignInWait') return refuse(request, reply, { status: 401, code: entered.code });
        const { code, seconds } = entered;
        reply.header('retry-after', seconds);
        return refuse(request, reply, { status: 429, code, params: { seconds } });
      }
      door.setCookies(request, reply, entered.session);
      const { recoveryCodes } = entered;
      return reply.send({
        ...sessionAnswer(entered.session),
        ...(recoveryCodes === undefined ? {} : { recoveryCodes: [...recoveryCodes] }),
      });
    },
  );

  app.get(
    '/api/session',
    { config: { access: 'signedIn' }, schema: { response: { 200: sessionSchema, 401: faultSchema } } },
    async (request, reply) => reply.send(sessionAnswer(request.session!)),
  );

  app.delete('/api/session', { config: { access: 'signedIn' } }, async (request, reply) => {
    const session = request.session!;
    const callId = holdsCall(boardOf(centre), session.operatorId);
    if (callId !== undefined)
      return refuse(request, reply, {
        status: 409,
        code: 'CallInHand',
        params: { callId },
        facts: { callId },
      });
    if (session.breakGlassUntil !== undefined)
      await endBreakGlass(centre.database, session.login, instant(centre.wall()));
    await door.signOut(session);
    // What was not handed over is the supervisor's at once, unless they are signed in at another page still.
    if (!presence.isElsewhere(session))
      await presence.signOff(session.operatorId, deskId =>
        centre.submit({
          commandId: randomUUID(),
          actor: actorOf(session),
          command: { type: 'LeaveDesk', deskId },
        }),
      );
    door.setCookies(request, reply, undefined);
    return reply.code(204).send();
  });
}

export function sessionAnswer(session: AskerSession): Session {
  const { token: _, expiresAt, breakGlassUntil, ...rest } = session;
  return {
    ...rest,
    expiresAt: instant(expiresAt),
    ...(breakGlassUntil === undefined ? {} : { breakGlassUntil: instant(breakGlassUntil) }),
  };
}

/** What an authenticator needs: the secret, and the same as an address to draw as a picture (Key URI format). */
export function enrolment(login: string, secret: string, kind: string) {
  const issuer = kind === 'live' ? 'Clarion' : `Clarion ${kind}`;
  const label = encodeURIComponent(`${issuer}:${login}`);
  return { secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}` };
}
