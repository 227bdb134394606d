import { type Instant, instant } from '@clarion/measure';
import {
  type PositionAside,
  positionBatchAnswerSchema,
  positionBatchSchema,
  say,
  type UnitPosition,
} from '@clarion/protocol';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import { boardRoles } from '../centre/sight.ts';
import type { Intake } from '../positions/intake.ts';
import type { App } from './app.ts';
import { languageOf, type Refused, refuse } from './fault.ts';

/** Positions of units on duty are kept this long, for the replay of an incident, and then deleted. */
export const POSITIONS_KEPT_HOURS = 24;
const HISTORY_AT_MOST_MS = 3_600_000 * 4;

export function addPositionRoutes(app: App, centre: Centre, intake: Intake): void {
  app.post(
    '/api/positions',
    {
      config: { access: ['responder'] },
      schema: { body: positionBatchSchema, response: { 200: positionBatchAnswerSchema } },
    },
    async (request, reply) => {
      const { fixes } = request.body;
      const { unitId } = request.session!;
      if (unitId !== undefined && fixes.some(fix => fix.unitId !== unitId))
        return refuse(request, reply, { status: 403, code: 'UnitNotYours', params: { unitId } });
      const answer = await intake.accept(fixes);
      return reply.send({ ...answer, keptAside: [...answer.keptAside] });
    },
  );

  app.get('/api/positions', { config: { access: boardRoles } }, async (_request, reply) =>
    reply.send({ positions: centre.positions.all(boardOf(centre), centre.clock.now()) }),
  );

  const querystring = z.object({
    from: z.coerce.number().int().min(0),
    to: z.coerce.number().int().min(0),
  });

  app.get(
    '/api/positions/history',
    { config: { access: boardRoles }, schema: { querystring } },
    async (request, reply) => {
      const span = spanOf(request.query);
      if ('status' in span) return refuse(request, reply, span);
      const fixes = await centre.storedPositions.history(span.from, span.to);
      const positions: UnitPosition[] = fixes.map(fix => ({ ...fix, source: 'device' }));
      return reply.send({ positions });
    },
  );

  app.get(
    '/api/positions/aside',
    { config: { access: boardRoles }, schema: { querystring } },
    async (request, reply) => {
      const span = spanOf(request.query);
      if ('status' in span) return refuse(request, reply, span);
      const language = languageOf(request);
      const aside = await centre.storedPositions.listAside(span.from, span.to);
      const positions: PositionAside[] = aside.map(fix => ({
        ...fix,
        message: say(language, `position.${fix.reason}`),
      }));
      return reply.send({ positions });
    },
  );

  /** The part of the asked time that is still kept. */
  function spanOf({ from, to }: { from: number; to: number }): Refused | { from: Instant; to: Instant } {
    const limit = `${HISTORY_AT_MOST_MS / 3_600_000} h`;
    if (to < from || to - from > HISTORY_AT_MOST_MS)
      return { status: 400, code: 'RangeWrong', field: 'to', params: { limit } };
    const kept = centre.clock.now() - POSITIONS_KEPT_HOURS * 3_600_000;
    if (to < kept) return { status: 410, code: 'HistoryGone', params: { hours: POSITIONS_KEPT_HOURS } };
    return { from: instant(Math.max(from, kept)), to: instant(to) };
  }
}
