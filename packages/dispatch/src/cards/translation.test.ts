import { describe, expect, test } from 'vitest';
import { littleCard } from '../../test/little-card.ts';
import { type Act, anna, chief, machine, smallTown, Telling, taker } from '../../test/story.ts';
import { allowed } from '../allowed.ts';
import type { Actor, Command } from '../command.ts';
import type { ProtocolCard } from './card.ts';
import {
  askSlot,
  type CardTranslation,
  checkTranslation,
  choiceSlot,
  lineSlot,
  ownLanguage,
  sentenceIn,
  sentencesOf,
  type TranslationFault,
  titleSlot,
} from './translation.ts';
import { draftTranslations } from './usual/translations.ts';
import { usualCards } from './usual-cards.ts';

const admin: Actor = { kind: 'operator', id: 'ada', role: 'administrator' };
const by = (actor: Actor, command: Command): Act => ({ actor, command });
const card: ProtocolCard = {
  ...littleCard('fire'),
  questions: littleCard('fire').questions.map((question, i) => ({
    ...question,
    ask: { en: `Question ${i}`, zh: `问题${i}` },
    choices: question.choices.map((choice, k) => ({
      ...choice,
      label: { en: `Answer ${i}${k}`, zh: `回答${i}${k}` },
    })),
  })),
  advice: [{ adviceId: 'out', title: { en: 'Out', zh: '出去' }, lines: [{ en: 'Go out', zh: '出去吧' }] }],
};
const arabic: CardTranslation = {
  form: 1,
  cardId: 'fire',
  tag: 'ar',
  edition: 1,
  translator: 'interpreterService',
  sentences: sentencesOf(card).map(({ slot, said }) => ({
    slot,
    of: said,
    text: `ar ${slot}`,
    reading: `r ${slot}`,
  })),
};
const answers = [
  { questionId: 'burning', choiceId: 'building' },
  { questionId: 'inside', choiceId: 'some' },
];

function withCard(): Telling {
  const telling = new Telling();
  telling.must(by(machine, { type: 'AdoptConfiguration', configuration: smallTown }));
  publish(telling, card);
  return telling;
}
function publish(telling: Telling, one: ProtocolCard): void {
  const [entry] = telling.must(by(chief, { type: 'ProposeCard', card: one }));
  const { cardId } = one;
  telling.must(by(chief, { type: 'TestCard', cardId, proposal: entry!.seq, answers }));
  telling.must(by(admin, { type: 'PublishCard', cardId, proposal: entry!.seq }));
}
const propose = (translation = arabic, actor = chief) =>
  by(actor, { type: 'ProposeTranslation', translation });
const tryOut = (proposal: number, actor = chief) =>
  by(actor, { type: 'TryTranslation', cardId: 'fire', tag: 'ar', proposal, answers });
const approve = (proposal: number, actor = admin) =>
  by(actor, { type: 'ApproveTranslation', cardId: 'fire', tag: 'ar', proposal });
function inUse(telling: Telling, translation = arabic): number {
  const [entry] = telling.must(propose(translation));
  telling.must(tryOut(entry!.seq));
  telling.must(approve(entry!.seq));
  return entry!.seq;
}
const told = (telling: Telling, slot: string, tag = 'ar', of = card) =>
  sentenceIn(
    telling.board.cards.get('fire'),
    tag,
    slot,
    sentencesOf(of).find(one => one.slot === slot)!.said,
  );
const ask = askSlot('burning');

test('[LN5] a translation is shown after it was tried, and approved by somebody else than who proposed it', () => {
  const telling = withCard();
  expect(told(telling, ask)).toEqual({ state: 'absent' });
  const [entry] = telling.must(propose());
  const { seq } = entry!;
  expect(told(telling, ask), 'a draft is shown to nobody').toEqual({ state: 'absent' });
  expect(telling.act(approve(seq)).refusal?.code).toBe('TranslationUntried');
  const unfinished = {
    type: 'TryTranslation',
    cardId: 'fire',
    tag: 'ar',
    proposal: seq,
    answers: [],
  } as const;
  expect(telling.act(by(chief, unfinished)).refusal?.code).toBe('WalkUnfinished');
  telling.must(tryOut(seq));
  expect(telling.act(approve(seq, chief)).refusal?.code).toBe('TranslationOwn');
  telling.must(approve(seq));
  expect(told(telling, ask)).toEqual({ state: 'approved', text: `ar ${ask}`, reading: `r ${ask}` });
  expect(telling.board.cards.get('fire')?.translations).toMatchObject([
    { tag: 'ar', lastVersion: 1, live: { version: 1, proposedBy: chief, approvedBy: admin } },
  ]);
  telling.checkFold();
});

