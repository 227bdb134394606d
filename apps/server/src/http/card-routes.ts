import { recordedPaths, rehearse } from '@clarion/dispatch';
import { type CardsAnswer, type RehearsalAnswer, rehearsalSchema } from '@clarion/protocol';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { App } from './app.ts';

/** Protocol cards as those who write them see them. Proposing, trying and approving are commands. */
export function addCardRoutes(app: App, centre: Centre): void {
  app.get(
    '/api/cards',
    { config: { access: ['callTaker', 'dispatcher', 'commander', 'auditor', 'administrator'] } },
    async (_request, reply) =>
      reply.send({ cards: [...boardOf(centre).cards.values()] } satisfies CardsAnswer),
  );
  app.post(
    '/api/cards/rehearsal',
    {
      config: { access: ['commander', 'administrator'] },
      bodyLimit: 524_288,
      schema: { body: rehearsalSchema },
    },
    async (request, reply) => {
      const { card } = request.body;
      const answer: RehearsalAnswer = rehearse(card, recordedPaths(boardOf(centre), card.cardId));
      return reply.send(answer);
    },
  );
}
