import { instant } from '@clarion/measure';
import { codeSchema, newPasswordSchema, passwordSchema } from '@clarion/protocol';
import { findOperator, type Operator, type SecondFactors, setPassword, signIn } from '@clarion/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Centre } from '../centre/centre.ts';
import type { App } from './app.ts';
import type { Door } from './door.ts';
import { refuse } from './fault.ts';
import { enrolment } from './session-routes.ts';

/** What everybody does about their own sign-in: the password, and the second factor. */
export function addAccountRoutes(app: App, centre: Centre, door: Door, factors: SecondFactors): void {
  const { database, wall } = centre;
  const signedIn = { access: 'signedIn' } as const;

  app.get('/api/account', { config: signedIn }, async (request, reply) => {
    const operator = await findOperator(database, request.session!.login);
    const secondFactor = operator !== undefined && (await factors.isOn(operator.operatorId));
    return reply.send({ secondFactor });
  });

  app.put(
    '/api/account/password',
    { config: signedIn, schema: { body: newPasswordSchema } },
    async (request, reply) => {
      const { password, newPassword } = request.body;
      const operator = await confirmed(request, reply, password);
      if (operator === undefined) return reply;
      const session = request.session!;
      const changed = await setPassword(database, session.login, newPassword, session.token);
      if (!changed.ok)
        return refuse(request, reply, {
          status: 409,
          code: changed.error.code,
          params: { ...changed.error },
          field: 'newPassword',
        });
      await door.endOthers(session.operatorId, session);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/account/second-factor',
    { config: signedIn, schema: { body: passwordSchema } },
    async (request, reply) => {
      const operator = await confirmed(request, reply, request.body.password);
      if (operator === undefined) return reply;
      if (await factors.isOn(operator.operatorId))
        return refuse(request, reply, { status: 409, code: 'SecondFactorOn' });
      const secret = await factors.begin(operator.operatorId, instant(wall()));
      return reply.send(enrolment(operator.login, secret, centre.log.kind));
    },
  );

  app.post(
    '/api/account/second-factor/first-code',
    { config: signedIn, schema: { body: codeSchema } },
    async (request, reply) => {
      const operator = await findOperator(database, request.session!.login);
      const codes =
        operator && (await factors.confirm(operator.operatorId, request.body.code, instant(wall())));
      if (codes === undefined) return refuse(request, reply, { status: 409, code: 'SecondFactorWrong' });
      return reply.send({ recoveryCodes: codes });
    },
  );

  /** The person at the page is who signed in: an open page alone changes no password. Tries are counted as at the door. */
  async function confirmed(
    request: FastifyRequest,
    reply: FastifyReply,
    password: string,
  ): Promise<Operator | undefined> {
    const now = instant(wall());
    const { login } = request.session!;
    const found = await signIn(database, { login, password, address: request.ip, now });
    if (found.ok) return found.value;
    if (found.error.code === 'SignInWrong') refuse(request, reply, { status: 403, code: 'PasswordWrong' });
    else {
      const seconds = Math.ceil((found.error.until - now) / 1000);
      refuse(request, reply, { status: 429, code: 'SignInWait', params: { seconds } });
    }
    return undefined;
  }
}
