import { describe, expect, test } from 'vitest';
import {
  anna,
  answered,
  assigned,
  chief,
  crew,
  does,
  machine,
  opened,
  smallTown,
  square,
  Telling,
  taker,
} from '../../test/story.ts';
import type { ProtocolCard } from '../cards/card.ts';
import { recordedPaths, rehearse } from '../cards/rehearse.ts';
import { advised, cardAtWork, liveCards } from '../cards/shelf.ts';
import type { Actor, Command } from '../command.ts';

const words = { en: 'words', zh: '文字' };
const choice = (choiceId: string, to: string, effects: object = {}) => ({
  choiceId,
  label: words,
  to,
  effects,
});
const card = (more: Partial<ProtocolCard> = {}): ProtocolCard => ({
  form: 1,
  cardId: 'smoke',
  names: words,
  authorRole: 'fireLead',
  approverRole: 'fireLead',
  typeIds: ['fire'],
  start: 'seen',
  questions: [
    {
      questionId: 'seen',
      ask: words,
      choices: [
        choice('flames', 'inside', { typeId: 'fire', priority: 1, atOnce: true, hazards: ['fire'] }),
        choice('smell', 'inside', { typeId: 'fall', priority: 4 }),
      ],
      unknown: { to: 'inside' },
    },
    {
      questionId: 'inside',
      ask: words,
      asksWords: true,
      choices: [
        choice('people', 'end', { needs: [{ capability: 'als', count: 1 }], stage: true, advice: ['out'] }),
        choice('nobody', 'end'),
      ],
      unknown: { to: 'end' },
    },
  ],
  advice: [{ adviceId: 'out', title: words, lines: [words] }],
  ...more,
});
/** Who smells something is asked nothing more. */
const shorter = card({
  questions: card().questions.map(question =>
    question.questionId === 'seen'
      ? {
          ...question,
          choices: question.choices.map(one => (one.choiceId === 'smell' ? { ...one, to: 'end' } : one)),
        }
      : question,
  ),
});
const admin: Actor = { kind: 'operator', id: 'ada', role: 'administrator' };
const by = (actor: Actor, command: Command) => ({ actor, command });
const propose = (one: ProtocolCard, actor = chief) => by(actor, { type: 'ProposeCard', card: one });
const walked = (...choices: readonly [string, string][]) =>
  choices.map(([questionId, choiceId]) => ({ questionId, choiceId }));

function centre(): Telling {
  const telling = new Telling();
  telling.must(by(machine, { type: 'AdoptConfiguration', configuration: smallTown }));
  return telling;
}
function published(telling: Telling, one = card()): number {
  const [{ seq } = { seq: 0 }] = telling.must(propose(one));
  const answers = walked(['seen', 'flames'], ['inside', 'nobody']);
  telling.must(by(chief, { type: 'TestCard', cardId: 'smoke', proposal: seq, answers }));
  telling.must(by(admin, { type: 'PublishCard', cardId: 'smoke', proposal: seq }));
  return seq;
}
const answer = (position: number, questionId: string, choiceId: string, more: object = {}) =>
  by(taker, { type: 'AnswerCard', callId: 'C1', position, questionId, choiceId, ...more });
const open = (callId = 'C1') => by(taker, { type: 'OpenCard', callId, cardId: 'smoke' });
const types = (entries: readonly { readonly type: string }[]) => entries.map(entry => entry.type);

