import { fail, ok, type Result } from '@clarion/measure';
import type { Answer } from '../cards/card.ts';
import { checkCard } from '../cards/check.ts';
import { recordedPaths, rehearse } from '../cards/rehearse.ts';
import { type CardDraft, type CardShelf, editionOf } from '../cards/shelf.ts';
import { walk } from '../cards/walk.ts';
import type { Command } from '../command.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A card that could be used, put before others; it takes the place of the draft there was. */
export function proposeCard(context: Context, { card }: Of<'ProposeCard'>): Decision {
  const { board } = context;
  const [fault] = checkCard(card, board.configuration);
  const { cardId } = card;
  if (fault)
    return refused(present<Refusal>({ code: 'CardFaulty', cardId, fault: fault.code, where: fault.at }));
  const shelf = board.cards.get(cardId);
  if (same(card, shelf?.draft?.card)) return nothing;
  if (!shelf?.draft && same(card, editionOf(shelf, shelf?.live)?.card)) return nothing;
  const edition = (shelf?.lastEdition ?? 0) + 1;
  return ok([written(context, { type: 'CardProposed', data: { cardId, edition, card } })]);
}

/** The draft was walked to its end by a person, and by the answers that callers have given; the entry says how it differs. */
export function testCard(context: Context, { cardId, proposal, answers }: Of<'TestCard'>): Decision {
  const found = draftOf(context, cardId, proposal);
  if (!found.ok) return found;
  const { card, edition } = found.value;
  const walked = walk(card, answers);
  if (walked.question || walked.taken < answers.length) return refused({ code: 'WalkUnfinished', cardId });
  const { paths, differences } = rehearse(card, recordedPaths(context.board, cardId));
  const data = {
    cardId,
    edition,
    proposal,
    answers: answers.map(({ questionId, choiceId }): Answer => ({ questionId, choiceId })),
    paths,
    differing: differences.length,
  };
  return ok([written(context, { type: 'CardTested', data })]);
}

/** In use from the next call on: after a test, by somebody else than who proposed it. */
export function publishCard(context: Context, { cardId, proposal }: Of<'PublishCard'>): Decision {
  const { board, envelope } = context;
  const found = draftOf(context, cardId, proposal);
  if (!found.ok) return found;
  const { card, edition, by, tested } = found.value;
  const [fault] = checkCard(card, board.configuration);
  if (fault)
    return refused(present<Refusal>({ code: 'CardFaulty', cardId, fault: fault.code, where: fault.at }));
  // A drill plays with the cards that came with the program; nobody is helped by them.
  const usual = envelope.actor.kind === 'system' && by.kind === 'system';
  if (!usual && !tested) return refused({ code: 'CardUntested', cardId });
  if (!usual && by.id === envelope.actor.id) return refused({ code: 'CardOwnProposal', cardId });
  return ok([written(context, { type: 'CardPublished', data: { cardId, edition, proposal } })]);
}

/** An older edition is in use again, or, without one, none: what does harm is off at once. */
export function rollBackCard(context: Context, { cardId, edition }: Of<'RollBackCard'>): Decision {
  const shelf = context.board.cards.get(cardId);
  if (!shelf) return refused({ code: 'CardUnknown', cardId });
  if (shelf.live === edition) return nothing;
  if (edition !== undefined && !editionOf(shelf, edition))
    return refused({ code: 'CardEditionUnknown', cardId, edition });
  const data = { cardId, ...(edition === undefined ? {} : { edition }) };
  return ok([written(context, { type: 'CardRolledBack', data })]);
}

function draftOf({ board }: Context, cardId: string, proposal: number): Result<CardDraft, Refusal> {
  const shelf: CardShelf | undefined = board.cards.get(cardId);
  if (!shelf) return fail({ code: 'CardUnknown', cardId });
  return shelf.draft?.seq === proposal ? ok(shelf.draft) : fail({ code: 'CardDraftGone', cardId });
}
