import type { StreetAnswer, StreetDetours } from '@clarion/protocol';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import { streetsAt } from '../streets/find-street.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

/** The streets under a place on the map, to offer for closing, and the ways around one. What is closed stands on the board. */
export function addStreetRoutes(app: App, centre: Centre): void {
  const { place } = centre;
  app.get(
    '/api/streets/at',
    {
      config: { access: { toGive: 'CloseStreet' } },
      schema: {
        querystring: z.object({
          lng: z.coerce.number().min(-180).max(180),
          lat: z.coerce.number().min(-90).max(90),
        }),
      },
    },
    async (request, reply) => {
      const { lng, lat } = request.query;
      const streets: readonly StreetAnswer[] = streetsAt(place.graph, [lng, lat]);
      return reply.send({ streets });
    },
  );

  app.get(
    '/api/closures/:closureId/detours',
    {
      config: { access: { toGive: 'CloseStreet' } },
      schema: { params: z.object({ closureId: z.string().max(64) }) },
    },
    async (request, reply) => {
      const { closureId } = request.params;
      const closure = boardOf(centre).closures.get(closureId);
      const params = { closureId };
      if (closure === undefined)
        return refuse(request, reply, { status: 404, code: 'ClosureUnknown', params });
      return reply.send({ closureId, detours: centre.cordons.around(closureId) } satisfies StreetDetours);
    },
  );
}