describe('[C21] [C22] from draft to use', () => {
  test('[C21] a faulty card is not even proposed, and what is wrong is named', () => {
    const { refusal } = centre().act(propose(card({ start: 'nowhere' })));
    expect(refusal).toEqual({ code: 'CardFaulty', cardId: 'smoke', fault: 'startUnknown' });
  });
  test('[C22] without a test, by its own author, or when there is a newer draft, it is not approved', () => {
    const telling = centre();
    const [first] = telling.must(propose(card()));
    const publish = (actor: Actor, proposal = first!.seq) =>
      telling.act(by(actor, { type: 'PublishCard', cardId: 'smoke', proposal })).refusal?.code;
    expect(publish(admin)).toBe('CardUntested');
    const tried = (answers: ReturnType<typeof walked>) =>
      telling.act(by(chief, { type: 'TestCard', cardId: 'smoke', proposal: first!.seq, answers })).refusal
        ?.code;
    expect(tried(walked(['seen', 'flames']))).toBe('WalkUnfinished');
    expect(tried(walked(['seen', 'flames'], ['inside', 'nobody'], ['inside', 'nobody']))).toBe(
      'WalkUnfinished',
    );
    expect(tried(walked(['seen', 'flames'], ['inside', 'nobody']))).toBeUndefined();
    expect(publish(chief)).toBe('CardOwnProposal');
    const [second] = telling.must(propose(shorter, admin));
    expect(publish(admin)).toBe('CardDraftGone');
    expect(publish(chief, second!.seq)).toBe('CardUntested');
    expect(liveCards(telling.board)).toEqual([]);
    expect(telling.act(by(anna, { type: 'ProposeCard', card: card() })).refusal?.code).toBe('NotAllowed');
    telling.checkFold();
  });
  test('[C22] a drill plays with the cards as they came; the machine approves nobody else’s', () => {
    const telling = centre();
    const [usual] = telling.must(propose(card(), machine));
    telling.must(by(machine, { type: 'PublishCard', cardId: 'smoke', proposal: usual!.seq }));
    expect(liveCards(telling.board).map(one => one.edition)).toEqual([1]);
    const [own] = telling.must(propose(shorter));
    const { refusal } = telling.act(
      by(machine, { type: 'PublishCard', cardId: 'smoke', proposal: own!.seq }),
    );
    expect(refusal?.code).toBe('CardUntested');
    expect(telling.must(propose(shorter))).toEqual([]);
  });
  test('[C22] the test says how many recorded calls would have come to something else', () => {
    const telling = centre();
    published(telling);
    for (const smell of ['smell', 'smell', 'flames']) {
      telling.must(answered());
      const callId = `C${telling.board.lastCall}`;
      telling.must(open(callId));
      for (const [position, questionId, choiceId] of [
        [0, 'seen', smell],
        [1, 'inside', 'people'],
      ] as const)
        telling.must(by(taker, { type: 'AnswerCard', callId, position, questionId, choiceId }));
    }
    const [draft] = telling.must(propose(shorter));
    const answers = walked(['seen', 'smell']);
    telling.must(by(chief, { type: 'TestCard', cardId: 'smoke', proposal: draft!.seq, answers }));
    expect(telling.board.cards.get('smoke')?.draft?.tested).toMatchObject({ paths: 3, differing: 2 });
    const found = rehearse(shorter, recordedPaths(telling.board, 'smoke'));
    expect(
      found.differences.map(one => [one.callId, one.before.needs.length, one.after.needs.length]),
    ).toEqual([
      ['C1', 1, 0],
      ['C2', 1, 0],
    ]);
    const longer = card({
      start: 'first',
      questions: [
        ...card().questions,
        {
          ...card().questions[0]!,
          questionId: 'first',
          choices: [choice('yes', 'seen')],
          unknown: { to: 'seen' },
        },
      ],
    });
    expect(rehearse(longer, recordedPaths(telling.board, 'smoke')).differences[0]?.asksAnew).toBe('first');
  });
});

describe('[C23] editions', () => {
  test('[C23] a call keeps the edition it began with; the next has the new one; the old one can come back', () => {
    const telling = centre();
    published(telling);
    telling.must(answered());
    telling.must(open());
    published(telling, shorter);
    telling.must(answered());
    telling.must(open('C2'));
    const editionOf = (callId: string) => telling.board.calls.get(callId)?.cards?.at(-1)?.edition;
    expect([editionOf('C1'), editionOf('C2')]).toEqual([1, 2]);
    telling.must(answer(0, 'seen', 'smell'));
    expect(cardAtWork(telling.board, telling.board.calls.get('C1')!)?.walk.at).toBe('inside');
    const roll = (edition?: number) =>
      telling.act(by(chief, { type: 'RollBackCard', cardId: 'smoke', ...(edition ? { edition } : {}) }));
    expect(types(roll(1).entries)).toEqual(['CardRolledBack']);
    expect(roll(1).entries).toEqual([]);
    expect(roll(7).refusal?.code).toBe('CardEditionUnknown');
    expect(liveCards(telling.board).map(one => one.edition)).toEqual([1]);
    roll();
    expect(liveCards(telling.board)).toEqual([]);
    telling.must(answered());
    expect(telling.act(open('C3')).refusal?.code).toBe('CardUnknown');
    // A number is never given twice.
    const [again] = telling.must(propose(card({ typeIds: [] })));
    expect(again?.data).toMatchObject({ edition: 3 });
    telling.checkFold();
  });
  test('[C23] of many editions the newest are at hand, and those that a running call uses', () => {
    const telling = centre();
    published(telling);
    telling.must(answered());
    telling.must(open());
    for (let i = 0; i < 12; i++) published(telling, card({ names: { en: `words ${i}`, zh: '文字' } }));
    const editions = telling.board.cards.get('smoke')!.editions.map(one => one.edition);
    expect(editions[0]).toBe(1);
    expect(editions.length).toBeLessThan(12);
    expect(editions.at(-1)).toBe(13);
    telling.must(answer(0, 'seen', 'flames'));
  });
});

