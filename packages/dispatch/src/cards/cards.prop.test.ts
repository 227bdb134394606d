// biome-ignore-all lint/suspicious/noExplicitAny: a card is spoilt in ways that its type forbids
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallTown } from '../../test/story.ts';
import { capabilities } from '../configuration/capabilities.ts';
import { defaultConfiguration } from '../configuration/defaults.ts';
import { type Answer, END, type ProtocolCard, UNKNOWN, waysOn } from './card.ts';
import { type CardFault, checkCard } from './check.ts';
import { fitting, usualCards } from './usual-cards.ts';
import { carriedOver, questionOf, walk, withAnswer } from './walk.ts';

const unit = { unitId: 'X1', kind: 'X', agency: 'fire', capabilities } as const;
const usual = defaultConfiguration({ placeName: {}, units: [unit], posts: [] });
const words = { en: 'words', zh: '文字' };

/** Cards of a few questions whose answers lead anywhere, the valid and the others. */
const drawn: fc.Arbitrary<ProtocolCard> = fc.integer({ min: 1, max: 7 }).chain(n => {
  const target = fc.oneof(
    { weight: 2, arbitrary: fc.integer({ min: 0, max: n - 1 }).map(i => `q${i}`) },
    fc.constant(END),
  );
  const choices = fc.array(target, { minLength: 1, maxLength: 3 });
  return fc.array(fc.record({ choices, unknown: target }), { minLength: n, maxLength: n }).map(all => ({
    form: 1,
    cardId: 'drawn',
    names: words,
    authorRole: 'trainingLead',
    approverRole: 'medicalDirector',
    typeIds: [],
    start: 'q0',
    advice: [],
    questions: all.map((one, i) => ({
      questionId: `q${i}`,
      ask: words,
      choices: one.choices.map((to, k) => ({ choiceId: `c${k}`, label: words, to })),
      unknown: { to: one.unknown },
    })),
  }));
});
const valid = drawn.filter(card => checkCard(card, undefined).length === 0);

/** Answers what it is told by the numbers, then says that it does not know. */
function answered(card: ProtocolCard, picks: readonly number[]): readonly Answer[] {
  const answers: Answer[] = [];
  for (const pick of picks) {
    const { question } = walk(card, answers);
    if (!question) break;
    const ways = waysOn(question);
    answers.push({ questionId: question.questionId, choiceId: ways[pick % ways.length]!.choiceId });
  }
  return answers;
}

const picks = fc.array(fc.nat(20), { maxLength: 30 });

test('[C21] whatever was answered on a valid card, who then never knows comes to its end', () => {
  fc.assert(
    fc.property(valid, picks, (card, chosen) => {
      let answers = answered(card, chosen);
      const before = answers.length;
      expect(walk(card, answers).taken).toBe(before);
      for (let { question } = walk(card, answers); question; { question } = walk(card, answers)) {
        answers = [...answers, { questionId: question.questionId, choiceId: UNKNOWN }];
        expect(answers.length - before).toBeLessThanOrEqual(card.questions.length);
      }
      expect(walk(card, answers).at).toBe(END);
    }),
  );
});

test('[C21] a card is passed exactly when all is reached and everything leads to the end', () => {
  let good = 0;
  fc.assert(
    fc.property(drawn, card => {
      // The slow truth: every state that any answers lead to, and from each the ways that end.
      const seen = new Set<string>();
      const visit = (at: string): void => {
        if (at === END || seen.has(at)) return;
        seen.add(at);
        for (const way of waysOn(questionOf(card, at)!)) visit(way.to);
      };
      visit(card.start);
      const ends = (at: string, depth: number): boolean =>
        at === END || (depth > 0 && waysOn(questionOf(card, at)!).some(way => ends(way.to, depth - 1)));
      const unknownEnds = (at: string, depth: number): boolean =>
        at === END || (depth > 0 && unknownEnds(questionOf(card, at)!.unknown.to, depth - 1));
      const n = card.questions.length;
      const whole =
        seen.size === n &&
        card.questions.every(({ questionId }) => ends(questionId, n) && unknownEnds(questionId, n));
      if (whole) good++;
      expect(checkCard(card, undefined).length === 0).toBe(whole);
    }),
    { numRuns: 300 },
  );
  expect(good).toBeGreaterThan(5);
});

test('[C24] an answer anew keeps what still fits, and the answers always follow from the start', () => {
  fc.assert(
    fc.property(valid, picks, fc.nat(30), fc.nat(20), (card, chosen, where, pick) => {
      const answers = answered(card, chosen);
      if (answers.length === 0) return;
      const position = where % answers.length;
      const { questionId } = answers[position]!;
      const ways = waysOn(questionOf(card, questionId)!);
      const { choiceId } = ways[pick % ways.length]!;
      const anew = withAnswer(card, answers, position, { questionId, choiceId });
      expect(walk(card, anew).taken).toBe(anew.length);
      expect(anew.slice(0, position)).toEqual(answers.slice(0, position));
      expect(anew[position]).toEqual({ questionId, choiceId });
      for (let i = position + 1; i < anew.length; i++) expect(anew[i]).toEqual(answers[i]);
      // Answered as before, nothing changes.
      expect(withAnswer(card, answers, position, answers[position]!)).toEqual(answers);
      const carried = carriedOver(card, answers);
      expect(walk(card, carried).taken).toBe(carried.length);
    }),
  );
});

