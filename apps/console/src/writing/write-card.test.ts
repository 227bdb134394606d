import { checkCard, END, usualCards } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import {
  addChoice,
  addQuestion,
  linesOf,
  needsFrom,
  needsText,
  newCard,
  removeQuestion,
  tidy,
} from './write-card.ts';

test('a question that is removed leaves no answer that leads to it', () => {
  const card = removeQuestion(usualCards[0]!, 'now');
  expect(checkCard(card, undefined).filter(fault => fault.code === 'targetUnknown')).toEqual([]);
  expect(card.questions.find(one => one.questionId === 'device')?.choices.map(one => one.to)).toEqual([
    END,
    END,
    END,
  ]);
});
test('what is added gets a name of its own', () => {
  const card = addQuestion(addQuestion(newCard()));
  expect(card.questions.map(one => one.questionId)).toEqual(['q1', 'q2', 'q3']);
  expect(addChoice(card, card.questions[0]!).questions[0]?.choices.map(one => one.choiceId)).toEqual([
    'a1',
    'a2',
  ]);
});
test('sentences of two languages stay beside each other', () => {
  const advice = {
    adviceId: 't1',
    title: { en: '', zh: '' },
    lines: [
      { en: 'one', zh: '一' },
      { en: 'two', zh: '二' },
    ],
  };
  expect(linesOf(advice, 'en', 'one')).toEqual([
    { en: 'one', zh: '一' },
    { en: '', zh: '二' },
  ]);
  expect(linesOf(advice, 'zh', '一\n二\n三')[2]).toEqual({ en: '', zh: '三' });
});
test('needs read as they are written, and a cleared effect is none', () => {
  expect(needsFrom('als 1, engine 2，x')).toEqual([
    { capability: 'als', count: 1 },
    { capability: 'engine', count: 2 },
  ]);
  expect(needsText(needsFrom('als 1, engine 2'))).toBe('als 1, engine 2');
  expect(tidy({ hazards: [], typeId: undefined })).toBeUndefined();
  expect(tidy({ hazards: [], priority: 2 })).toEqual({ priority: 2 });
});
