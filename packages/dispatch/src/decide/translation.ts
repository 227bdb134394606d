import { fail, ok, type Result } from '@clarion/measure';
import type { Answer, ProtocolCard } from '../cards/card.ts';
import { type CardShelf, editionOf } from '../cards/shelf.ts';
import { checkTranslation, type TranslationShelf } from '../cards/translation.ts';
import { walk } from '../cards/walk.ts';
import type { TranslationCommand } from '../command-translation.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends TranslationCommand['type']> = Extract<TranslationCommand, { type: T }>;

export function decideTranslation(context: Context, command: TranslationCommand): Decision {
  switch (command.type) {
    case 'ProposeTranslation':
      return propose(context, command);
    case 'TryTranslation':
      return tryOut(context, command);
    case 'ApproveTranslation':
      return approve(context, command);
    case 'WithdrawTranslation':
      return withdraw(context, command);
  }
}

/** A translation put before others; it takes the place of the draft there was in that language. */
function propose(context: Context, { translation }: Of<'ProposeTranslation'>): Decision {
  const { cardId, tag, edition } = translation;
  const shelf = context.board.cards.get(cardId);
  const card = editionOf(shelf, edition)?.card;
  if (!shelf || !card) return refused({ code: 'CardUnknown', cardId });
  const [fault] = checkTranslation(translation, card);
  if (fault)
    return refused(
      present<Refusal>({ code: 'TranslationFaulty', cardId, tag, fault: fault.code, where: fault.slot }),
    );
  const own = inLanguage(shelf, tag);
  if (same(own?.draft?.translation, translation)) return nothing;
  if (!own?.draft && same(own?.live?.translation, translation)) return nothing;
  const version = (own?.lastVersion ?? 0) + 1;
  const data = { cardId, tag, version, translation };
  return ok([written(context, { type: 'TranslationProposed', data })]);
}

function tryOut(context: Context, command: Of<'TryTranslation'>): Decision {
  const { cardId, tag, proposal } = command;
  const found = draftOf(context, command);
  if (!found.ok) return found;
  const { card } = found.value;
  const answers = command.answers.map(({ questionId, choiceId }): Answer => ({ questionId, choiceId }));
  const walked = walk(card, answers);
  if (walked.question || walked.taken < answers.length) return refused({ code: 'WalkUnfinished', cardId });
  return ok([written(context, { type: 'TranslationTried', data: { cardId, tag, proposal, answers } })]);
}

/** In use from now on: after it was tried, by somebody else than who proposed it. */
function approve(context: Context, command: Of<'ApproveTranslation'>): Decision {
  const { cardId, tag, proposal } = command;
  const found = draftOf(context, command);
  if (!found.ok) return found;
  const { draft } = found.value;
  if (!draft.tried) return refused({ code: 'TranslationUntried', cardId, tag });
  if (draft.by.id === context.envelope.actor.id) return refused({ code: 'TranslationOwn', cardId, tag });
  const data = { cardId, tag, version: draft.version, proposal };
  return ok([written(context, { type: 'TranslationApproved', data })]);
}

function withdraw({ board, ...context }: Context, { cardId, tag }: Of<'WithdrawTranslation'>): Decision {
  const shelf = board.cards.get(cardId);
  if (!shelf) return refused({ code: 'CardUnknown', cardId });
  if (!inLanguage(shelf, tag)?.live) return nothing;
  return ok([written({ board, ...context }, { type: 'TranslationWithdrawn', data: { cardId, tag } })]);
}

const inLanguage = (shelf: CardShelf, tag: string): TranslationShelf | undefined =>
  shelf.translations?.find(one => one.tag === tag);

/** The draft, and the edition of the card that it was made from. */
function draftOf(
  { board }: Context,
  { cardId, tag, proposal }: Of<'TryTranslation' | 'ApproveTranslation'>,
): Result<{ readonly draft: NonNullable<TranslationShelf['draft']>; readonly card: ProtocolCard }, Refusal> {
  const shelf = board.cards.get(cardId);
  const draft = shelf && inLanguage(shelf, tag)?.draft;
  const card = editionOf(shelf, draft?.translation.edition)?.card;
  return draft?.seq === proposal && card
    ? ok({ draft, card })
    : fail({ code: 'TranslationDraftGone', cardId, tag });
}
