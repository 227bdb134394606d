import { commandAcceptedSchema, faultSchema, photoPostSchema, photoReadSchema } from '@clarion/protocol';
import { z } from 'zod';
import { actorOf, boardOf, type Centre } from '../centre/centre.ts';
import { sightOfPhoto } from '../centre/sight.ts';
import { recordBoard } from '../filing/record-board.ts';
import { plainJpeg } from '../photo/plain-jpeg.ts';
import type { App } from './app.ts';
import { languageOf, refuse, refusedByLaw } from './fault.ts';
import { noteRefused } from './note-refused.ts';

const JPEG = 'image/jpeg';
/** The crew's page makes some hundred kilobytes of what its camera takes. */
export const PHOTO_LIMIT_BYTES = 1_048_576;

/** Photos that crews take at an incident: sealed, shown for a stated purpose, found by nothing but their incident. */
export function addPhotoRoutes(app: App, centre: Centre): void {
  app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(JPEG, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    addPost(scope as unknown as App, centre);
  });
  addGet(app, centre);
}

function addPost(scope: App, centre: Centre): void {
  scope.post(
    '/api/photos',
    {
      config: { access: ['responder'] },
      bodyLimit: PHOTO_LIMIT_BYTES,
      schema: {
        querystring: photoPostSchema,
        response: { 200: commandAcceptedSchema, 403: faultSchema, 404: faultSchema, 409: faultSchema },
      },
    },
    async (request, reply) => {
      const { commandId, incidentId, happenedAt } = request.query;
      const session = request.session!;
      const { unitId } = session;
      if (unitId === undefined)
        return refuse(request, reply, { status: 403, code: 'UnitNotYours', params: { unitId: '—' } });
      if (!Buffer.isBuffer(request.body))
        return refuse(request, reply, { status: 415, code: 'BodyTypeWrong' });
      const picture = plainJpeg(request.body);
      if (picture === 'notJpeg') return refuse(request, reply, { status: 415, code: 'PhotoNotJpeg' });
      if (picture === 'tooLarge') return refuse(request, reply, { status: 413, code: 'PhotoTooLarge' });
      const sealed = await centre.sealing.seal('photo', Buffer.from(picture).toString('base64'));
      const command = { type: 'AddPhoto' as const, unitId, incidentId, photo: sealed.ref, happenedAt };
      const appended = await centre.submit({ commandId, actor: actorOf(session), command }, [sealed]);
      if (!appended.ok) {
        await noteRefused(centre.submit, { unitId, commandId, command, code: appended.error.code });
        const refusal = refusedByLaw(appended.error, languageOf(request), centre.place.timeZone);
        return refuse(request, reply, refusal);
      }
      const seqs = appended.value.entries.map(entry => entry.seq);
      return reply.send({ head: seqs.at(-1) ?? boardOf(centre).head, seqs });
    },
  );
}

function addGet(app: App, centre: Centre): void {
  const { logId } = centre.log;
  app.get(
    '/api/photos/:sealedId',
    {
      config: { access: ['dispatcher', 'commander', 'auditor'] },
      schema: { params: z.object({ sealedId: z.string().max(80) }), querystring: photoReadSchema },
    },
    async (request, reply) => {
      const asker = request.session!;
      const { purpose } = request.query;
      const [header] = await centre.sealing.find(logId, { sealedIds: [request.params.sealedId] });
      if (header?.kind !== 'photo' || header.incidentId === undefined)
        return refuse(request, reply, { status: 404, code: 'SealedUnknown' });
      const board = (await recordBoard(centre.log, header.incidentId)) ?? boardOf(centre);
      const sight = sightOfPhoto(board, asker.role, header.incidentId);
      if (sight === 'never') return refuse(request, reply, { status: 403, code: 'NotAllowed' });
      if (sight === 'withPurpose' && purpose === 'incidentInHand')
        return refuse(request, reply, { status: 403, code: 'PurposeNeeded', field: 'purpose' });
      const [reading] = await centre.sealing.read({
        logId,
        sealedIds: [header.sealedId],
        reader: asker.login,
        purpose,
        now: centre.clock.now(),
      });
      if (reading === undefined || !('text' in reading))
        return refuse(request, reply, { status: 410, code: 'PhotoErased' });
      return reply.type(JPEG).send(Buffer.from(reading.text, 'base64'));
    },
  );
}
