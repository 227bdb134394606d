import type { Answer, CardId } from './cards/card.ts';
import type { CardTranslation } from './cards/translation.ts';

/** What is asked about translations of protocol cards. People alone ask: no machine proposes, tries or approves one. */
export type TranslationCommand =
  | { readonly type: 'ProposeTranslation'; readonly translation: CardTranslation }
  /** The draft was walked through with the card to its end, its sentences read. */
  | {
      readonly type: 'TryTranslation';
      readonly cardId: CardId;
      readonly tag: string;
      /** The entry that proposed it. */
      readonly proposal: number;
      readonly answers: readonly Answer[];
    }
  | {
      readonly type: 'ApproveTranslation';
      readonly cardId: CardId;
      readonly tag: string;
      readonly proposal: number;
    }
  /** What is in use is used no more. */
  | { readonly type: 'WithdrawTranslation'; readonly cardId: CardId; readonly tag: string };
