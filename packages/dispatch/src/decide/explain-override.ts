import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { type Context, type Decision, refused, written } from './context.ts';

/** Asked after sending, of whoever sent; a commander may answer for them. */
export function explainOverride(
  context: Context,
  { seq, reason }: Extract<Command, { type: 'ExplainOverride' }>,
): Decision {
  const { actor } = context.envelope;
  const asked = context.board.unexplained.get(seq);
  if (!asked) return refused({ code: 'NothingToExplain', seq });
  if (actor.id !== asked.actorId && actor.role !== 'commander') {
    return refused({ code: 'NotAllowed', ...(actor.role ? { role: actor.role } : {}) });
  }
  const { incidentId, added } = asked;
  return ok([
    written(context, { type: 'OverrideExplained', data: { seq, incidentId, reason, added } }, context.now),
  ]);
}
