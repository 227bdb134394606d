import { randomUUID } from 'node:crypto';
import { type Command, fitting, usualCards } from '@clarion/dispatch';
import type { Centre } from './centre.ts';

/**
 * Puts the program's own protocol cards before the centre, where it has none of that name. A drill uses them as they came; at
 * a live centre they are drafts until two people have tried and approved them.
 */
export async function offerCards(centre: Centre): Promise<void> {
  const { log } = centre;
  const { configuration } = log.board;
  if (configuration === undefined) return;
  const submit = async (command: Command) => {
    const actor = { kind: 'system', id: 'start' } as const;
    const done = await centre.submit({ commandId: randomUUID(), actor, command });
    if (!done.ok) throw new Error(`protocol card refused: ${JSON.stringify(done.error)}`);
    return done.value.entries;
  };
  for (const usual of usualCards) {
    const { cardId } = usual;
    if (log.board.cards.has(cardId)) continue;
    const [proposed] = await submit({ type: 'ProposeCard', card: fitting(usual, configuration) });
    if (log.kind === 'drill' && proposed !== undefined)
      await submit({ type: 'PublishCard', cardId, proposal: proposed.seq });
  }
}
