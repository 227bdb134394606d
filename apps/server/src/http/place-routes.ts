import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { LngLat } from '@clarion/measure';
import { type PlaceHitAnswer, type PlacePackAnswer, placeSearchSchema } from '@clarion/protocol';
import { z } from 'zod';
import type { Centre } from '../centre/centre.ts';
import type { App } from './app.ts';
import { languageOf, refuse } from './fault.ts';
import { POSITIONS_KEPT_HOURS } from './position-routes.ts';

const TILES = 'application/octet-stream';
const finders = ['callTaker', 'dispatcher', 'commander', 'planner'] as const;

/** The place: its search, its posts and areas, its map. */
export function addPlaceRoutes(app: App, { place }: Centre): void {
  app.get(
    '/api/places',
    { config: { access: finders }, schema: { querystring: placeSearchSchema } },
    async (request, reply) => {
      const { q, near, limit } = request.query;
      const around = near?.split(',').map(Number);
      const hits: readonly PlaceHitAnswer[] = place.search(q, {
        limit: limit ?? 12,
        lang: languageOf(request),
        ...(isLngLat(around) ? { near: around } : {}),
      });
      return reply.send({ hits });
    },
  );

  app.get(
    '/api/places/at',
    {
      config: { access: finders },
      schema: {
        querystring: z.object({
          lng: z.coerce.number().min(-180).max(180),
          lat: z.coerce.number().min(-90).max(90),
        }),
      },
    },
    async (request, reply) => {
      const { lng, lat } = request.query;
      const hits: readonly PlaceHitAnswer[] = place.whatIsAt([lng, lat], languageOf(request));
      return reply.send({ hits });
    },
  );

  app.get('/api/place', { config: { access: 'signedIn' } }, async (_request, reply) => {
    const answer: PlacePackAnswer = {
      id: place.id,
      name: place.name,
      bounds: place.bounds,
      center: place.center,
      timeZone: place.timeZone,
      graphHash: place.graph.hash,
      basemap: place.basemapPath !== undefined,
      positionsKeptHours: POSITIONS_KEPT_HOURS,
      posts: place.posts,
    };
    return reply.send(answer);
  });

  app.get('/api/place/areas', { config: { access: 'signedIn' } }, async (_request, reply) =>
    reply.send(place.areas ?? { type: 'FeatureCollection', features: [] }),
  );

  app.get('/tiles/basemap.pmtiles', { config: { access: 'signedIn' } }, async (request, reply) => {
    if (place.basemapPath === undefined)
      return refuse(request, reply, { status: 404, code: 'AddressUnknown' });
    const { size } = await stat(place.basemapPath);
    reply.header('accept-ranges', 'bytes').header('etag', `"${place.graph.hash}-${size}"`);
    reply.header('cache-control', 'private, max-age=3600');
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (range === null)
      return reply.type(TILES).header('content-length', size).send(createReadStream(place.basemapPath));
    const start = Number(range[1]);
    const end = Math.min(range[2] === '' ? size - 1 : Number(range[2]), size - 1);
    if (start > end) {
      reply.header('content-range', `bytes */${size}`);
      return refuse(request, reply, { status: 416, code: 'RangeWrong', params: { limit: size } });
    }
    return reply
      .code(206)
      .type(TILES)
      .header('content-range', `bytes ${start}-${end}/${size}`)
      .header('content-length', end - start + 1)
      .send(createReadStream(place.basemapPath, { start, end }));
  });
}

function isLngLat(value: readonly number[] | undefined): value is LngLat {
  return value?.length === 2 && value.every(Number.isFinite);
}