test('[LN5] another draft takes the place of the first, and what was tried then is not approved now', () => {
  const telling = withCard();
  const [first] = telling.must(propose());
  telling.must(tryOut(first!.seq));
  const [second] = telling.must(propose({ ...arabic, sentences: arabic.sentences.slice(0, 1) }));
  expect(telling.act(approve(first!.seq)).refusal?.code).toBe('TranslationDraftGone');
  expect(telling.act(approve(second!.seq)).refusal?.code).toBe('TranslationUntried');
  expect(telling.act(propose({ ...arabic, sentences: arabic.sentences.slice(0, 1) })).entries).toEqual([]);
});

test('[LN5] what is in use stays so beside a new draft, and is withdrawn at once', () => {
  const telling = withCard();
  inUse(telling);
  telling.must(propose({ ...arabic, sentences: arabic.sentences.map(one => ({ ...one, text: 'new' })) }));
  expect(told(telling, ask).text).toBe(`ar ${ask}`);
  const withdraw = by(chief, { type: 'WithdrawTranslation', cardId: 'fire', tag: 'ar' });
  telling.must(withdraw);
  expect(told(telling, ask)).toEqual({ state: 'absent' });
  expect(telling.act(withdraw).entries).toEqual([]);
});

test('[LN6] people write and approve translations: no machine, no line, no crew, and no call taker', () => {
  const commands: readonly Command[] = [
    { type: 'ProposeTranslation', translation: arabic },
    { type: 'TryTranslation', cardId: 'fire', tag: 'ar', proposal: 1, answers: [] },
    { type: 'ApproveTranslation', cardId: 'fire', tag: 'ar', proposal: 1 },
    { type: 'WithdrawTranslation', cardId: 'fire', tag: 'ar' },
  ];
  const exercise: Actor = { kind: 'exercise', id: 'drill' };
  for (const command of commands) {
    for (const actor of [machine, exercise, taker, anna]) expect(allowed(actor, command)).toBe(false);
    for (const actor of [chief, admin]) expect(allowed(actor, command)).toBe(true);
  }
});

test('[LN7] a sentence that the card says otherwise since is out of date and not given; the others still are', () => {
  const telling = withCard();
  inUse(telling);
  const changed: ProtocolCard = {
    ...card,
    questions: card.questions.map(one =>
      one.questionId === 'burning' ? { ...one, ask: { ...one.ask, zh: '什么在烧？' } } : one,
    ),
  };
  publish(telling, changed);
  expect(told(telling, ask, 'ar', changed)).toEqual({ state: 'outOfDate' });
  expect(told(telling, askSlot('inside'), 'ar', changed).state).toBe('approved');
  // A call that runs on keeps the edition that it began with, and its sentences.
  expect(told(telling, ask).state).toBe('approved');
});

test('[LN7] a sentence that has only moved is still what was approved', () => {
  const telling = withCard();
  inUse(telling);
  const said = card.advice[0]!.lines[0]!;
  expect(sentenceIn(telling.board.cards.get('fire'), 'ar', lineSlot('out', 4), said)).toMatchObject({
    state: 'approved',
    text: `ar ${lineSlot('out', 0)}`,
  });
});

test('[LN7] a region’s language is read from the language’s own translation; another language is not', () => {
  const telling = withCard();
  inUse(telling);
  expect(told(telling, ask, 'ar-EG').state).toBe('approved');
  expect(told(telling, ask, 'fa').state).toBe('absent');
  expect(told(telling, ask, 'arn').state).toBe('absent');
});

