import type { Board } from '../board.ts';
import type { CallId } from '../ids.ts';
import { same } from '../same.ts';
import type { Answer, CardId, ProtocolCard, QuestionId } from './card.ts';
import { type Outcome, walk } from './walk.ts';

/** Answers that callers gave, on the edition that was asked then. */
export interface AnswerPath {
  readonly callId: CallId;
  readonly card: ProtocolCard;
  readonly answers: readonly Answer[];
}

/** A recorded path whose result the new card would change. */
export interface Difference {
  readonly callId: CallId;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Where the new card asks something that was not answered then; absent: all answers still count. */
  readonly asksAnew?: QuestionId;
}

export interface Rehearsal {
  readonly paths: number;
  readonly differences: readonly Difference[];
}

/** How many of the newest paths are walked again. */
const NEWEST = 500;

/** The newest answer paths of a card on the board, with the edition that each was asked by; those without are passed over. */
export function recordedPaths(board: Board, cardId: CardId): readonly AnswerPath[] {
  const shelf = board.cards.get(cardId);
  const paths: AnswerPath[] = [];
  for (const call of board.calls.values()) {
    for (const run of call.cards ?? []) {
      const card = shelf?.editions.find(one => one.edition === run.edition)?.card;
      if (run.cardId !== cardId || !card || run.answers.length === 0) continue;
      paths.push({ callId: call.callId, card, answers: run.answers });
    }
  }
  return paths.slice(-NEWEST);
}

/** Walks what callers answered through another card and says where the result would be another. */
export function rehearse(card: ProtocolCard, paths: readonly AnswerPath[]): Rehearsal {
  const differences = paths.flatMap((path): Difference[] => {
    const before = walk(path.card, path.answers);
    const after = walk(card, path.answers);
    const all = after.taken === before.taken;
    if (all && same(before.outcome, after.outcome)) return [];
    const { callId } = path;
    const asksAnew = all ? {} : after.question ? { asksAnew: after.question.questionId } : {};
    return [{ callId, before: before.outcome, after: after.outcome, ...asksAnew }];
  });
  return { paths: paths.length, differences };
}
