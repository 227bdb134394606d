import {
  type Call,
  type CardShelf,
  ownLanguage,
  type Said,
  type SentenceIn,
  sentenceIn,
} from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

/** The sentences of one card as a caller of that language may be told them. */
export interface CallerSentences {
  readonly tag: string;
  readonly told: (slot: string, said: Said) => SentenceIn;
}

/** Undefined: nobody has marked a language, or it is the one that the call taker reads. */
export function callerSentences(
  shelf: CardShelf | undefined,
  { language }: Pick<Call, 'language'>,
  w: Speech,
): CallerSentences | undefined {
  if (language === undefined || ownLanguage(language) === ownLanguage(w.language)) return undefined;
  return { tag: language, told: (slot, said) => sentenceIn(shelf, language, slot, said) };
}
