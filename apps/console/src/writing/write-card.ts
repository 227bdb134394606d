import {
  type Advice,
  type Choice,
  type Effects,
  END,
  type Need,
  type ProtocolCard,
  type Question,
  type Said,
} from '@clarion/dispatch';

const nothing: Said = { en: '', zh: '' };

/** A card of one question, to begin with. */
export const newCard = (): ProtocolCard => ({
  form: 1,
  cardId: 'new-card',
  names: nothing,
  authorRole: 'medicalLead',
  approverRole: 'medicalDirector',
  typeIds: [],
  start: 'q1',
  questions: [newQuestion('q1')],
  advice: [],
});

const newChoice = (choiceId: string): Choice => ({ choiceId, label: nothing, to: END });
function newQuestion(questionId: string): Question {
  return { questionId, ask: nothing, choices: [newChoice('a1')], unknown: { to: END } };
}

/** The first of letter and number that nothing is called yet. */
export function freeId(letter: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${letter}${n}`)) n++;
  return `${letter}${n}`;
}

export function addQuestion(card: ProtocolCard): ProtocolCard {
  const questionId = freeId(
    'q',
    card.questions.map(one => one.questionId),
  );
  return { ...card, questions: [...card.questions, newQuestion(questionId)] };
}

/** What led to it leads to the end. */
export function removeQuestion(card: ProtocolCard, questionId: string): ProtocolCard {
  const away = (to: string) => (to === questionId ? END : to);
  return {
    ...card,
    questions: card.questions
      .filter(one => one.questionId !== questionId)
      .map(one => ({
        ...one,
        choices: one.choices.map(choice => ({ ...choice, to: away(choice.to) })),
        unknown: { ...one.unknown, to: away(one.unknown.to) },
      })),
  };
}

export function changeQuestion(
  card: ProtocolCard,
  questionId: string,
  change: Partial<Question>,
): ProtocolCard {
  return {
    ...card,
    questions: card.questions.map(one => (one.questionId === questionId ? { ...one, ...change } : one)),
  };
}

export function addChoice(card: ProtocolCard, question: Question): ProtocolCard {
  const choiceId = freeId(
    'a',
    question.choices.map(one => one.choiceId),
  );
  return changeQuestion(card, question.questionId, { choices: [...question.choices, newChoice(choiceId)] });
}

export function addAdvice(card: ProtocolCard): ProtocolCard {
  const adviceId = freeId(
    't',
    card.advice.map(one => one.adviceId),
  );
  return { ...card, advice: [...card.advice, { adviceId, title: nothing, lines: [nothing] }] };
}

export function changeAdvice(card: ProtocolCard, adviceId: string, change: Partial<Advice>): ProtocolCard {
  return {
    ...card,
    advice: card.advice.map(one => (one.adviceId === adviceId ? { ...one, ...change } : one)),
  };
}

/** Lines of both languages beside each other; where one has fewer, its sentence is empty until it is written. */
export function linesOf(advice: Advice, language: 'en' | 'zh', text: string): readonly Said[] {
  const written = text.split('\n');
  const other = advice.lines;
  const count = Math.max(written.length, language === 'en' ? lastWith(other, 'zh') : lastWith(other, 'en'));
  return Array.from({ length: count }, (_, i) => ({
    ...(other[i] ?? nothing),
    [language]: written[i] ?? '',
  }));
}

const lastWith = (lines: readonly Said[], language: 'en' | 'zh') =>
  lines.findLastIndex(line => line[language] !== '') + 1;

/** Without what says nothing, so that an effect that was cleared leaves no trace. */
export function tidy(
  effects: { readonly [K in keyof Effects]: Effects[K] | undefined },
): Effects | undefined {
  const kept = Object.entries(effects).filter(
    ([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0),
  );
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Effects);
}

/** `als 1, engine 2`; what is no number of something is left out. */
export function needsFrom(text: string): readonly Need[] {
  return text.split(/[,，]/).flatMap(part => {
    const found = /^\s*([A-Za-z]+)\s+(\d)\s*$/.exec(part);
    return found === null ? [] : [{ capability: found[1]!, count: Number(found[2]) }];
  });
}

export const needsText = (needs: readonly Need[] | undefined): string =>
  (needs ?? []).map(({ capability, count }) => `${capability} ${count}`).join(', ');
