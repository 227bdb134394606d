import {
  type CallStandsOut,
  duplicatesSchema,
  type GroupsAnswer,
  type LikelyAnswer,
} from '@clarion/protocol';
import { boardOf, type Centre } from '../centre/centre.ts';
import { draftRoles, seesDraft } from '../centre/sight.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

/** Which calls are likely about one thing. Questions only: what follows is a command of a person. */
export function addDuplicateRoutes(app: App, centre: Centre): void {
  const { duplicates } = centre;
  const config = { access: draftRoles };

  app.get(
    '/api/duplicates',
    { config, schema: { querystring: duplicatesSchema } },
    async (request, reply) => {
      const { callId } = request.query;
      if (!boardOf(centre).calls.has(callId))
        return refuse(request, reply, { status: 404, code: 'CallUnknown', params: { callId } });
      // The reasons say what the caller spoke of.
      if (!seesDraft(boardOf(centre), request.session!, callId))
        return refuse(request, reply, { status: 403, code: 'NotAllowed' });
      const found = await duplicates.likely(callId);
      if (found === undefined)
        return refuse(request, reply, { status: 404, code: 'CallUnknown', params: { callId } });
      const { shownId, likely, standsOut } = found;
      return reply.send({
        callId,
        shownId,
        likely,
        ...(standsOut === undefined ? {} : { standsOut: { callId, ...standsOut } }),
      } satisfies LikelyAnswer);
    },
  );

  app.get('/api/duplicates/groups', { config }, async (request, reply) => {
    const { head, groups, standing } = await duplicates.gathered();
    const board = boardOf(centre);
    const sees = (callId: string) => seesDraft(board, request.session!, callId);
    return reply.send({
      head,
      groups,
      standing: [...standing].map(
        ([callId, out]): CallStandsOut =>
          sees(callId) ? { callId, ...out } : { callId, ...out, concepts: [] },
      ),
    } satisfies GroupsAnswer);
  });
}
