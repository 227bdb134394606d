import { randomUUID } from 'node:crypto';
import {
  agenciesOf,
  agencyActor,
  type Command,
  type MatterTransfer,
  openTransfers,
  readTransferRef,
  transferRef,
  transfersOf,
} from '@clarion/dispatch';
import {
  type AgencyKey,
  type AgencyTransfer,
  agencyReceiptSchema,
  agencyResultSchema,
} from '@clarion/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { AgencyGate } from '../transfer/agency-gate.ts';
import { agencyTransferOf, contactOf } from '../transfer/matter.ts';
import type { App } from './app.ts';
import { languageOf, refuse, refusedByLaw } from './fault.ts';

const refSchema = z.object({ ref: z.string().max(40) });
const agencySchema = z.object({ agencyId: z.string().min(1).max(80) });

/** The door of other agencies: what was given to them, that they have it, and what came of it. By a key that opens nothing else. */
export function addAgencyRoutes(app: App, centre: Centre, gate: AgencyGate): void {
  /** The number goes along where the desk has said so; its reading is written down first, for this purpose. */
  async function shown(agencyId: string, one: MatterTransfer): Promise<AgencyTransfer> {
    const board = boardOf(centre);
    const told = agencyTransferOf(board, one);
    const sealedId = contactOf(board, one);
    if (sealedId === undefined) return told;
    const [reading] = await centre.sealing.read({
      logId: centre.log.logId,
      sealedIds: [sealedId],
      reader: agencyActor(agencyId).id,
      purpose: 'transfer',
      now: centre.clock.now(),
    });
    return reading !== undefined && 'text' in reading ? { ...told, contact: reading.text } : told;
  }

  app.get('/api/agency/transfers', { config: { access: 'agency' } }, async (request, reply) => {
    const { agencyId } = request.agency!;
    const own = openTransfers(boardOf(centre)).filter(({ transfer }) => transfer.agencyId === agencyId);
    // Looked through again and again, it opens nothing that is sealed: a reading is of one matter.
    const transfers = own.map(one => ({
      ...agencyTransferOf(boardOf(centre), one),
      ...(contactOf(boardOf(centre), one) === undefined ? {} : { hasContact: true as const }),
    }));
    return reply.send({ transfers });
  });
  app.get(
    '/api/agency/transfers/:ref',
    { config: { access: 'agency' }, schema: { params: refSchema } },
    async (request, reply) => {
      const { agencyId } = request.agency!;
      const { ref } = request.params;
      const one = openTransfers(boardOf(centre)).find(
        ({ matter, transfer }) =>
          transfer.agencyId === agencyId && transferRef(matter, transfer.number) === ref,
      );
      if (one === undefined)
        return refuse(request, reply, { status: 404, code: 'TransferUnknown', params: { number: ref } });
      return reply.send(await shown(agencyId, one));
    },
  );

  /** By the law, as the agency; a reference of somebody else's is one that is not there. */
  async function note(
    request: FastifyRequest<{ Params: { ref: string } }>,
    reply: FastifyReply,
    said: object & { readonly type: 'NoteReceipt' | 'NoteResult' },
  ): Promise<FastifyReply> {
    const { agencyId } = request.agency!;
    const { ref } = request.params;
    const found = readTransferRef(ref);
    const own = found && transfersOf(boardOf(centre), found.matter).find(one => one.number === found.number);
    if (found === undefined || own?.agencyId !== agencyId)
      return refuse(request, reply, { status: 404, code: 'TransferUnknown', params: { number: ref } });
    const command = { ...said, ...found.matter, number: found.number } as Command;
    const done = await centre.submit({ commandId: randomUUID(), actor: agencyActor(agencyId), command });
    if (!done.ok)
      return refuse(request, reply, refusedByLaw(done.error, languageOf(request), centre.place.timeZone));
    const state = transfersOf(boardOf(centre), found.matter).find(one => one.number === found.number)?.state;
    return reply.send({ ref, state });
  }

  app.post(
    '/api/agency/transfers/:ref/receipt',
    { config: { access: 'agency' }, schema: { params: refSchema, body: agencyReceiptSchema } },
    (request, reply) => note(request, reply, { type: 'NoteReceipt', ...request.body }),
  );
  app.post(
    '/api/agency/transfers/:ref/result',
    { config: { access: 'agency' }, schema: { params: refSchema, body: agencyResultSchema } },
    (request, reply) => note(request, reply, { type: 'NoteResult', ...request.body }),
  );

  app.get('/api/agencies/keys', { config: { access: ['administrator'] } }, async (_request, reply) => {
    const keys = await gate.list();
    return reply.send({ keys });
  });
  app.post(
    '/api/agencies/:agencyId/key',
    { config: { access: ['administrator'] }, schema: { params: agencySchema } },
    async (request, reply) => {
      const { agencyId } = request.params;
      if (!agenciesOf(boardOf(centre)).some(one => one.agencyId === agencyId))
        return refuse(request, reply, { status: 404, code: 'AgencyUnknown', params: { agencyId } });
      const { record, key } = await gate.issue(agencyId);
      const issued: AgencyKey = { agencyId, issuedAt: record.issuedAt, key };
      return reply.code(201).send(issued);
    },
  );
  app.delete(
    '/api/agencies/:agencyId/key',
    { config: { access: ['administrator'] }, schema: { params: agencySchema } },
    async (request, reply) => {
      const { agencyId } = request.params;
      if ((await gate.revoke(agencyId)) === undefined)
        return refuse(request, reply, { status: 404, code: 'AgencyUnknown', params: { agencyId } });
      return reply.code(204).send();
    },
  );
}
