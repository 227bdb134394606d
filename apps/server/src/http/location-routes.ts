import { randomUUID } from 'node:crypto';
import type { ReportedLocation } from '@clarion/dispatch';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import { readPidfLo } from '../location/pidf-lo.ts';
import type { App } from './app.ts';
import { languageOf, refuse, refusedByLaw } from './fault.ts';

/** A document with a polygon of many corners has some 20 kB. */
const LOCATION_LIMIT_BYTES = 65_536;
const forms = ['application/pidf+xml', 'application/xml', 'text/xml'];

/**
 * Where the caller's phone is, as its network says it, from whoever brings the calls, by the key of the line. It is sealed before anything
 * is logged, and is a place of nothing until a person takes it.
 */
export function addLocationRoutes(app: App, centre: Centre): void {
  app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(forms, { parseAs: 'string' }, (_request, body, done) => done(null, body));
    addLocationRoute(scope as unknown as App, centre);
  });
}

function addLocationRoute(scope: App, centre: Centre): void {
  scope.post(
    '/api/calls/:callId/location',
    {
      config: { access: 'line' },
      bodyLimit: LOCATION_LIMIT_BYTES,
      schema: { params: z.object({ callId: z.string().min(1).max(64) }) },
    },
    async (request, reply) => {
      if (typeof request.body !== 'string')
        return refuse(request, reply, { status: 415, code: 'BodyTypeWrong' });
      const { callId } = request.params;
      if (!boardOf(centre).calls.has(callId))
        return refuse(request, reply, { status: 404, code: 'CallUnknown', params: { callId } });
      const read = readPidfLo(request.body);
      if (!read.ok) {
        const { code, ...params } = read.error;
        return refuse(request, reply, { status: 400, code, params, facts: params });
      }
      const sealed = await centre.locations.seal(read.value);
      const appended = await centre.submit(
        {
          commandId: randomUUID(),
          actor: { kind: 'system', id: 'line' },
          command: { type: 'RecordLocation', callId, location: sealed.ref },
        },
        [sealed],
      );
      if (!appended.ok)
        return refuse(
          request,
          reply,
          refusedByLaw(appended.error, languageOf(request), centre.place.timeZone),
        );
      return reply.send({ callId, seq: appended.value.entries[0]?.seq, ...told(read.value) });
    },
  );
}

/** What was understood, so that the sender can tell. */
function told({ shape, confidence, form, civic }: ReportedLocation) {
  return {
    shape: shape?.kind ?? null,
    confidence: confidence ?? null,
    form,
    civic: civic === undefined ? [] : Object.keys(civic),
  };
}
