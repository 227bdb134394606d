import { destinationOf } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { RecommendationAnswer, RouteAnswer, StreetAnswer, WhatIfAnswer } from '@clarion/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import { unitViewOf } from '../centre/sight.ts';
import { soonerUnits } from '../recommend/sooner.ts';
import { findStreet } from '../streets/find-street.ts';
import type { App } from './app.ts';
import { type Refused, refuse } from './fault.ts';

const lng = z.coerce.number().min(-180).max(180).optional();
const lat = z.coerce.number().min(-90).max(90).optional();

/** Lists in one parameter each: `without=E1,E2`, `close=lng,lat;lng,lat`. */
const whatIfSchema = z.object({
  incidentId: z.string().max(64),
  without: z
    .string()
    .max(2000)
    .default('')
    .transform(text => text.split(',').filter(unitId => unitId !== '')),
  close: z
    .string()
    .max(2000)
    .regex(/^(-?\d+(\.\d+)?,-?\d+(\.\d+)?(;|$)){0,20}$/)
    .default('')
    .transform(text =>
      text
        .split(';')
        .filter(Boolean)
        .map((pair): LngLat => {
          const [east, north] = pair.split(',').map(Number);
          return [east!, north!];
        }),
    ),
});

/** Which units to send, and the way they take. */
export function addRecommendationRoutes(app: App, centre: Centre): void {
  const { recommender, movedPlaces } = centre;

  app.get(
    '/api/recommendation',
    {
      config: { access: ['callTaker', 'dispatcher', 'commander'] },
      schema: {
        querystring: z.object({
          incidentId: z.string().max(64).optional(),
          lng,
          lat,
          typeId: z.string().max(64).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { query } = request;
      if (query.incidentId !== undefined) {
        const incident = boardOf(centre).incidents.get(query.incidentId);
        const { incidentId } = query;
        if (incident === undefined)
          return refuse(request, reply, { status: 404, code: 'IncidentUnknown', params: { incidentId } });
        if (incident.place === undefined)
          return refuse(request, reply, { status: 409, code: 'IncidentWithoutPlace' });
        await movedPlaces.bringUpToDate(incidentId);
        return reply.send(recommender.recommend({ incidentId }) satisfies RecommendationAnswer);
      }
      if (query.lng === undefined || query.lat === undefined)
        return refuse(request, reply, { status: 400, code: 'PlaceMissing', field: 'incidentId' });
      const at: LngLat = [query.lng, query.lat];
      const type = query.typeId === undefined ? {} : { typeId: query.typeId };
      return reply.send(recommender.recommend({ at, ...type }) satisfies RecommendationAnswer);
    },
  );

  app.get(
    '/api/recommendation/what-if',
    {
      config: { access: ['callTaker', 'dispatcher', 'commander'] },
      schema: { querystring: whatIfSchema },
    },
    async (request, reply) => {
      const { incidentId, without, close } = request.query;
      const incident = boardOf(centre).incidents.get(incidentId);
      if (incident === undefined)
        return refuse(request, reply, { status: 404, code: 'IncidentUnknown', params: { incidentId } });
      if (incident.place === undefined)
        return refuse(request, reply, { status: 409, code: 'IncidentWithoutPlace' });
      await movedPlaces.bringUpToDate(incidentId);
      const streets: StreetAnswer[] = [];
      for (const at of close) {
        const street = findStreet(centre.place.graph, [at], false);
        if (!street.ok) {
          const { code, ...params } = street.error;
          return refuse(request, reply, { status: 409, code, field: 'close', params });
        }
        streets.push(street.value);
      }
      const pairs = streets.flatMap(street => street.pairs);
      const closures = pairs.length === 0 ? undefined : centre.closures.withMore(centre.clock.now(), pairs);
      const evidence = recommender.whatIf({ incidentId }, { without, closures });
      return reply.send({ evidence, streets } satisfies WhatIfAnswer);
    },
  );

  app.get(
    '/api/recommendation/sooner',
    {
      config: { access: ['callTaker', 'dispatcher', 'commander'] },
      schema: { querystring: z.object({ incidentId: z.string().max(64) }) },
    },
    async (request, reply) => {
      const { incidentId } = request.query;
      if (!boardOf(centre).incidents.has(incidentId))
        return refuse(request, reply, { status: 404, code: 'IncidentUnknown', params: { incidentId } });
      return reply.send(soonerUnits(boardOf(centre), recommender, incidentId));
    },
  );

  app.get(
    '/api/route',
    {
      config: { access: ['callTaker', 'dispatcher', 'commander', 'responder', 'auditor'] },
      schema: {
        querystring: z.object({
          unitId: z.string().max(64),
          incidentId: z.string().max(64).optional(),
          lng,
          lat,
        }),
      },
    },
    async (request, reply) => {
      const { incidentId } = request.query;
      if (incidentId !== undefined) await movedPlaces.bringUpToDate(incidentId);
      const found = routeFor(request, request.query);
      return 'status' in found ? refuse(request, reply, found) : reply.send(found);
    },
  );

  function routeFor(
    request: FastifyRequest,
    query: {
      unitId: string;
      incidentId?: string | undefined;
      lng?: number | undefined;
      lat?: number | undefined;
    },
  ): RouteAnswer | Refused {
    const { unitId, incidentId } = query;
    const board = boardOf(centre);
    const session = request.session!;
    if (session.role === 'responder') {
      const own = session.unitId === unitId ? unitViewOf(board, unitId) : undefined;
      const assigned = own?.assignments.some(held => held.incident.incidentId === incidentId);
      if (assigned !== true)
        return { status: 403, code: 'UnitNotYours', params: { unitId: session.unitId ?? '—' } };
    }
    if (!board.units.has(unitId)) return { status: 404, code: 'UnitUnknown', params: { unitId } };
    let to: LngLat | undefined;
    if (incidentId !== undefined) {
      const incident = board.incidents.get(incidentId);
      if (incident === undefined) return { status: 404, code: 'IncidentUnknown', params: { incidentId } };
      // Who was given a point of the cordon drives there, and who is to wait to the staging place.
      const held = board.units.get(unitId)?.assignmentIds.map(id => board.assignments.get(id));
      const place = movedPlaces.placeOf(incident);
      to = destinationOf(
        place === undefined ? incident : { ...incident, place },
        held?.find(assignment => assignment?.incidentId === incidentId),
      );
    } else if (query.lng !== undefined && query.lat !== undefined) to = [query.lng, query.lat];
    if (to === undefined) return { status: 409, code: 'IncidentWithoutPlace' };
    const way = recommender.wayOf(unitId, to);
    if (!way.ok) return { status: 409, code: way.error.code, params: way.error };
    return { unitId, ...way.value };
  }
}
