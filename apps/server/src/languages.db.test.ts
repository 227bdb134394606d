import { type CardShelf, draftTranslations } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from './paging/page.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

describe.skipIf(noDatabase)(`callers of other languages ${needsDatabase}`, () => {
  let centre: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  beforeAll(async () => {
    centre = await testCentre();
    [taker, dispatcher] = await Promise.all([centre.client('calltaker'), centre.client('dispatcher')]);
  });
  afterAll(() => centre.drop());
  const command = (client: Client, said: object) => client.command(said as { readonly type: string });

  test('[LN2] a language that is marked after the crew was sent reaches its phone and its page, as a code', async () => {
    const { callId, incidentId } = await openedIncident(taker, centre.centre.place.center);
    const [unitId = ''] = await dispatched(dispatcher, incidentId);
    const crew = await centre.client(unitId.toLowerCase());
    const line = await crew.live();
    line.say({ type: 'follow', from: 0 });
    const before = await line.until('unit');
    expect(before.view.assignments[0]?.languages).toBeUndefined();
    const fields = { language: 'ug' };
    const since = performance.now();
    expect((await command(taker, { type: 'AmendCall', callId, fields })).status).toBe(200);
    const { view } = await line.until('unit', one => one.view.assignments[0]?.languages !== undefined);
    expect(performance.now() - since, 'told at once, not when all is told anew').toBeLessThan(15_000);
    expect(view.assignments[0]?.languages).toEqual([
      { tag: 'ug', names: { local: 'ئۇيغۇرچە', en: 'Uyghur', zh: '维吾尔语' } },
    ]);
    line.close();
    const { board } = centre.centre.log;
    const { assignmentId } = view.assignments[0]!.assignment;
    const channel = { channelId: 'printer', kind: 'webhook', withinSeconds: 60 } as const;
    const task = { assignmentId, unitId, channel, expiresAt: instant(0) } as Parameters<typeof pageOf>[2];
    expect(pageOf(board, 'town', task)?.languages).toEqual(['ug']);
  });

  test('[LN1] a sentence in the place of a language is refused at the door', async () => {
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    const sentence = { type: 'AmendCall', callId, fields: { language: 'the man from number 12' } };
    expect((await command(taker, sentence)).status).toBe(400);
    expect(centre.centre.log.board.calls.get(callId)?.language).toBeUndefined();
  });

  test('[LN3] asked, on the line, left: entries of the log that a second server folds alike', async () => {
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    for (const step of ['asked', 'onLine', 'left'])
      expect((await command(taker, { type: 'StampInterpreter', callId, step })).status).toBe(200);
    const left = await command(taker, { type: 'StampInterpreter', callId, step: 'nobody' });
    expect(left.status).toBe(400);
    const own = centre.centre.log.board.calls.get(callId)?.interpreter;
    expect(own).toHaveLength(1);
    const other = await centre.another();
    expect(other.centre.log.board.calls.get(callId)?.interpreter).toEqual(own);
    await other.stop();
  });

  test('[LN2] no address of the server takes a language to look for', async () => {
    const { body } = await dispatcher.get('/api/openapi.json');
    expect(Object.keys(body['paths'] as object).length).toBeGreaterThan(20);
    expect(JSON.stringify(body['paths'])).not.toMatch(/"name":"lang/);
  });

  test('[LN5] a translation takes two people and a walk to the end, and what is wrong with it is told with its sentence', async () => {
    const [chief, admin] = await Promise.all([centre.client('commander'), centre.client('admin')]);
    const own = async (): Promise<CardShelf> =>
      ((await admin.get('/api/cards')).body['cards'] as CardShelf[]).find(one => one.cardId === 'collapse')!;
    const draft = draftTranslations.find(one => one.tag === 'de')!;
    const propose = (client: Client, translation: object) =>
      command(client, { type: 'ProposeTranslation', translation });
    expect((await propose(taker, draft)).status).toBe(403);
    const [first, ...others] = draft.sentences;
    const nowhere = { ...draft, sentences: [{ ...first, slot: 'ask/nowhere' }] };
    const wrong = await propose(chief, nowhere);
    expect([wrong.status, wrong.body['code'], wrong.text.includes('ask/nowhere')]).toEqual([
      409,
      'TranslationFaulty',
      true,
    ]);
    expect((await propose(chief, { ...draft, sentences: [first, ...others] })).status).toBe(200);
    const proposal = (await own()).translations![0]!.draft!.seq;
    const of = { cardId: 'collapse', tag: 'de', proposal };
    expect((await command(admin, { type: 'ApproveTranslation', ...of })).body['code']).toBe(
      'TranslationUntried',
    );
    const answers = ['awake', 'breathing', 'age', 'helper', 'device', 'now'].map(questionId => ({
      questionId,
      choiceId: 'unknown',
    }));
    expect((await command(chief, { type: 'TryTranslation', ...of, answers })).status).toBe(200);
    expect((await command(chief, { type: 'ApproveTranslation', ...of })).body['code']).toBe('TranslationOwn');
    expect((await command(admin, { type: 'ApproveTranslation', ...of })).status).toBe(200);
    expect((await own()).translations).toMatchObject([{ tag: 'de', live: { version: 1 } }]);
    // No entry of the machine's speaks of translations, in a drill either.
    const { log } = centre.centre;
    const entries = await log.read(1, log.board.head);
    const written = entries.filter(entry => entry.type.startsWith('Translation'));
    expect(written.map(entry => entry.actor.kind)).toEqual(['operator', 'operator', 'operator']);
  });
});
