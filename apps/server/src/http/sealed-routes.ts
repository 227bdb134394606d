import type { Board } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import {
  type Purpose,
  type SealedRead,
  type SealedText,
  sealedListSchema,
  sealedReadSchema,
} from '@clarion/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import {
  findSealed,
  type SealedHeader,
  sealedOfCall,
  sealedOfDesk,
  sealedOfIncident,
} from '../centre/sealed-on-board.ts';
import { type SealedKind, sightOfSealed } from '../centre/sight.ts';
import { recordBoard } from '../filing/record-board.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

const readers = ['callTaker', 'dispatcher', 'commander', 'responder', 'auditor'] as const;

/** Sealed text: given to the work in hand at once, else for a stated purpose; every reading is written down first. */
export function addSealedRoutes(app: App, centre: Centre): void {
  const { logId } = centre.log;

  async function read(
    request: FastifyRequest,
    reply: FastifyReply,
    headers: readonly SealedHeader[],
    purpose: Purpose | undefined,
  ): Promise<SealedText[] | FastifyReply> {
    const asker = request.session!;
    const board = boardOf(centre);
    const sights = headers.map(header => ({ header, sight: sightOfSealed(board, asker, header) }));
    const inHand = sights.filter(({ sight }) => sight === 'inHand').map(({ header }) => header);
    const forPurpose = sights
      .filter(
        ({ sight }) =>
          sight === 'withPurpose' ||
          (sight === 'toCallBack' && (purpose === undefined || purpose === 'callBack')),
      )
      .map(({ header }) => header);
    if (inHand.length === 0 && forPurpose.length === 0)
      return refuse(request, reply, { status: 403, code: 'NotAllowed' });
    if (inHand.length === 0 && purpose === undefined)
      return refuse(request, reply, { status: 403, code: 'PurposeNeeded', field: 'purpose' });

    const now = centre.clock.now();
    const reader = asker.role === 'responder' ? (asker.unitId ?? asker.login) : asker.login;
    const texts: SealedText[] = [];
    for (const [group, why] of [
      [inHand, 'callInHand'],
      [purpose === undefined ? [] : forPurpose, purpose ?? ''],
    ] as const) {
      if (group.length === 0) continue;
      const sealedIds = group.map(header => header.sealedId);
      const readings = await centre.sealing.read({ logId, sealedIds, reader, purpose: why, now });
      for (const reading of readings) {
        const header = group.find(known => known.sealedId === reading.sealedId);
        if (header === undefined || 'unknown' in reading) continue;
        texts.push(textOf(header, 'text' in reading ? reading.text : undefined));
      }
    }
    return texts;
  }

  /** Of a filed call the rows themselves say what there is. */
  async function ofCall(board: Board, callId: string): Promise<readonly SealedHeader[]> {
    return board.calls.has(callId)
      ? sealedOfCall(board, callId)
      : (await centre.sealing.find(logId, { callId })).filter(isText);
  }

  app.get(
    '/api/sealed/:sealedId',
    {
      config: { access: readers },
      schema: { params: z.object({ sealedId: z.string().max(80) }), querystring: sealedReadSchema },
    },
    async (request, reply) => {
      const { sealedId } = request.params;
      const header =
        findSealed(boardOf(centre), sealedId) ??
        (await centre.sealing.find(logId, { sealedIds: [sealedId] })).find(isText);
      if (header === undefined) return refuse(request, reply, { status: 404, code: 'SealedUnknown' });
      const texts = await read(request, reply, [header], request.query.purpose);
      return Array.isArray(texts) ? reply.send(texts[0]) : texts;
    },
  );

  app.get(
    '/api/sealed',
    { config: { access: readers }, schema: { querystring: sealedListSchema } },
    async (request, reply) => {
      const { callId, incidentId, deskId, purpose } = request.query;
      if (callId === undefined && incidentId === undefined && deskId === undefined)
        return refuse(request, reply, { status: 400, code: 'PlaceMissing', field: 'callId' });
      const board = boardOf(centre);
      const headers: SealedHeader[] = callId === undefined ? [] : [...(await ofCall(board, callId))];
      if (incidentId !== undefined) {
        const held = (await recordBoard(centre.log, incidentId)) ?? board;
        headers.push(...sealedOfIncident(held, incidentId));
      }
      if (deskId !== undefined) headers.push(...sealedOfDesk(board, deskId));
      const once = new Map(headers.map(header => [header.sealedId, header]));
      if (once.size === 0) return reply.send({ texts: [] });
      const texts = await read(request, reply, [...once.values()], purpose);
      return Array.isArray(texts) ? reply.send({ texts }) : texts;
    },
  );

  app.get(
    '/api/sealed-reads',
    {
      config: { access: ['auditor'] },
      schema: { querystring: z.object({ from: z.coerce.number().int().min(0).optional() }) },
    },
    async (request, reply) => {
      const from = request.query.from;
      const rows = await centre.sealing.listReads({
        logId,
        ...(from === undefined ? {} : { from: instant(from) }),
        limit: 5000,
      });
      const reads: SealedRead[] = rows.map(row => ({
        at: row.at,
        actorId: row.reader,
        purpose: row.purpose,
        sealedId: row.sealedId,
      }));
      return reply.send({ reads });
    },
  );
}

/** A photo is no text: it has a route of its own, and is never given without a stated purpose. */
function isText<T extends { readonly kind: string }>(header: T): header is T & { readonly kind: SealedKind } {
  return header.kind !== 'photo';
}

function textOf(header: SealedHeader, text: string | undefined): SealedText {
  return {
    sealedId: header.sealedId,
    kind: header.kind,
    ...(header.callId === undefined ? {} : { callId: header.callId }),
    ...(header.incidentId === undefined ? {} : { incidentId: header.incidentId }),
    ...(text === undefined ? {} : { text }),
  };
}
