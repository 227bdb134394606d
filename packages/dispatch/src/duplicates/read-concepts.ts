import { type ConceptId, concepts } from './concepts.ts';

/** Folds endings of English: "smoking", "smoked" and "smokes" are "smok". Coarse on purpose; a miss costs one reason. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  const cut = word
    .replace(/(?:'s|s')$/, '')
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1')
    .replace(/(?:ing|ed|e)$/, '');
  const short = cut.length < 3 ? word : cut;
  // "tripp" of "tripped" is "trip".
  return short.replace(/([^aeiouls])\1$/, '$1');
}

interface Form {
  readonly conceptId: ConceptId;
  readonly length: number;
}

const word = /[a-z][a-z'-]*/g;
const wordsOf = (text: string) => text.toLowerCase().replaceAll('’', "'").match(word) ?? [];

/** Phrases of English by their first stem, the longest first, and Chinese forms by their first character likewise. */
const english = new Map<string, (Form & { readonly stems: readonly string[] })[]>();
const chinese = new Map<string, (Form & { readonly text: string })[]>();
for (const { conceptId, en, zh } of concepts) {
  for (const phrase of en) {
    const stems = wordsOf(phrase).map(stem);
    const known = english.get(stems[0]!) ?? [];
    known.push({ conceptId, stems, length: stems.length });
    english.set(stems[0]!, known);
  }
  for (const text of zh) {
    const known = chinese.get(text[0]!) ?? [];
    known.push({ conceptId, text, length: text.length });
    chinese.set(text[0]!, known);
  }
}
for (const index of [english, chinese])
  for (const forms of index.values()) forms.sort((a, b) => b.length - a.length);

/**
 * What a caller speaks of, out of the closed list. The longest form counts, and what it covers is used up: "nobody hurt" is
 * not "hurt". Nothing else of the text comes out of here.
 */
export function readConcepts(text: string): ReadonlySet<ConceptId> {
  const found = new Set<ConceptId>();
  const stems = wordsOf(text).map(stem);
  for (let i = 0; i < stems.length; ) {
    const form = english
      .get(stems[i]!)
      ?.find(one => one.stems.every((part, offset) => stems[i + offset] === part));
    if (form !== undefined) found.add(form.conceptId);
    i += form?.length ?? 1;
  }
  for (let i = 0; i < text.length; ) {
    const form = chinese.get(text[i]!)?.find(one => text.startsWith(one.text, i));
    if (form !== undefined) found.add(form.conceptId);
    i += form?.length ?? 1;
  }
  return found;
}
