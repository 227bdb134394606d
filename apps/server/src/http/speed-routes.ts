import { instant } from '@clarion/measure';
import type { FeedForm } from '@clarion/store';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { App } from './app.ts';
import { languageOf, refuse, refusedByLaw } from './fault.ts';

/** Every road of a province, in both directions, as a table. */
const FEED_LIMIT_BYTES = 512 * 1_048_576;
const formOf: Readonly<Record<string, FeedForm>> = { 'text/csv': 'csv', 'application/json': 'json' };

/** Measured speeds of many roads at once, from whoever measures: sent by the gateway, like positions. */
export function addSpeedRoutes(app: App, centre: Centre): void {
  app.get('/api/speeds', { config: { access: 'signedIn' } }, async (_request, reply) => {
    const now = centre.clock.now();
    const inForce = centre.feeds.at(now)?.seq;
    const { speedsVersion, speedFeed } = boardOf(centre);
    return reply.send({
      speedsVersion,
      ...(inForce === undefined ? {} : { feedVersion: inForce }),
      ...(speedFeed === undefined ? {} : { newest: speedFeed }),
    });
  });

  // A body of a hundred megabytes is not parsed where recommendations are answered: it goes to a thread as it came.
  app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(Object.keys(formOf), { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    addFeedRoute(scope as unknown as App, centre);
  });
}

function addFeedRoute(scope: App, centre: Centre): void {
  scope.post(
    '/api/speeds',
    {
      config: { access: ['responder'] },
      bodyLimit: FEED_LIMIT_BYTES,
      schema: { querystring: z.object({ validForSeconds: z.coerce.number().int().min(1).max(86_400) }) },
    },
    async (request, reply) => {
      const { unitId } = request.session!;
      if (unitId !== undefined)
        return refuse(request, reply, { status: 403, code: 'UnitNotYours', params: { unitId } });
      const form = formOf[(request.headers['content-type'] ?? '').split(';')[0]!.trim()];
      if (form === undefined || !Buffer.isBuffer(request.body))
        return refuse(request, reply, { status: 415, code: 'BodyTypeWrong' });
      const expiresAt = instant(centre.clock.now() + request.query.validForSeconds * 1000);
      const taken = await centre.feeds.take(form, request.body, expiresAt);
      if (taken.ok) return reply.send(taken.value);
      const { error } = taken;
      switch (error.code) {
        case 'FeedUnreadable':
        case 'FeedRowWrong':
        case 'FeedForeign': {
          const { code, ...params } = error;
          return refuse(request, reply, {
            status: 400,
            code,
            params: { line: '—', ...params },
            facts: params,
          });
        }
        default:
          return refuse(request, reply, refusedByLaw(error, languageOf(request), centre.place.timeZone));
      }
    },
  );
}
