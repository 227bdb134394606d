import { instant } from '@clarion/measure';
import {
  newTrackerSchema,
  type TrackerSummary,
  trackerBatchAnswerSchema,
  trackerBatchSchema,
} from '@clarion/protocol';
import { openTrackers } from '@clarion/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import { certificateIn } from '../certificate.ts';
import type { TrackerGate } from '../positions/tracker-gate.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

/** Trackers: what reports the positions of one unit each, by keys that open nothing else. */
export function addTrackerRoutes(app: App, centre: Centre, gate: TrackerGate): void {
  const trackers = openTrackers(centre.database, centre.log.logId);

  app.post(
    '/api/tracker/positions',
    {
      config: { access: 'tracker' },
      schema: { body: trackerBatchSchema, response: { 200: trackerBatchAnswerSchema } },
    },
    async (request, reply) => {
      const tracker = request.tracker!;
      const answer = await gate.take(tracker, request.body.fixes);
      if (answer.tooMany === request.body.fixes.length) {
        const seconds = Math.ceil(gate.waitOf(tracker) / 1000);
        reply.header('retry-after', seconds);
        const params = { trackerId: tracker.trackerId, seconds };
        return refuse(request, reply, { status: 429, code: 'TooManyFixes', params });
      }
      return reply.send({ ...answer, keptAside: [...answer.keptAside] });
    },
  );

  app.get(
    '/api/trackers',
    { config: { access: ['dispatcher', 'commander', 'administrator'] } },
    async (_request, reply) => {
      const list: readonly TrackerSummary[] = await gate.list();
      return reply.send({ trackers: list });
    },
  );

  app.post(
    '/api/trackers',
    { config: { access: ['administrator'] }, schema: { body: newTrackerSchema } },
    async (request, reply) => {
      const { unitId } = request.body;
      if (!boardOf(centre).units.has(unitId))
        return refuse(request, reply, {
          status: 404,
          code: 'UnitUnknown',
          field: 'unitId',
          params: { unitId },
        });
      const now = instant(centre.wall());
      const { certificate, ...wanted } = request.body;
      if (certificate !== undefined) return pin(request, reply, { ...wanted, now }, certificate);
      const issued = await trackers.issue({ ...wanted, now });
      if (!issued.ok) {
        const { code, ...params } = issued.error;
        return refuse(request, reply, { status: 409, code, field: 'trackerId', params });
      }
      gate.forget();
      return reply.code(201).send({ ...issued.value.tracker, key: issued.value.key });
    },
  );

  async function pin(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: Omit<Parameters<typeof trackers.pin>[0], 'certificate'>,
    pem: string,
  ) {
    const certificate = certificateIn(pem)?.fingerprint256;
    if (certificate === undefined)
      return refuse(request, reply, { status: 400, code: 'CertificateUnreadable', field: 'certificate' });
    const pinned = await trackers.pin({ ...wanted, certificate });
    if (!pinned.ok) {
      const { code, ...params } = pinned.error;
      const field = code === 'CertificateTaken' ? 'certificate' : 'trackerId';
      return refuse(request, reply, { status: 409, code, field, params });
    }
    gate.forget();
    return reply.code(201).send(pinned.value);
  }

  app.delete(
    '/api/trackers/:trackerId',
    {
      config: { access: ['administrator'] },
      schema: { params: z.object({ trackerId: z.string().min(1).max(64) }) },
    },
    async (request, reply) => {
      const revoked = await trackers.revoke(request.params.trackerId, instant(centre.wall()));
      if (!revoked.ok) {
        const { code, ...params } = revoked.error;
        return refuse(request, reply, { status: 404, code, params });
      }
      gate.forget();
      return reply.code(204).send();
    },
  );
}