describe.each(usualCards.map(card => [card.cardId, card] as const))('the usual card %s', (_, card) => {
  test('[C21] has no fault at a centre that can do everything', () => {
    expect(checkCard(card, usual)).toEqual([]);
  });
  test('[C21] fits a centre that has other types and can do little', () => {
    expect(checkCard(fitting(card, smallTown), smallTown)).toEqual([]);
    expect(fitting(card, usual)).toEqual(card);
  });
});

/** Faults that somebody could put into a good card, and what the check says of each. */
const seeded: readonly (readonly [CardFault['code'], (card: any) => void, string?])[] = [
  [
    'languageMissing',
    card => {
      card.questions[1].ask.zh = ' ';
    },
    'breathing',
  ],
  [
    'languageMissing',
    card => {
      card.names.en = '';
    },
  ],
  [
    'textTooLong',
    card => {
      card.questions[1].hint.en = 'x'.repeat(601);
    },
    'breathing',
  ],
  [
    'idWrong',
    card => {
      card.cardId = '1 card';
    },
    '1 card',
  ],
  [
    'idTwice',
    card => {
      card.questions[2].choices[0].choiceId = 'child';
    },
    'age',
  ],
  [
    'idWrong',
    card => {
      card.questions[0].choices[0].choiceId = UNKNOWN;
    },
    'awake',
  ],
  [
    'roleUnknown',
    card => {
      card.approverRole = 'anybody';
    },
  ],
  [
    'startUnknown',
    card => {
      card.start = 'nowhere';
    },
  ],
  [
    'noChoices',
    card => {
      card.questions[0].choices = [];
    },
    'awake',
  ],
  [
    'tooManyChoices',
    card => {
      const [one] = card.questions[0].choices;
      card.questions[0].choices = Array.from({ length: 10 }, (_, i) => ({ ...one, choiceId: `c${i}` }));
    },
    'awake',
  ],
  [
    'targetUnknown',
    card => {
      card.questions[0].choices[0].to = 'nowhere';
    },
    'awake',
  ],
  [
    'neverReached',
    card => card.questions.push({ ...structuredClone(card.questions[0]), questionId: 'island' }),
    'island',
  ],
  [
    'noWayOut',
    card => {
      const wakes = card.questions.find((one: any) => one.questionId === 'wakes');
      wakes.choices = [{ ...wakes.choices[0], to: 'wakes' }];
      wakes.unknown.to = 'wakes';
    },
    'wakes',
  ],
  [
    'unknownLoops',
    card => {
      card.questions.find((one: any) => one.questionId === 'now').unknown.to = 'now';
    },
    'now',
  ],
  ['adviceUnknown', card => card.questions[0].choices[0].effects.advice.push('nothing'), 'awake'],
  ['adviceUnused', card => card.advice.push({ ...card.advice[0], adviceId: 'spare' }), 'spare'],
  [
    'adviceEmpty',
    card => {
      card.advice[0].lines = [];
    },
    'compress',
  ],
  [
    'typeUnknown',
    card => {
      card.effects.typeId = 'ufo';
    },
  ],
  ['typeUnknown', card => card.typeIds.push('ufo'), 'ufo'],
  [
    'priorityWrong',
    card => {
      card.questions[0].choices[1].effects = { priority: 7 };
    },
    'awake',
  ],
  [
    'atOnceEmpty',
    card => {
      card.effects = { atOnce: true };
    },
  ],
  [
    'hazardUnknown',
    card => {
      card.effects = { hazards: ['dragon'] };
    },
  ],
  [
    'needWrong',
    card => {
      card.effects = { needs: [{ capability: 'als', count: 0 }] };
    },
  ],
  [
    'capabilityUnknown',
    card => {
      card.effects = { needs: [{ capability: 'magic', count: 1 }] };
    },
  ],
  [
    'tooLarge',
    card => {
      for (let i = 0; i < 80; i++) card.advice.push({ ...card.advice[0], adviceId: `more${i}` });
    },
  ],
];
test.each(seeded.map(([code, harm, at]) => ({ code, harm, at })))(
  '[C21] the check finds a seeded fault: $code',
  ({ code, harm, at }) => {
    const card = structuredClone(usualCards[0]);
    harm(card);
    const found = checkCard(card as ProtocolCard, usual);
    expect(found).toContainEqual(at === undefined ? { code } : { code, at });
  },
);
