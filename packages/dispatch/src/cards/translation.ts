import type { Instant } from '@clarion/measure';
import type { Actor } from '../command.ts';
import { isLanguageTag } from '../language.ts';
import type { CardId, ProtocolCard, Said } from './card.ts';
import type { CardShelf } from './shelf.ts';

/** Who made a translation; never who by name, and no machine is among them. */
export const translators = ['interpreterService', 'staff', 'authority', 'project'] as const;
export type Translator = (typeof translators)[number];

/** One sentence of a card in another language. */
export interface TranslatedSentence {
  /** Where it stands: `ask/awake`, `choice/awake/no`, `title/compress`, `line/compress/0`. */
  readonly slot: string;
  /** What it was made from, as that read then. */
  readonly of: Said;
  readonly text: string;
  /** The same in letters that the call taker can read aloud. */
  readonly reading?: string;
}

/** A card in another language, as it is proposed, exported and imported. Sentences may be left out. */
export interface CardTranslation {
  readonly form: 1;
  readonly cardId: CardId;
  /** BCP 47. */
  readonly tag: string;
  /** The edition of the card that it was made from. */
  readonly edition: number;
  readonly translator: Translator;
  readonly sentences: readonly TranslatedSentence[];
}

/** All that the centre has of one card in one language. */
export interface TranslationShelf {
  readonly tag: string;
  /** The newest version that was given out. */
  readonly lastVersion: number;
  /** What is in use; absent: nothing is. */
  readonly live?: {
    readonly version: number;
    readonly translation: CardTranslation;
    readonly proposedBy: Actor;
    readonly approvedBy: Actor;
    readonly at: Instant;
  };
  readonly draft?: {
    /** The entry that proposed it, by which it is tried and approved. */
    readonly seq: number;
    readonly version: number;
    readonly translation: CardTranslation;
    readonly by: Actor;
    readonly at: Instant;
    readonly tried?: { readonly by: Actor; readonly at: Instant };
  };
}

/** What is wrong with a translation; `slot` says where. */
export interface TranslationFault {
  readonly code:
    | 'tagWrong'
    | 'cardsOwnLanguage'
    | 'empty'
    | 'slotUnknown'
    | 'slotTwice'
    | 'textMissing'
    | 'textTooLong';
  readonly slot?: string;
}

const LONGEST = 600;

/** Every sentence of a card that a caller is told, with where it stands, in the card's order. Hints are for the call taker alone. */
export function sentencesOf(card: ProtocolCard): readonly { readonly slot: string; readonly said: Said }[] {
  return [
    ...card.questions.flatMap(({ questionId, ask, choices }) => [
      { slot: askSlot(questionId), said: ask },
      ...choices.map(({ choiceId, label }) => ({ slot: choiceSlot(questionId, choiceId), said: label })),
    ]),
    ...card.advice.flatMap(({ adviceId, title, lines }) => [
      { slot: titleSlot(adviceId), said: title },
      ...lines.map((said, i) => ({ slot: lineSlot(adviceId, i), said })),
    ]),
  ];
}
export const askSlot = (questionId: string): string => `ask/${questionId}`;
export const choiceSlot = (questionId: string, choiceId: string): string =>
  `choice/${questionId}/${choiceId}`;
export const titleSlot = (adviceId: string): string => `title/${adviceId}`;
export const lineSlot = (adviceId: string, i: number): string => `line/${adviceId}/${i}`;

/** All that is wrong with a translation of the card; sentences that the card has changed since are not: they are out of date. */
export function checkTranslation(
  { tag, sentences }: CardTranslation,
  card: ProtocolCard,
): readonly TranslationFault[] {
  const faults: TranslationFault[] = [];
  if (!isLanguageTag(tag)) faults.push({ code: 'tagWrong' });
  else if (ownLanguage(tag)) faults.push({ code: 'cardsOwnLanguage' });
  if (sentences.length === 0) faults.push({ code: 'empty' });
  const slots = new Set(sentencesOf(card).map(one => one.slot));
  const seen = new Set<string>();
  for (const { slot, text, reading = '' } of sentences) {
    if (!slots.has(slot)) faults.push({ code: 'slotUnknown', slot });
    if (seen.has(slot)) faults.push({ code: 'slotTwice', slot });
    seen.add(slot);
    if (text.trim() === '') faults.push({ code: 'textMissing', slot });
    else if (Math.max(text.length, reading.length) > LONGEST) faults.push({ code: 'textTooLong', slot });
  }
  return faults;
}

/** The card's own languages, which were approved with it. Cantonese and the like are spoken otherwise than they are written here. */
export function ownLanguage(tag: string): keyof Said | undefined {
  const [language] = tag.toLowerCase().split('-');
  return language === 'en' || language === 'zh' ? language : undefined;
}

/** What a caller may be told for one sentence of a card. */
export interface SentenceIn {
  /**
   * `own`: the card's own words. `outOfDate`: the card says something else since. `absent`: nobody has translated it. `draft`: nobody
   * has approved it; only where translations are written, never on a call.
   */
  readonly state: 'own' | 'approved' | 'draft' | 'outOfDate' | 'absent';
  /** Only of what may be said. */
  readonly text?: string;
  readonly reading?: string;
}

/**
 * The approved sentence in the caller's language. What was made from another wording than the card has now is not given: a
 * sentence that nobody has approved beside this one could be wrong advice.
 */
export function sentenceIn(
  shelf: Pick<CardShelf, 'translations'> | undefined,
  tag: string,
  slot: string,
  said: Said,
): SentenceIn {
  const own = ownLanguage(tag);
  if (own !== undefined) return { state: 'own', text: said[own] };
  const sentences = liveTranslation(shelf, tag)?.sentences ?? [];
  const found =
    sentences.find(one => one.slot === slot && isOf(one, said)) ?? sentences.find(one => isOf(one, said));
  if (found === undefined)
    return { state: sentences.some(one => one.slot === slot) ? 'outOfDate' : 'absent' };
  const { text, reading } = found;
  return { state: 'approved', text, ...(reading === undefined ? {} : { reading }) };
}

const isOf = ({ of }: TranslatedSentence, said: Said): boolean => of.en === said.en && of.zh === said.zh;

/** In this language, else in the language without its region or script. */
function liveTranslation(
  shelf: Pick<CardShelf, 'translations'> | undefined,
  tag: string,
): CardTranslation | undefined {
  const all = shelf?.translations ?? [];
  const wanted = tag.toLowerCase();
  const base = wanted.split('-')[0];
  // A draft or what was withdrawn of the region hides nothing that is in use of the language.
  const liveIn = (name: string | undefined) => all.find(one => one.live && one.tag.toLowerCase() === name);
  return (liveIn(wanted) ?? liveIn(base))?.live?.translation;
}
