import type { Entry } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client, LiveClient } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

const seqsOf = (live: LiveClient) =>
  live.messages.flatMap(message =>
    message.type === 'entries' ? message.entries.map(entry => entry.seq) : [],
  );
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.skipIf(noDatabase)(`the live line ${needsDatabase}`, () => {
  let centre: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  const head = () => centre.centre.log.board.head;
  beforeAll(async () => {
    centre = await testCentre();
    taker = await centre.client('calltaker');
    dispatcher = await centre.client('dispatcher');
  });
  afterAll(() => centre.drop());

  test('nobody follows without a session, nor from another site', async () => {
    const stranger = await centre.client();
    await expect(stranger.live()).rejects.toThrow('401');
    await expect(dispatcher.live({ origin: 'https://elsewhere.example' })).rejects.toThrow('403');
  });

  test('a page that comes back has every entry once, in order, while others go on writing', async () => {
    const live = await dispatcher.live();
    live.say({ type: 'follow', from: 0 });
    const hello = await live.until('hello');
    expect(hello).toMatchObject({ kind: 'drill', head: head(), clock: { rate: 1 } });
    await live.until('positions');
    const writing = Array.from({ length: 20 }, () => taker.command({ type: 'AnswerCall' }));
    await Promise.all(writing.slice(0, 10));
    live.close();
    const had = seqsOf(live).at(-1) ?? 0;
    expect(seqsOf(live)).toEqual(upTo(1, had));

    const again = await dispatcher.live();
    again.say({ type: 'follow', from: had });
    const more = Array.from({ length: 20 }, () => taker.command({ type: 'AnswerCall' }));
    await Promise.all([...writing, ...more]);
    await again.until('entries', message => message.entries.at(-1)?.seq === head());
    expect(seqsOf(again)).toEqual(upTo(had + 1, head()));
    again.close();
  });

  test('following again on the same line starts again from there', async () => {
    const live = await dispatcher.live();
    live.say({ type: 'follow', from: head() });
    live.say({ type: 'follow', from: 5 });
    await live.until('entries', message => message.entries.at(-1)?.seq === head());
    expect(seqsOf(live)).toEqual(upTo(6, head()));
    live.close();
  });

  test('a crew’s phone gets its own unit and nothing else, and is told when it is sent', async () => {
    const { incidentId } = await openedIncident(taker, centre.centre.place.center);
    const [unitId] = await dispatched(dispatcher, incidentId);
    const other = [...centre.centre.log.board.units.keys()].find(id => id !== unitId)!;
    const phone = await (await centre.client(unitId?.toLowerCase())).live();
    const elsewhere = await (await centre.client(other.toLowerCase())).live();
    for (const line of [phone, elsewhere]) line.say({ type: 'follow', from: 0 });
    const mine = await phone.until('unit');
    expect(mine.view.assignments.map(held => held.incident.incidentId)).toEqual([incidentId]);
    await dispatcher.command({ type: 'AmendIncident', incidentId, priority: 1 });
    await phone.until('unit', message => message.view.assignments[0]?.incident.priority === 1);
    await dispatcher.command({ type: 'ReleaseUnit', unitId: unitId!, incidentId });
    await phone.until('unit', message => message.view.assignments.length === 0);
    expect(phone.messages.some(message => message.type === 'entries' || message.type === 'positions')).toBe(
      false,
    );
    expect(elsewhere.messages.filter(message => message.type === 'unit')).toHaveLength(1);
    expect(JSON.stringify(elsewhere.messages)).not.toContain(incidentId);
    phone.close();
    elsewhere.close();
  });

  test('a card is seen by dispatch while it is typed, by nobody else, and is not kept', async () => {
    const answered = await taker.command({ type: 'AnswerCall' });
    const callId = String(answered.body['callId']);
    const lines = await Promise.all(
      ['calltaker', 'dispatcher', 'auditor', 'e1'].map(async who => (await centre.client(who)).live()),
    );
    for (const line of lines) line.say({ type: 'follow', from: head() });
    await Promise.all(lines.map(line => line.until('hello')));
    const before = head();
    const [typing, watching, auditing, crew] = lines;
    typing!.say({ type: 'draft', callId, words: 'there is smoke in the', query: 'market sq' });
    const seen = await watching!.until('draft');
    expect(seen).toMatchObject({ callId, by: 'calltaker', words: 'there is smoke in the' });
    typing!.say({ type: 'ping', sent: 7 });
    await typing!.until('pong', message => message.sent === 7);
    for (const line of [auditing!, crew!]) {
      line.say({ type: 'ping', sent: 8 });
      await line.until('pong');
      expect(line.messages.some(message => message.type === 'draft')).toBe(false);
    }
    expect(head()).toBe(before);
    for (const line of lines) line.close();
  });

  test('another call taker neither sees nor writes on a card that is not theirs', async () => {
    const taker = await centre.client('calltaker');
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    const [own, other, desk] = await Promise.all([
      taker.live(),
      centre.client('calltaker2').then(client => client.live()),
      dispatcher.live(),
    ]);
    for (const line of [own, other, desk]) line.say({ type: 'follow', from: head() });
    await Promise.all([own, other, desk].map(line => line.until('hello')));
    own.say({ type: 'draft', callId, words: 'my name is' });
    await desk.until('draft', message => message.words === 'my name is');
    other.say({ type: 'draft', callId, words: 'written by a stranger' });
    desk.say({ type: 'draft', callId, query: 'written by the desk' });
    await own.until('draft', message => message.query === 'written by the desk');
    other.say({ type: 'ping', sent: 9 });
    await other.until('pong');
    expect(other.messages.filter(message => message.type === 'draft')).toEqual([]);
    expect(JSON.stringify([own.messages, desk.messages])).not.toContain('stranger');
    for (const line of [own, other, desk]) line.close();
  });

  test('who signs out hears nothing more at once', async () => {
    const leaving = await centre.client('dispatcher2');
    const live = await leaving.live();
    const closed = new Promise(resolve => live.socket.on('close', resolve));
    expect((await leaving.send('DELETE', '/api/session')).status).toBe(204);
    expect(await closed).toBe(4401);
  });

  test('a page that floods its line is told so, and the line stays', async () => {
    const line = await (await centre.client('dispatcher2')).live();
    centre.wallStoppedAtMs = Date.now();
    for (let sent = 0; sent < 900; sent++) line.say({ type: 'ping', sent });
    const fault = await line.until('fault');
    expect(fault.code).toBe('TooManyRequests');
    centre.wallStoppedAtMs += 1100;
    line.say({ type: 'ping', sent: 1000 });
    await line.until('pong', message => message.sent === 1000);
    centre.wallStoppedAtMs = undefined;
    line.close();
  });

  test('units move on the map at most once a second each, and an unknown message is answered', async () => {
    const gateway = await (await centre.client('gateway')).live();
    const live = await dispatcher.live();
    live.say({ type: 'follow', from: head() });
    await live.until('positions');
    const before = live.messages.length;
    const { center } = centre.centre.place;
    const began = performance.now();
    for (let step = 0; step < 10; step++) {
      const at = [center[0] + step * 0.0001, center[1]];
      gateway.say({ type: 'positions', fixes: [{ unitId: 'E2', at, fixAt: centre.centre.clock.now() }] });
      await new Promise(resolve => setTimeout(resolve, 60));
    }
    await live.until('positions', message =>
      message.positions.some(one => one.unitId === 'E2' && one.at[0] > center[0] + 0.0008),
    );
    const shown = live.messages
      .slice(before)
      .flatMap(message => (message.type === 'positions' ? message.positions : []))
      .filter(one => one.unitId === 'E2');
    const seconds = (performance.now() - began) / 1000;
    expect(shown.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    live.say({ type: 'shout' });
    live.say('{');
    await live.until('fault', message => message.code === 'MessageWrong');
    live.close();
    gateway.close();
  });

  test('the entries for a replay are the incident’s own, its calls’ from the first ring, and its units’', async () => {
    const { callId, incidentId } = await openedIncident(taker, centre.centre.place.center);
    const bystander = await openedIncident(taker, centre.centre.place.center);
    const [unitId] = await dispatched(dispatcher, incidentId);
    for (const status of ['enRoute', 'onScene', 'available'] as const)
      await dispatcher.command({ type: 'ReportStatus', unitId: unitId!, status });
    await dispatcher.command({ type: 'CloseIncident', incidentId, disposition: 'handled' });
    const answer = await dispatcher.get(`/api/incidents/${incidentId}/entries`);
    const entries = answer.body['entries'] as Entry[];
    expect(entries.map(entry => entry.type)).toEqual([
      'CallReceived',
      'CallAnswered',
      'IncidentOpened',
      ...entries.slice(3).map(entry => entry.type),
    ]);
    expect(entries.at(-1)?.type).toBe('IncidentClosed');
    expect(entries.filter(entry => entry.type === 'StatusReported')).toHaveLength(3);
    const text = JSON.stringify(entries);
    expect(text).toContain(`"${callId}"`);
    expect(text).not.toContain(`"${bystander.incidentId}"`);
    expect(answer.body['from']).toBeLessThanOrEqual(entries[0]!.at);
  });
});
