import { isInForce } from '@clarion/dispatch';
import {
  type CordonProposal,
  type CordonReach,
  cordonQuestionSchema,
  type Language,
  say,
} from '@clarion/protocol';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { CordonProblem } from '../cordon/cordons.ts';
import type { App } from './app.ts';
import { languageOf, type Refused, refuse } from './fault.ts';

/** A cordon as it would be, and who can be at the points of one that was set. Setting and lifting are commands. */
export function addCordonRoutes(app: App, centre: Centre): void {
  app.post(
    '/api/cordons/proposal',
    {
      config: { access: { toGive: 'SetCordon' } },
      bodyLimit: 131_072,
      schema: { body: cordonQuestionSchema },
    },
    async (request, reply) => {
      const { incidentId } = request.body;
      if (!boardOf(centre).incidents.has(incidentId))
        return refuse(request, reply, { status: 404, code: 'IncidentUnknown', params: { incidentId } });
      const proposal = centre.cordons.propose(request.body);
      if (!proposal.ok) return refuse(request, reply, cordonRefused(languageOf(request), proposal.error));
      return reply.send(proposal.value satisfies CordonProposal);
    },
  );

  app.get(
    '/api/cordons/:cordonId/reach',
    {
      config: { access: { toGive: 'SetCordon' } },
      schema: {
        params: z.object({ cordonId: z.string().max(64) }),
      },
    },
    async (request, reply) => {
      const { cordonId } = request.params;
      const cordon = boardOf(centre).cordons.get(cordonId);
      const params = { cordonId };
      if (cordon === undefined) return refuse(request, reply, { status: 404, code: 'CordonUnknown', params });
      if (!isInForce(boardOf(centre), cordon, centre.clock.now()))
        return refuse(request, reply, { status: 409, code: 'CordonOverAlready', params });
      return reply.send({ cordonId, ...centre.cordons.reach(cordon) } satisfies CordonReach);
    },
  );
}

export function cordonRefused(language: Language, problem: CordonProblem): Refused {
  if (problem.code === 'CordonChanged') return { status: 409, code: problem.code };
  const reason = say(language, `cordon.fault.${problem.reason}`);
  return { status: 409, code: problem.code, field: 'area', params: { reason }, facts: { ...problem } };
}
