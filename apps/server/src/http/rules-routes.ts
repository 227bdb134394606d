import { rulesInForce } from '@clarion/dispatch';
import { type RulesAnswer, type RulesState, replayQuestionSchema } from '@clarion/protocol';
import { boardOf, type Centre } from '../centre/centre.ts';
import { areasForRules } from '../rules/rules-at-hand.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

/** The centre's own rules as those who answer for them see them. Drafting, approving and rolling back are commands. */
export function addRulesRoutes(app: App, centre: Centre): void {
  const { rulesGround, replays, clock, place } = centre;
  app.get(
    '/api/rules',
    { config: { access: ['commander', 'administrator', 'auditor'] } },
    async (_request, reply) => {
      const board = boardOf(centre);
      const { usual } = rulesGround;
      const areas = areasForRules(board, rulesGround).map(area => ({ ...area, rings: [] }));
      const answer: RulesAnswer = {
        now: clock.now(),
        timeZone: place.timeZone,
        usual,
        inForce: board.configuration ?? usual,
        adopted: board.adopted ?? usual,
        inForceId: rulesInForce(board)?.rulesId ?? null,
        areas,
        published: [...board.rules.values()].reverse(),
        replaying: replays.current() ?? null,
      };
      return reply.send(answer);
    },
  );
  app.get(
    '/api/rules/state',
    { config: { access: ['commander', 'administrator', 'auditor'] } },
    async (_request, reply) => {
      const board = boardOf(centre);
      const answer: RulesState = {
        now: clock.now(),
        version: board.configuration?.version ?? 0,
        published: [...board.rules.values()].map(one => [one.rulesId, one.state, one.replay !== undefined]),
        replaying: replays.current() ?? null,
      };
      return reply.send(answer);
    },
  );
  app.post(
    '/api/rules/replay',
    { config: { access: ['commander', 'administrator'] }, schema: { body: replayQuestionSchema } },
    async (request, reply) => {
      const { rulesId } = request.body;
      const begun = replays.begin(rulesId);
      if (begun.ok) return reply.code(202).send({ rulesId });
      const { code } = begun.error;
      return refuse(request, reply, {
        status: code === 'RulesUnknown' ? 404 : 409,
        code,
        params: { rulesId },
      });
    },
  );
}
