import { commandAcceptedSchema, commandRequestSchema, faultSchema } from '@clarion/protocol';
import { boardOf, type Centre } from '../centre/centre.ts';
import { rulesOfFile } from '../rules/rules-at-hand.ts';
import { findStreet } from '../streets/find-street.ts';
import type { App } from './app.ts';
import { createCarryOut } from './carry-out.ts';
import { languageOf, refuse } from './fault.ts';
import { onceEach } from './once-each.ts';

export function addCommandRoutes(app: App, centre: Centre): void {
  const carryOut = onceEach(
    createCarryOut({
      board: () => boardOf(centre),
      submit: centre.submit,
      timeZone: centre.place.timeZone,
      seal: centre.sealing.seal,
      fixOf: unitId => {
        const fix = centre.positions.latest(unitId);
        return fix && { at: fix.at, fixAt: fix.fixAt };
      },
      noteMoved: centre.movedPlaces.note,
      evidenceFor: (incidentId, evidenceId) => centre.recommender.evidenceFor(incidentId, evidenceId),
      likenessFor: centre.duplicates.shownFor,
      shownMove: centre.moveUps.shownFor,
      rulesOf: file => rulesOfFile(file, centre.rulesGround, boardOf(centre)),
      findCordon: command => centre.cordons.find(command),
      findStreet: (points, oneDirection) => findStreet(centre.place.graph, points, oneDirection),
    }),
  );

  app.post(
    '/api/commands',
    {
      config: { access: ['callTaker', 'dispatcher', 'commander', 'responder', 'administrator', 'planner'] },
      // A protocol card comes whole.
      bodyLimit: 524_288,
      schema: {
        body: commandRequestSchema,
        response: { 200: commandAcceptedSchema, 403: faultSchema, 404: faultSchema, 409: faultSchema },
      },
    },
    async (request, reply) => {
      const answer = await carryOut(request.session!, request.body, languageOf(request));
      return answer.ok ? reply.send(answer.value) : refuse(request, reply, answer.error);
    },
  );
}
