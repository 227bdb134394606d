import type { ExerciseAnswer } from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

const play = ['--exercise', 'generated', '--speed', '120', '--unattended'];

describe.skipIf(noDatabase)(`an exercise on made-up calls ${needsDatabase}`, () => {
  let centre: TestCentre;
  let dispatcher: Client;
  const board = () => centre.centre.log.board;
  const closed = () => [...board().incidents.values()].filter(incident => incident.state === 'closed').length;
  beforeAll(async () => {
    centre = await testCentre(play);
    dispatcher = await centre.client('dispatcher');
  });
  afterAll(() => centre.drop());

  test('calls ring, units drive along the roads and come back, incidents close, and intervals are counted', async () => {
    const live = await dispatcher.live();
    live.say({ type: 'follow', from: 0 });
    expect(await live.until('hello')).toMatchObject({ clock: { rate: 120 } });
    const moving = await live.until('positions', message =>
      message.positions.some(place => (place.speedKmh ?? 0) > 5 && place.source === 'device'),
    );
    expect(moving.positions.length).toBeGreaterThan(0);
    await expect.poll(closed, { timeout: 120_000, interval: 200 }).toBeGreaterThan(0);
    const answer = (await dispatcher.get('/api/exercise')).body as unknown as ExerciseAnswer;
    expect(answer).toMatchObject({ state: 'running', source: 'generated', rate: 120 });
    expect(answer.callsDone).toBeGreaterThan(0);
    live.close();
  });

  test('what callers say, and where their phones are, is sealed as of any other call', async () => {
    const [incident] = board().incidents.values();
    const [callId] = incident?.callIds ?? [];
    const auditor = await centre.client('auditor');
    const read = await auditor.get(`/api/sealed?callId=${callId}&purpose=qualityReview`);
    const texts = read.body['texts'] as { kind: string; text: string }[];
    expect(texts.map(one => one.kind).toSorted()).toEqual(['contact', 'location', 'words']);
    expect(texts.find(one => one.kind === 'contact')?.text).toMatch(/555-?01/);
    const location = JSON.parse(texts.find(one => one.kind === 'location')!.text) as { shape: object };
    expect(location).toMatchObject({ shape: { kind: 'circle' }, confidence: 0.67 });
    const { log } = centre.centre;
    const entries = JSON.stringify(await log.read(1, log.board.head));
    expect(entries).not.toContain('phoneLocation');
    expect(entries).not.toContain(JSON.stringify(location.shape));
  });

  test('started again, it goes on where it stopped: no call rings twice and units under way arrive', async () => {
    await centre.exercise?.runner.stop();
    const before = { head: board().head, calls: board().calls.size, closed: closed() };
    const again = await centre.another();
    try {
      const goneOn = again.centre.log.board;
      expect(goneOn.head).toBeGreaterThanOrEqual(before.head);
      await expect
        .poll(() => [...goneOn.incidents.values()].filter(one => one.state === 'closed').length, {
          timeout: 120_000,
          interval: 200,
        })
        .toBeGreaterThan(before.closed);
      const rang = new Set<string>();
      for (const entry of await again.centre.log.read(1, goneOn.head))
        if (entry.type === 'CallReceived') {
          expect(rang.has(entry.commandId)).toBe(false);
          rang.add(entry.commandId);
        }
    } finally {
      await again.drop();
    }
  });
});
