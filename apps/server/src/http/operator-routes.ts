import { instant } from '@clarion/measure';
import {
  loginSchema,
  newOperatorSchema,
  type OperatorSummary,
  operatorChangeSchema,
} from '@clarion/protocol';
import {
  createOperator,
  disableOperator,
  enableOperator,
  endBreakGlass,
  findOperator,
  listOperators,
  type Operator,
  type SecondFactors,
  setPassword,
} from '@clarion/store';
import type { Centre } from '../centre/centre.ts';
import type { App } from './app.ts';
import { type Door, GATEWAY_UNIT } from './door.ts';
import { refuse } from './fault.ts';

/** Sign-ins, by the administrator. */
export function addOperatorRoutes(app: App, centre: Centre, door: Door, factors: SecondFactors): void {
  app.get('/api/operators', { config: { access: ['administrator'] } }, async (_request, reply) => {
    const operators = await listOperators(centre.database);
    const secondFactors = await factors.on();
    return reply.send({
      operators: operators.map(operator => ({
        ...summaryOf(operator),
        ended: operator.disabledAt !== undefined,
        secondFactor: secondFactors.has(operator.operatorId),
      })),
    });
  });

  app.patch(
    '/api/operators/:login',
    { config: { access: ['administrator'] }, schema: { params: loginSchema, body: operatorChangeSchema } },
    async (request, reply) => {
      const operator = await findOperator(centre.database, request.params.login);
      const params = { login: request.params.login };
      if (operator === undefined)
        return refuse(request, reply, { status: 404, code: 'OperatorUnknown', params });
      const { ended, password, secondFactor, signedIn } = request.body;
      if (ended === true && operator.login === request.session!.login)
        return refuse(request, reply, { status: 409, code: 'OperatorSelf' });
      if (password !== undefined) {
        const changed = await setPassword(centre.database, operator.login, password);
        if (!changed.ok)
          return refuse(request, reply, {
            status: 409,
            code: changed.error.code,
            params: { ...changed.error },
            field: 'password',
          });
      }
      if (secondFactor === false) await factors.remove(operator.operatorId);
      const now = instant(centre.wall());
      if (ended === true) await disableOperator(centre.database, operator.operatorId, now);
      if (ended === true && operator.endsAt !== undefined)
        await endBreakGlass(centre.database, operator.login, now);
      if (ended === false) await enableOperator(centre.database, operator.operatorId);
      if (ended === true || signedIn === false || password !== undefined)
        await door.endOthers(operator.login);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/operators',
    { config: { access: ['administrator'] }, schema: { body: newOperatorSchema } },
    async (request, reply) => {
      const { unitId, ...rest } = request.body;
      const spokenFor = rest.role === 'responder' ? (unitId ?? GATEWAY_UNIT) : unitId;
      const unit = spokenFor === undefined ? {} : { unitId: spokenFor };
      const made = await createOperator(centre.database, { ...rest, ...unit, now: instant(centre.wall()) });
      if (!made.ok) {
        const { code } = made.error;
        return refuse(request, reply, { status: 409, code, params: made.error, field: 'login' });
      }
      return reply.code(201).send(summaryOf(made.value));
    },
  );
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
