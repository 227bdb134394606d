import type { StreetAnswer } from '@clarion/protocol';
import { z } from 'zod';
import type { Centre } from '../centre/centre.ts';
import { streetsAt } from '../streets/find-street.ts';
import type { App } from './app.ts';

/** The streets under a place on the map, to offer for closing. What is closed stands on the board. */
export function addStreetRoutes(app: App, { place }: Centre): void {
  app.get(
    '/api/streets/at',
    {
      config: { access: ['dispatcher', 'commander'] },
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
}