test('[LN7] a draft in a region’s own language, or one that was withdrawn, hides nothing of the language that is in use', () => {
  const telling = withCard();
  inUse(telling);
  const regional = {
    ...arabic,
    tag: 'ar-EG',
    sentences: arabic.sentences.map(one => ({ ...one, text: 'eg' })),
  };
  const [entry] = telling.must(propose(regional));
  expect(told(telling, ask, 'ar-EG').text).toBe(`ar ${ask}`);
  const of = { cardId: 'fire', tag: 'ar-EG', proposal: entry!.seq };
  telling.must(by(chief, { type: 'TryTranslation', ...of, answers }));
  telling.must(by(admin, { type: 'ApproveTranslation', ...of }));
  expect(told(telling, ask, 'ar-EG').text).toBe('eg');
  telling.must(by(chief, { type: 'WithdrawTranslation', cardId: 'fire', tag: 'ar-EG' }));
  expect(told(telling, ask, 'ar-EG').text).toBe(`ar ${ask}`);
});

test('the card’s own languages were approved with the card', () => {
  const telling = withCard();
  expect(told(telling, ask, 'en-GB')).toEqual({ state: 'own', text: 'Question 0' });
  expect(told(telling, ask, 'zh-CN')).toEqual({ state: 'own', text: '问题0' });
  expect(['yue', 'ug', 'enm'].map(ownLanguage)).toEqual([undefined, undefined, undefined]);
});

describe('[LN5] what is wrong with a translation is named with its sentence', () => {
  const one = arabic.sentences[0]!;
  const wrong: readonly (readonly [TranslationFault['code'], Partial<CardTranslation>, string?])[] = [
    ['tagWrong', { tag: 'the man' }],
    ['cardsOwnLanguage', { tag: 'zh-TW' }],
    ['empty', { sentences: [] }],
    ['slotUnknown', { sentences: [{ ...one, slot: 'ask/nothing' }] }, 'ask/nothing'],
    ['slotTwice', { sentences: [one, one] }, one.slot],
    ['textMissing', { sentences: [{ ...one, text: ' ' }] }, one.slot],
    ['textTooLong', { sentences: [{ ...one, reading: 'x'.repeat(601) }] }, one.slot],
  ];
  test.each(wrong.map(([code, more, slot]) => ({ code, more, slot })))('$code', ({ code, more, slot }) => {
    const found = checkTranslation({ ...arabic, ...more }, card);
    expect(found).toContainEqual(slot === undefined ? { code } : { code, slot });
    const { refusal } = withCard().act(propose({ ...arabic, ...more }));
    expect(refusal).toMatchObject({ code: 'TranslationFaulty', fault: code });
  });
  test('a whole one has none', () => {
    expect(checkTranslation(arabic, card)).toEqual([]);
    expect(withCard().act(propose({ ...arabic, cardId: 'gone' })).refusal?.code).toBe('CardUnknown');
    expect(withCard().act(propose({ ...arabic, edition: 7 })).refusal?.code).toBe('CardUnknown');
  });
});

describe.each(draftTranslations.map(one => [one.tag, one] as const))(
  'the project’s draft in %s',
  (_, draft) => {
    const own = usualCards.find(one => one.cardId === draft.cardId)!;
    test('is of sentences that the card has, each as it reads now', () => {
      expect(checkTranslation(draft, own)).toEqual([]);
      expect(draft.translator).toBe('project');
      for (const { slot, of } of draft.sentences)
        expect(sentencesOf(own).find(one => one.slot === slot)?.said).toEqual(of);
    });
    test('has the same sentences as the others, so that none is half there', () => {
      expect(draft.sentences.map(one => one.slot)).toEqual(
        draftTranslations[0]!.sentences.map(one => one.slot),
      );
    });
  },
);

test('[LN6] the project’s drafts are in use nowhere by themselves', () => {
  const telling = new Telling();
  telling.must(by(machine, { type: 'AdoptConfiguration', configuration: smallTown }));
  for (const { cardId } of draftTranslations)
    expect(telling.board.cards.get(cardId)?.translations).toBeUndefined();
  expect(telling.log.map(one => one.type).filter(type => type.startsWith('Translation'))).toEqual([]);
});

test('slots say where a sentence stands', () => {
  expect(sentencesOf(card).map(one => one.slot)).toEqual([
    askSlot('burning'),
    choiceSlot('burning', 'building'),
    choiceSlot('burning', 'vehicle'),
    askSlot('inside'),
    choiceSlot('inside', 'some'),
    choiceSlot('inside', 'no'),
    titleSlot('out'),
    lineSlot('out', 0),
  ]);
});
