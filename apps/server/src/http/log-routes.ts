import { familyOf } from '@clarion/dispatch';
import type { IncidentSummary } from '@clarion/protocol';
import { z } from 'zod';
import { createBoardText } from '../centre/board-text.ts';
import { boardOf, type Centre } from '../centre/centre.ts';
import { boardRoles, unitViewOf } from '../centre/sight.ts';
import { recordBoard } from '../filing/record-board.ts';
import { entriesForReplay } from '../replay/entries-for-replay.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

const PAGE = 5000;
const FOUND_AT_MOST = 100;

/** The board, the log, incidents by number, type and place. Personal text is in none of them. */
export function addLogRoutes(app: App, centre: Centre): void {
  const board = createBoardText(() => boardOf(centre));
  app.get('/api/board', { config: { access: boardRoles } }, async (request, reply) => {
    reply.type('application/json; charset=utf-8').serializer((text: unknown) => text as string);
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(board.text());
    return reply.header('content-encoding', 'gzip').send(await board.zipped());
  });

  app.get('/api/unit', { config: { access: ['responder'] } }, async (request, reply) => {
    const unitId = request.session?.unitId ?? '';
    const view = unitViewOf(boardOf(centre), unitId);
    if (view === undefined)
      return refuse(request, reply, { status: 404, code: 'UnitUnknown', params: { unitId } });
    return reply.send(view);
  });

  app.get(
    '/api/log',
    {
      config: { access: ['auditor', 'commander', 'dispatcher'] },
      schema: {
        querystring: z.object({
          from: z.coerce.number().int().min(1).default(1),
          to: z.coerce.number().int().min(1).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { from } = request.query;
      const to = Math.min(request.query.to ?? Number.MAX_SAFE_INTEGER, from + PAGE - 1);
      const head = boardOf(centre).head;
      if ((request.query.to ?? from) < from)
        return refuse(request, reply, {
          status: 400,
          code: 'RangeWrong',
          field: 'to',
          params: { limit: PAGE },
        });
      const entries = from > head ? [] : await centre.log.read(from, Math.min(to, head));
      return reply.send({ entries, head });
    },
  );

  app.get(
    '/api/incidents/:incidentId/entries',
    { config: { access: boardRoles }, schema: { params: z.object({ incidentId: z.string().max(64) }) } },
    async (request, reply) => {
      const { incidentId } = request.params;
      const board = await recordBoard(centre.log, incidentId);
      const incident = board?.incidents.get(incidentId);
      if (board === undefined || incident === undefined)
        return refuse(request, reply, { status: 404, code: 'IncidentUnknown', params: { incidentId } });
      const family = familyOf(board, incidentId);
      const entries = await entriesForReplay(centre.log, incident, family);
      const rang = incident.callIds.map(callId => board.calls.get(callId)?.receivedAt ?? incident.openedAt);
      const opened = family.map(id => board.incidents.get(id)?.openedAt ?? incident.openedAt);
      const from = Math.min(...opened, ...rang);
      return reply.send({ entries, from, to: incident.closedAt ?? centre.clock.now() });
    },
  );

  async function filedLike(words: string, limit: number): Promise<IncidentSummary[]> {
    const types = boardOf(centre).configuration?.types ?? [];
    const isLike = (text: string | undefined) => text?.toLowerCase().includes(words) === true;
    const typeIds = types
      .filter(type => isLike(type.typeId) || Object.values(type.names).some(isLike))
      .map(type => type.typeId);
    return (await centre.filed.find({ words, typeIds, limit })).map(one => ({
      incidentId: one.incidentId,
      state: one.into === undefined ? 'closed' : 'merged',
      openedAt: one.openedAt,
      priority: one.priority,
      ...(one.typeId === undefined ? {} : { typeId: one.typeId }),
      ...(one.place === undefined ? {} : { placeLabel: one.place.label }),
    }));
  }

  app.get(
    '/api/incidents',
    {
      config: { access: boardRoles },
      schema: { querystring: z.object({ q: z.string().max(100).default('') }) },
    },
    async (request, reply) => {
      const wanted = request.query.q.trim().toLowerCase();
      const board = boardOf(centre);
      const incidents: IncidentSummary[] = [];
      // Newest first: numbers are given in order.
      for (const incident of [...board.incidents.values()].reverse()) {
        const type = board.configuration?.types.find(known => known.typeId === incident.typeId);
        const fields = [
          incident.place?.label,
          incident.place?.district,
          incident.typeId,
          ...Object.values(type?.names ?? {}),
        ];
        const byNumber = incident.incidentId.toLowerCase() === wanted;
        if (!byNumber && !fields.some(field => field?.toLowerCase().includes(wanted))) continue;
        incidents.push({
          incidentId: incident.incidentId,
          state: incident.state,
          openedAt: incident.openedAt,
          priority: incident.priority,
          ...(incident.typeId === undefined ? {} : { typeId: incident.typeId }),
          ...(incident.place === undefined ? {} : { placeLabel: incident.place.label }),
        });
        if (incidents.length >= FOUND_AT_MOST) break;
      }
      if (incidents.length < FOUND_AT_MOST)
        incidents.push(...(await filedLike(wanted, FOUND_AT_MOST - incidents.length)));
      return reply.send({ incidents });
    },
  );
}
