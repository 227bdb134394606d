import type { Answer, CardId } from './cards/card.ts';
import type { CardTranslation } from './cards/translation.ts';

interface OfTranslation {
  readonly cardId: CardId;
  readonly tag: string;
}

export type TranslationEntryBody =
  | {
      readonly type: 'TranslationProposed';
      readonly data: OfTranslation & { readonly version: number; readonly translation: CardTranslation };
    }
  | {
      readonly type: 'TranslationTried';
      readonly data: OfTranslation & { readonly proposal: number; readonly answers: readonly Answer[] };
    }
  | {
      readonly type: 'TranslationApproved';
      readonly data: OfTranslation & { readonly version: number; readonly proposal: number };
    }
  | { readonly type: 'TranslationWithdrawn'; readonly data: OfTranslation };
