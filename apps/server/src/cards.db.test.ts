import { type CardShelf, type ProtocolCard, usualCards } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

type Plain = { readonly type: string };

describe.skipIf(noDatabase)(`protocol cards, changes and pages ${needsDatabase}`, () => {
  let centre: TestCentre;
  let taker: Client;
  let chief: Client;
  let admin: Client;
  beforeAll(async () => {
    centre = await testCentre();
    [taker, chief, admin] = await Promise.all([
      centre.client('calltaker'),
      centre.client('commander'),
      centre.client('admin'),
    ]);
  });
  afterAll(() => centre.drop());
  const shelf = async (cardId: string) => {
    const { body } = await admin.get('/api/cards');
    return (body['cards'] as CardShelf[]).find(one => one.cardId === cardId)!;
  };

  test('a drill has the usual cards in use; a started one is not offered twice', async () => {
    expect((await shelf('collapse')).live).toBe(1);
    const again = await centre.another();
    await again.stop();
    const { log } = centre.centre;
    const entries = await log.read(1, log.board.head);
    const proposed = entries.filter(entry => entry.type === 'CardProposed');
    expect(proposed).toHaveLength(usualCards.length);
  });

  test('a card at work on a call: answers by code, words sealed, type and priority set', async () => {
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    expect((await taker.command({ type: 'OpenCard', callId, cardId: 'child-lost' })).status).toBe(200);
    const answer = { type: 'AnswerCard', callId, position: 0, questionId: 'age', choiceId: 'small' };
    expect((await taker.command(answer as Plain)).status).toBe(200);
    const words = {
      ...answer,
      position: 1,
      questionId: 'since',
      choiceId: 'minutes',
      text: 'Xanthippe at the pool',
    };
    expect((await taker.command(words as Plain)).status).toBe(200);
    const call = centre.centre.log.board.calls.get(callId)!;
    expect(call).toMatchObject({ typeId: 'missingPerson', priority: 1 });
    expect(call.words).toHaveLength(1);
    const { log } = centre.centre;
    expect(JSON.stringify(await log.read(1, log.board.head))).not.toContain('Xanthippe');
    const read = await taker.get(`/api/sealed?callId=${callId}`);
    expect(read.text).toContain('Xanthippe at the pool');
    const wrong = await taker.command({ ...answer, position: 2 } as Plain);
    expect([wrong.status, wrong.body['code']]).toEqual([409, 'QuestionMoved']);
  });

  test('from draft to use takes a test and two people; running calls keep their edition', async () => {
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    await taker.command({ type: 'OpenCard', callId, cardId: 'gas' });
    await taker.command({ type: 'AnswerCard', callId, position: 0, questionId: 'inside', choiceId: 'in' });
    const { card } = (await shelf('gas')).editions[0]!;
    const changed: ProtocolCard = { ...card, names: { en: 'Gas, changed', zh: '燃气（改）' } };
    const commands = (client: Client, command: object) => client.command(command as Plain);
    expect((await commands(taker, { type: 'ProposeCard', card: changed })).status).toBe(403);
    const broken = await commands(chief, { type: 'ProposeCard', card: { ...changed, start: 'nowhere' } });
    expect([broken.status, broken.body['code']]).toEqual([409, 'CardFaulty']);
    expect((await commands(chief, { type: 'ProposeCard', card: changed })).status).toBe(200);
    const rehearsal = await chief.send('POST', '/api/cards/rehearsal', { card: changed });
    expect(rehearsal.body).toEqual({ paths: 1, differences: [] });
    const proposal = (await shelf('gas')).draft!.seq;
    const publish = { type: 'PublishCard', cardId: 'gas', proposal };
    expect((await commands(admin, publish)).body['code']).toBe('CardUntested');
    const answers = ['inside', 'ill', 'source'].map(questionId => ({ questionId, choiceId: 'unknown' }));
    expect((await commands(chief, { type: 'TestCard', cardId: 'gas', proposal, answers })).status).toBe(200);
    expect((await commands(chief, publish)).body['code']).toBe('CardOwnProposal');
    expect((await commands(admin, publish)).status).toBe(200);
    expect(await shelf('gas')).toMatchObject({ live: 2, editions: [{ edition: 1 }, { edition: 2 }] });
    expect(centre.centre.log.board.calls.get(callId)?.cards?.[0]?.edition).toBe(1);
    expect((await commands(chief, { type: 'RollBackCard', cardId: 'gas', edition: 1 })).status).toBe(200);
    expect((await shelf('gas')).live).toBe(1);
  });

  test('a change is shown to the crew with what was before, read by it, and the phone says that it is shown', async () => {
    const dispatcher = await centre.client('dispatcher');
    const at = centre.centre.place.center;
    const { incidentId } = await openedIncident(taker, at);
    const [unitId = ''] = await dispatched(dispatcher, incidentId);
    const crew = await centre.client(unitId.toLowerCase());
    const line = await crew.live();
    line.say({ type: 'follow', from: 0 });
    const shown = await line.until('unit');
    const { assignmentId } = shown.view.assignments[0]!.assignment;
    const page = { type: 'MarkPage', unitId, assignmentId, channelId: 'phone', step: 'delivered' };
    expect((await crew.command(page as Plain)).status).toBe(200);
    expect((await dispatcher.command(page as Plain)).status).toBe(403);
    const place = {
      at: [at[0] + 0.01, at[1]],
      uncertaintyM: 0,
      label: 'Elsewhere',
      source: 'map',
      verified: true,
    };
    await dispatcher.command({ type: 'AmendIncident', incidentId, place } as Plain);
    const { view } = await line.until(
      'unit',
      one => one.view.assignments[0]?.assignment.unread !== undefined,
    );
    const [change] = view.assignments[0]!.assignment.unread!;
    expect(change?.was.place?.label).toBe('Market Square 1');
    expect((await crew.command({ ...page, change: change!.seq } as Plain)).status).toBe(200);
    expect((await crew.command({ type: 'ReadChange', unitId, incidentId, seq: change!.seq })).status).toBe(
      200,
    );
    await line.until('unit', one => one.view.assignments[0]?.assignment.unread === undefined);
    const pages = centre.centre.log.board.assignments.get(assignmentId)?.pages;
    expect(pages?.map(one => [one.channelId, one.step, one.change])).toEqual([
      ['phone', 'delivered', undefined],
      ['phone', 'delivered', change!.seq],
    ]);
    const sooner = await dispatcher.get(`/api/recommendation/sooner?incidentId=${incidentId}`);
    expect(sooner.status).toBe(200);
    for (const swap of sooner.body['swaps'] as { byMs: number }[]) expect(swap.byMs).toBeGreaterThan(59_999);
    expect(centre.centre.log.board.assignments.get(assignmentId)?.endedAt).toBeUndefined();
    line.close();
  });
});