describe('[C24] [C25] [C26] on a call', () => {
  function call(incident = false): Telling {
    const telling = centre();
    published(telling);
    telling.must(answered());
    if (incident) telling.must(opened('I1', 'C1', 'fall'));
    telling.must(open());
    return telling;
  }
  const atC1 = (telling: Telling) => telling.board.calls.get('C1')!;

  test('[C24] only what is asked is answered, and before a card is open nothing', () => {
    const telling = centre();
    telling.must(answered());
    expect(telling.act(answer(0, 'seen', 'flames')).refusal?.code).toBe('CardNotOpen');
    const ready = call();
    expect(ready.act(answer(0, 'inside', 'people')).refusal?.code).toBe('QuestionMoved');
    expect(ready.act(answer(1, 'inside', 'people')).refusal?.code).toBe('QuestionMoved');
    expect(ready.act(answer(0, 'seen', 'dragon')).refusal?.code).toBe('ChoiceUnknown');
    ready.must(answer(0, 'seen', 'unknown'));
    ready.must(answer(1, 'inside', 'unknown'));
    expect(ready.act(answer(2, 'end', 'unknown')).refusal?.code).toBe('ChoiceUnknown');
    ready.must(by(taker, { type: 'EndCall', callId: 'C1' }));
    expect(ready.act(answer(1, 'inside', 'people')).refusal?.code).toBe('CallEndedAlready');
  });
  test('[C24] answered anew, what follows stays; the log keeps both, in the order in which they were given', () => {
    const telling = call();
    telling.must(answer(0, 'seen', 'smell'));
    telling.must(answer(1, 'inside', 'people'));
    telling.must(answer(0, 'seen', 'flames'));
    expect(atC1(telling).cards?.[0]?.answers).toEqual(walked(['seen', 'flames'], ['inside', 'people']));
    expect(telling.must(answer(0, 'seen', 'flames'))).toEqual([]);
    const given = telling.log.flatMap(entry => (entry.type === 'CardAnswered' ? [entry.data.choiceId] : []));
    expect(given).toEqual(['smell', 'people', 'flames']);
    telling.checkFold();
  });
  test('[C24] what another card of the call has asked is not asked again', () => {
    const telling = call();
    telling.must(answer(0, 'seen', 'flames'));
    const other = { ...card({ cardId: 'other' }), questions: card().questions };
    const [draft] = telling.must(propose(other, machine));
    telling.must(by(machine, { type: 'PublishCard', cardId: 'other', proposal: draft!.seq }));
    telling.must(by(taker, { type: 'OpenCard', callId: 'C1', cardId: 'other' }));
    expect(atC1(telling).cards?.at(-1)?.answers).toEqual(walked(['seen', 'flames']));
    expect(cardAtWork(telling.board, atC1(telling))?.walk.at).toBe('inside');
    telling.checkFold();
  });
  test('[V1] words beside an answer are sealed, and are among the call’s', () => {
    const telling = call();
    telling.must(answer(0, 'seen', 'unknown'));
    const secret = { sealedId: 's9', digest: 'cc', text: 'Erika' };
    telling.must(answer(1, 'inside', 'people', { words: secret }));
    expect(JSON.stringify(telling.log)).not.toContain('Erika');
    expect(atC1(telling).words).toEqual([{ sealedId: 's9', digest: 'cc' }]);
  });
  test('[C25] what is marked so is set at once, and an incident opened from the call has it', () => {
    const telling = call();
    expect(types(telling.must(answer(0, 'seen', 'flames')))).toEqual(['CardAnswered', 'CallAmended']);
    expect(atC1(telling)).toMatchObject({ typeId: 'fire', priority: 1, hazards: ['fire'] });
    telling.must(by(taker, { type: 'OpenIncident', callId: 'C1', place: square }));
    expect(telling.board.incidents.get('I1')).toMatchObject({
      typeId: 'fire',
      priority: 1,
      hazards: ['fire'],
    });
    telling.checkFold();
  });
  test('[C25] the rest is a proposal until somebody takes it', () => {
    const telling = call();
    telling.must(answer(0, 'seen', 'smell'));
    expect(atC1(telling)).not.toHaveProperty('typeId');
    expect(advised(telling.board, atC1(telling))).toEqual({ typeId: 'fall', priority: 4 });
    telling.must(by(taker, { type: 'TakeAdvice', callId: 'C1' }));
    expect(atC1(telling)).toMatchObject({ typeId: 'fall', priority: 4 });
    expect(advised(telling.board, atC1(telling))).toBeUndefined();
    expect(telling.must(by(taker, { type: 'TakeAdvice', callId: 'C1' }))).toEqual([]);
  });
  test('[C25] a card raises a priority by itself and never lowers one; a chosen type stays', () => {
    const telling = call(true);
    telling.must(answer(0, 'seen', 'flames'));
    const incident = () => telling.board.incidents.get('I1')!;
    expect(incident()).toMatchObject({ typeId: 'fall', priority: 1, hazards: ['fire'] });
    telling.must(answer(0, 'seen', 'smell'));
    // The warning stays too: what made it is in the log, and a person takes it away.
    expect(incident()).toMatchObject({ typeId: 'fall', priority: 1, hazards: ['fire'] });
    expect(advised(telling.board, atC1(telling))).toEqual({ priority: 4 });
    telling.must(by(taker, { type: 'TakeAdvice', callId: 'C1' }));
    expect(incident().priority).toBe(4);
    telling.checkFold();
  });
  test('[C26] warnings reach the incident with the answer, and the crews on it have them to read', () => {
    const telling = call(true);
    telling.must(assigned('E1', 'I1'));
    telling.must(answer(0, 'seen', 'flames'));
    telling.must(answer(1, 'inside', 'people'));
    const incident = telling.board.incidents.get('I1')!;
    expect(incident).toMatchObject({ hazards: ['fire'], stage: true });
    expect(incident).not.toHaveProperty('needs');
    expect(telling.board.assignments.get('A1')?.unread).toHaveLength(2);
    telling.must(by(taker, { type: 'TakeAdvice', callId: 'C1' }));
    expect(telling.board.incidents.get('I1')?.needs).toEqual([{ capability: 'als', count: 1 }]);
    telling.checkFold();
  });
  test('[C26] the warning of a later caller reaches the incident that the call is attached to', () => {
    const telling = call();
    telling.must(answer(0, 'seen', 'flames'));
    telling.must(opened('I1', undefined, 'fall'));
    telling.must(does({ type: 'AttachCall', callId: 'C1', incidentId: 'I1' }));
    expect(telling.board.incidents.get('I1')).toMatchObject({
      hazards: ['fire'],
      typeId: 'fall',
      priority: 3,
    });
    telling.checkFold();
  });
  test('[C27] compressions begin once and end once, as often as need be', () => {
    const telling = call();
    const keep = (type: 'BeginCompressions' | 'EndCompressions') =>
      telling.must(by(taker, { type, callId: 'C1' }));
    expect(keep('EndCompressions')).toEqual([]);
    expect(types(keep('BeginCompressions'))).toEqual(['CompressionsBegun']);
    expect(keep('BeginCompressions')).toEqual([]);
    expect(types(keep('EndCompressions'))).toEqual(['CompressionsEnded']);
    keep('BeginCompressions');
    expect(atC1(telling).compressions).toHaveLength(2);
    expect(atC1(telling).compressions?.map(one => one.until !== undefined)).toEqual([true, false]);
    telling.checkFold();
  });
  test('[W2] a crew opens no card', () => {
    expect(call().act({ ...open(), actor: crew('E1') }).refusal?.code).toBe('NotAllowed');
  });
});
