import type { Board } from '../board.ts';
import { type CardShelf, editionOf } from '../cards/shelf.ts';
import { withAnswer } from '../cards/walk.ts';
import type { Entry } from '../entry.ts';
import { changeCall, changeIncident } from './change.ts';

type ShelfEntry = Extract<
  Entry,
  { type: 'CardProposed' | 'CardTested' | 'CardPublished' | 'CardRolledBack' }
>;
type RunEntry = Extract<
  Entry,
  { type: 'CardOpened' | 'CardAnswered' | 'CompressionsBegun' | 'CompressionsEnded' }
>;

/** So many published editions stay at hand; those that a call uses stay as long as it does. */
const KEPT = 8;

export function evolveShelf(board: Board, entry: ShelfEntry): void {
  const { cardId } = entry.data;
  const shelf = board.cards.get(cardId) ?? { cardId, editions: [], lastEdition: 0 };
  board.cards.set(cardId, onShelf(board, shelf, entry));
}

function onShelf(board: Board, shelf: CardShelf, entry: ShelfEntry): CardShelf {
  const { actor: by, at, seq } = entry;
  switch (entry.type) {
    case 'CardProposed': {
      const { edition, card } = entry.data;
      return { ...shelf, lastEdition: edition, draft: { seq, edition, card, by, at } };
    }
    case 'CardTested': {
      const { paths, differing } = entry.data;
      const { draft } = shelf;
      return draft ? { ...shelf, draft: { ...draft, tested: { by, at, paths, differing } } } : shelf;
    }
    case 'CardPublished': {
      const { draft, ...rest } = shelf;
      if (!draft) return shelf;
      const { edition, card, by: proposedBy } = draft;
      const published = { edition, card, proposedBy, approvedBy: by, at };
      return { ...rest, live: edition, editions: [...stillUsed(board, shelf), published] };
    }
    case 'CardRolledBack': {
      const { live: _, ...rest } = shelf;
      return entry.data.edition === undefined ? rest : { ...rest, live: entry.data.edition };
    }
  }
}

function stillUsed(board: Board, { cardId, editions }: CardShelf): CardShelf['editions'] {
  const used = new Set<number>();
  for (const callId of board.openCalls)
    for (const run of board.calls.get(callId)?.cards ?? []) if (run.cardId === cardId) used.add(run.edition);
  return editions.filter((one, i) => i > editions.length - KEPT || used.has(one.edition));
}

export function evolveRun(board: Board, entry: RunEntry): void {
  const { callId } = entry.data;
  changeCall(board, callId, call => {
    switch (entry.type) {
      case 'CardOpened': {
        const { cardId, edition, carried } = entry.data;
        const run = { cardId, edition, openedAt: entry.at, answers: carried };
        return { ...call, cards: [...(call.cards ?? []), run] };
      }
      case 'CardAnswered': {
        const { position, questionId, choiceId, words } = entry.data;
        const runs = call.cards ?? [];
        const run = runs.at(-1);
        const card = run && editionOf(board.cards.get(run.cardId), run.edition)?.card;
        if (!run || !card) return call;
        const answers = withAnswer(card, run.answers, position, { questionId, choiceId });
        return {
          ...call,
          cards: [...runs.slice(0, -1), { ...run, answers }],
          ...(words ? { words: [...call.words, words] } : {}),
        };
      }
      case 'CompressionsBegun':
        return { ...call, compressions: [...(call.compressions ?? []), { since: entry.at }] };
      case 'CompressionsEnded':
        return {
          ...call,
          compressions: (call.compressions ?? []).map(one =>
            one.until === undefined ? { ...one, until: entry.at } : one,
          ),
        };
    }
  });
  const incidentId = board.calls.get(callId)?.incidentId;
  if (incidentId !== undefined) changeIncident(board, incidentId, entry.seq);
}
