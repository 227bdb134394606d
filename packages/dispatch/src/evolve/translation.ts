import type { Board } from '../board.ts';
import type { TranslationShelf } from '../cards/translation.ts';
import type { Entry } from '../entry.ts';
import type { TranslationEntryBody } from '../entry-translation.ts';

type TranslationEntry = Extract<Entry, { type: TranslationEntryBody['type'] }>;

export function evolveTranslation(board: Board, entry: TranslationEntry): void {
  const { cardId, tag } = entry.data;
  const shelf = board.cards.get(cardId);
  if (!shelf) return;
  const all = shelf.translations ?? [];
  const before = all.find(one => one.tag === tag) ?? { tag, lastVersion: 0 };
  const after = onShelf(before, entry);
  const translations = all.includes(before)
    ? all.map(one => (one === before ? after : one))
    : [...all, after];
  board.cards.set(cardId, { ...shelf, translations });
}

function onShelf(shelf: TranslationShelf, entry: TranslationEntry): TranslationShelf {
  const { actor: by, at, seq } = entry;
  switch (entry.type) {
    case 'TranslationProposed': {
      const { version, translation } = entry.data;
      return { ...shelf, lastVersion: version, draft: { seq, version, translation, by, at } };
    }
    case 'TranslationTried':
      return shelf.draft ? { ...shelf, draft: { ...shelf.draft, tried: { by, at } } } : shelf;
    case 'TranslationApproved': {
      const { draft, ...rest } = shelf;
      if (!draft) return shelf;
      const { version, translation, by: proposedBy } = draft;
      return { ...rest, live: { version, translation, proposedBy, approvedBy: by, at } };
    }
    case 'TranslationWithdrawn': {
      const { live: _, ...rest } = shelf;
      return rest;
    }
  }
}
