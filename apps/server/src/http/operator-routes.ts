import { instant } from '@clarion/measure';
import {
  type ListedOperator,
  loginSchema,
  newOperatorSchema,
  type OperatorMade,
  type OperatorSummary,
  operatorChangeSchema,
} from '@clarion/protocol';
import {
  changeOperator,
  findOperator,
  lastActs,
  listOperatorActs,
  listOperators,
  makeOperator,
  type Operator,
  type OperatorChange,
  randomPassword,
  type SecondFactors,
} from '@clarion/store';
import type { z } from 'zod';
import type { Centre } from '../centre/centre.ts';
import type { App } from './app.ts';
import { type Door, GATEWAY_UNIT } from './door.ts';
import { refuse } from './fault.ts';

/** Sign-ins, by the administrator. What is done to one is written beside it, with who did it. */
export function addOperatorRoutes(app: App, centre: Centre, door: Door, factors: SecondFactors): void {
  const { database, wall } = centre;
  const administrator = { access: ['administrator'] } as const;

  app.get('/api/operators', { config: administrator }, async (_request, reply) => {
    const [operators, secondFactors, changed] = await Promise.all([
      listOperators(database),
      factors.on(),
      lastActs(database),
    ]);
    return reply.send({
      operators: operators.map((operator): ListedOperator => {
        const changedAt = changed.get(operator.login);
        return {
          ...summaryOf(operator),
          ended: operator.disabledAt !== undefined,
          secondFactor: secondFactors.has(operator.operatorId),
          since: operator.createdAt,
          ...(changedAt === undefined ? {} : { changedAt }),
          ...(operator.signsOn ? { signsOn: true } : {}),
          ...(operator.passwordOnce ? { passwordOnce: true } : {}),
          ...(operator.endsAt === undefined ? {} : { until: operator.endsAt }),
        };
      }),
    });
  });

  app.get(
    '/api/operators/acts',
    { config: { access: ['administrator', 'auditor'] } },
    async (_request, reply) => reply.send({ acts: await listOperatorActs(database) }),
  );

  app.patch(
    '/api/operators/:login',
    { config: administrator, schema: { params: loginSchema, body: operatorChangeSchema } },
    async (request, reply) => {
      const { login } = request.params;
      const operator = await findOperator(database, login);
      if (operator === undefined)
        return refuse(request, reply, { status: 404, code: 'OperatorUnknown', params: { login } });
      const made = request.body.newPassword === true ? randomPassword() : undefined;
      const changes = changesOf(operator, request.body, made);
      const changed = await changeOperator(database, {
        login,
        actor: request.session!.login,
        changes,
        now: instant(wall()),
      });
      if (!changed.ok) {
        const { code } = changed.error;
        const field = code === 'PasswordTooShort' ? { field: 'password' } : {};
        return refuse(request, reply, { status: 409, code, params: { ...changed.error }, ...field });
      }
      // Whoever the change has signed out is out at once; where nothing changed nobody is.
      await door.lookAnew();
      if (made === undefined) return reply.code(204).send();
      return reply.send({ ...summaryOf(changed.value), password: made } satisfies OperatorMade);
    },
  );

  app.post(
    '/api/operators',
    { config: administrator, schema: { body: newOperatorSchema } },
    async (request, reply) => {
      const { unitId, password: given, ...rest } = request.body;
      const spokenFor = rest.role === 'responder' ? (unitId ?? GATEWAY_UNIT) : unitId;
      const unit = spokenFor === undefined ? {} : { unitId: spokenFor };
      const password = given ?? randomPassword();
      const passwordOnce = isOfPerson(rest);
      const now = instant(wall());
      const displayName = rest.displayName ?? rest.login.trim();
      const wanted = { ...rest, displayName, ...unit, password, passwordOnce, now };
      const made = await makeOperator(database, wanted, request.session!.login);
      if (!made.ok) {
        const { code } = made.error;
        return refuse(request, reply, { status: 409, code, params: made.error, field: 'login' });
      }
      const shown = given === undefined ? { password } : {};
      return reply.code(201).send({ ...summaryOf(made.value), ...shown } satisfies OperatorMade);
    },
  );
}

/** A crew's phone and a gateway keep the password that they were given: there is nobody at a machine to make another. */
const isOfPerson = ({ role }: Pick<Operator, 'role'>) => role !== 'responder';

function changesOf(
  operator: Operator,
  body: z.infer<typeof operatorChangeSchema>,
  made: string | undefined,
): readonly OperatorChange[] {
  const password = made ?? body.password;
  const changes: OperatorChange[] = [];
  if (body.role !== undefined) changes.push({ act: 'role', role: body.role });
  if (password !== undefined) changes.push({ act: 'password', password, once: isOfPerson(operator) });
  if (body.secondFactor === false) changes.push({ act: 'deviceLost' });
  if (body.ended !== undefined) changes.push({ act: body.ended ? 'ended' : 'givenBack' });
  if (body.signedIn === false) changes.push({ act: 'signedOut' });
  return changes;
}

function summaryOf(operator: Operator): OperatorSummary {
  return {
    operatorId: operator.login,
    login: operator.login,
    displayName: operator.displayName,
    role: operator.role,
    ...(operator.unitId === undefined || operator.unitId === GATEWAY_UNIT ? {} : { unitId: operator.unitId }),
  };
}
