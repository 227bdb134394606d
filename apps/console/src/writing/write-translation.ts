import {
  type CardShelf,
  type CardTranslation,
  draftTranslations,
  type ProtocolCard,
  type Said,
  type SentenceIn,
  sentenceIn,
  sentencesOf,
  type TranslatedSentence,
  type TranslationShelf,
} from '@clarion/dispatch';

/** The edition that a translation is made from: what is in use, else the newest. */
export const editionToTranslate = ({ live, editions }: CardShelf) =>
  editions.find(one => one.edition === live) ?? editions.at(-1);

/** An empty one of the card that new calls use; undefined while no edition is there. */
export function newTranslation(shelf: CardShelf, tag: string): CardTranslation | undefined {
  const from = editionToTranslate(shelf);
  if (from === undefined) return undefined;
  return { form: 1, cardId: shelf.cardId, tag, edition: from.edition, translator: 'staff', sentences: [] };
}

/**
 * What stands in a slot, changed; empty text takes the sentence out. A new text is of the card's sentence as that reads now; another
 * way to read it aloud makes no old text new.
 */
export function withSentence(
  translation: CardTranslation,
  slot: string,
  of: Said,
  change: { readonly text?: string; readonly reading?: string },
): CardTranslation {
  const before = translation.sentences.find(one => one.slot === slot);
  const { text, reading } = { text: before?.text ?? '', reading: before?.reading ?? '', ...change };
  const others = translation.sentences.filter(one => one.slot !== slot);
  if (text === '' && reading === '') return { ...translation, sentences: others };
  const from = change.text === undefined && before !== undefined ? before.of : of;
  const made: TranslatedSentence = { slot, of: from, text, ...(reading === '' ? {} : { reading }) };
  const sentences = before
    ? translation.sentences.map(one => (one === before ? made : one))
    : [...translation.sentences, made];
  return { ...translation, sentences };
}

/**
 * As it is opened to be changed: each sentence where the card has it now. One that has moved moves along, one that the card says
 * otherwise stays to be looked at, and one whose place is gone is left out: nothing could be done about it.
 */
export function fitted(translation: CardTranslation, card: ProtocolCard): CardTranslation {
  const { sentences } = translation;
  const fitting = sentencesOf(card).flatMap(({ slot, said }) => {
    const found =
      sentences.find(one => one.slot === slot && isOf(one, said)) ??
      sentences.find(one => isOf(one, said)) ??
      sentences.find(one => one.slot === slot);
    return found === undefined ? [] : [{ ...found, slot }];
  });
  return { ...translation, sentences: fitting };
}
const isOf = ({ of }: TranslatedSentence, { en, zh }: Said): boolean => of.en === en && of.zh === zh;

/** As the card would give it to a caller if it were in use, and told apart from what is. */
export const asTold =
  (translation: CardTranslation) =>
  (slot: string, said: Said): SentenceIn => {
    const live = { translation } as NonNullable<TranslationShelf['live']>;
    const told = sentenceIn(
      { translations: [{ tag: translation.tag, lastVersion: 0, live }] },
      translation.tag,
      slot,
      said,
    );
    return told.state === 'approved' ? { ...told, state: 'draft' } : told;
  };

/** Sentences of the card that the translation does not have, or has of an older wording. */
export const missingIn = (translation: CardTranslation, card: ProtocolCard): number =>
  sentencesOf(card).filter(({ slot, said }) => asTold(translation)(slot, said).text === undefined).length;

/** The project's drafts of this card that the centre has taken up in no way yet. */
export const draftsToTake = ({ cardId, translations = [] }: CardShelf): readonly CardTranslation[] =>
  draftTranslations.filter(one => one.cardId === cardId && !translations.some(({ tag }) => tag === one.tag));
