import { instant } from '@clarion/measure';
import { z } from 'zod';
import type { Centre } from '../centre/centre.ts';
import { boardRoles } from '../centre/sight.ts';
import { stretchAround } from '../replay/stretch.ts';
import type { App } from './app.ts';
import { POSITIONS_KEPT_HOURS } from './position-routes.ts';

/** The floor as it stood: for whoever may see it as it stands. */
export function addReplayRoutes(app: App, centre: Centre): void {
  const { log, pastBoards: past, storedPositions: stored, clock } = centre;
  app.get(
    '/api/replay',
    {
      config: { access: boardRoles },
      schema: { querystring: z.object({ at: z.coerce.number().int().min(0) }) },
    },
    async (request, reply) => {
      const now = clock.now();
      const keptFrom = instant(now - POSITIONS_KEPT_HOURS * 3_600_000);
      const at = instant(Math.min(request.query.at, now));
      return reply.send(await stretchAround({ log, past, stored, keptFrom }, at));
    },
  );
}
