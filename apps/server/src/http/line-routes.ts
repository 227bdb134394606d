import { lineEventSchema } from '@clarion/protocol';
import type { Centre } from '../centre/centre.ts';
import type { LineDesk } from '../line/line-desk.ts';
import type { App } from './app.ts';
import { languageOf, refuse, refusedByLaw } from './fault.ts';

/** A PIDF-LO document within JSON. */
const EVENT_LIMIT_BYTES = 131_072;

/** What telephone systems say that speak HTTP: rings, answers, abandoned calls, text, places, recordings. By the key of the line. */
export function addLineRoutes(app: App, centre: Centre, desk: LineDesk): void {
  app.post(
    '/api/line/events',
    {
      config: { access: 'line' },
      bodyLimit: EVENT_LIMIT_BYTES,
      schema: { body: lineEventSchema },
    },
    async (request, reply) => {
      const heard = await desk.hear(request.body);
      if (heard.ok) return reply.send(heard.value);
      const fault = heard.error;
      if (fault.code === 'LineCallUnknown') {
        const { code, ...params } = fault;
        return refuse(request, reply, { status: 404, code, params, facts: params });
      }
      switch (fault.code) {
        case 'LocationUnreadable':
        case 'LocationMissing':
        case 'LocationShapeUnknown':
        case 'LocationWrong': {
          const { code, ...params } = fault;
          return refuse(request, reply, { status: 400, code, params, facts: params });
        }
        default:
          return refuse(request, reply, refusedByLaw(fault, languageOf(request), centre.place.timeZone));
      }
    },
  );
}
