import { type Call, type CardEdition, cardAtWork, liveCards, UNKNOWN } from '@clarion/dispatch';
import { carryOut } from '../actions/carry-out.ts';
import { cardCall } from '../actions/in-hand.ts';
import type { Console } from '../console.ts';

/** The call that a card can be opened for: the one on the left, while it is open. */
export function questionedCall(console: Console): Call | undefined {
  const call = cardCall(console);
  return call?.state === 'open' ? call : undefined;
}

/** Cards for new calls, those of the call's type first, each with its key. */
export function offeredCards(console: Console, call: Call | undefined): readonly CardEdition[] {
  const cards = liveCards(console.board());
  const fits = ({ card }: CardEdition) => call?.typeId !== undefined && card.typeIds.includes(call.typeId);
  return [...cards.filter(fits), ...cards.filter(one => !fits(one))];
}

/** Which of the questions asked stands to be answered: the next, or one before that was chosen to be answered anew. */
export function positionOf(console: Console, call: Call): number {
  const asked = call.cards?.at(-1)?.answers.length ?? 0;
  const anew = console.desk.get().anew;
  return anew?.callId === call.callId && anew.position < asked ? anew.position : asked;
}

export function answerAnew(console: Console, call: Call, position: number | undefined): void {
  console.desk.change(({ anew: _, ...desk }) =>
    position === undefined || position < 0 ? desk : { ...desk, anew: { callId: call.callId, position } },
  );
}

/** Key 1 to 9, or 0 for not known: an answer where a card is at work, else the choice of a card. */
export function pressDigit(console: Console, digit: number, text?: string): boolean {
  const call = questionedCall(console);
  if (call === undefined) return false;
  const atWork = cardAtWork(console.board(), call);
  if (atWork === undefined) {
    const chosen = offeredCards(console, call)[digit - 1];
    if (chosen === undefined) return false;
    openCard(console, call, chosen.card.cardId);
    return true;
  }
  const position = positionOf(console, call);
  const { answers } = atWork.run;
  const questionId = position < answers.length ? answers[position]?.questionId : atWork.walk.at;
  const question = atWork.card.questions.find(one => one.questionId === questionId);
  const choiceId = digit === 0 ? UNKNOWN : question?.choices[digit - 1]?.choiceId;
  if (question === undefined || choiceId === undefined) return false;
  answerAnew(console, call, undefined);
  void carryOut(console, {
    type: 'AnswerCard',
    callId: call.callId,
    position,
    questionId: question.questionId,
    choiceId,
    ...(text === undefined || text.trim() === '' ? {} : { text: text.trim() }),
  });
  return true;
}

export function openCard(console: Console, call: Call, cardId: string): void {
  answerAnew(console, call, undefined);
  console.desk.change(desk => ({ ...desk, side: 'protocol' }));
  void carryOut(console, { type: 'OpenCard', callId: call.callId, cardId });
}

/** By its name's beginning or its short name, in either language; undefined when none or several are meant. */
export function cardNamed(cards: readonly CardEdition[], typed: string): CardEdition | undefined {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return undefined;
  const exact = cards.find(({ card }) => card.cardId === wanted);
  const found = cards.filter(({ card }) =>
    [card.cardId, card.names.en, card.names.zh].some(name => name.toLowerCase().includes(wanted)),
  );
  return exact ?? (found.length === 1 ? found[0] : undefined);
}
