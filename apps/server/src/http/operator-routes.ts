import { instant } from '@clarion/measure';
import { newOperatorSchema, type OperatorSummary } from '@clarion/protocol';
import { createOperator, listOperators, type Operator } from '@clarion/store';
import type { Centre } from '../centre/centre.ts';
import type { App } from './app.ts';
import { GATEWAY_UNIT } from './door.ts';
import { refuse } from './fault.ts';

/** Sign-ins, by the administrator. */
export function addOperatorRoutes(app: App, centre: Centre): void {
  app.get('/api/operators', { config: { access: ['administrator'] } }, async (_request, reply) => {
    const operators = await listOperators(centre.database);
    return reply.send({ operators: operators.map(summaryOf) });
  });

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
