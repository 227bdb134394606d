import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callBacks, openTransfers } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Answer, Client } from './testing/client.ts';

const LINE_KEY = 'a-key-of-the-line-for-this-test';
/** Each caller has a number of their own: one that rings again is the same call. */
const numberOf = (lineCallId: string) => `+86139000${lineCallId.charCodeAt(0)}${lineCallId.charCodeAt(1)}`;
const KEY_OF = { 'content-type': 'application/json' };

describe.skipIf(noDatabase)(`call-backs and transfer through the server ${needsDatabase}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-transfer-'));
  const rules = join(folder, 'rules.json');
  let centre: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  let commander: Client;
  let admin: Client;
  let stranger: Client;

  beforeAll(async () => {
    const agencies = [
      { agencyId: 'ambulance', names: { en: 'Ambulance' }, receiptSeconds: 60, resultHours: 1 },
      { agencyId: 'service', names: { en: 'Service line' }, receiptSeconds: 60 },
    ];
    writeFileSync(rules, JSON.stringify({ agencies, callBacks: { firstSeconds: 30, attempts: 2 } }));
    centre = await testCentre(['--rules', rules], { CLARION_LINE_KEY: LINE_KEY });
    [taker, dispatcher, commander, admin, stranger] = (await Promise.all(
      ['calltaker', 'dispatcher', 'commander', 'admin', undefined].map(who => centre.client(who)),
    )) as [Client, Client, Client, Client, Client];
  });
  afterAll(async () => {
    await centre.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const line = (event: string, lineCallId: string, more: object = {}) =>
    stranger.send(
      'POST',
      '/api/line/events',
      { event, lineCallId, ...more },
      { authorization: `Bearer ${LINE_KEY}` },
    );
  async function abandoned(lineCallId: string): Promise<string> {
    const rung = await line('ring', lineCallId, { number: numberOf(lineCallId) });
    await line('abandoned', lineCallId);
    return String(rung.body['callId']);
  }
  const callOf = (callId: string) => centre.centre.log.board.calls.get(callId)!;
  const place = () => ({
    at: centre.centre.place.center,
    uncertaintyM: 9,
    label: 'Harbour 3',
    source: 'map',
    verified: true,
  });
  const must = (answer: Answer): Answer => {
    expect([answer.status, answer.text]).toEqual([200, answer.text]);
    return answer;
  };
  async function issued(agencyId: string): Promise<string> {
    const answer = await admin.send('POST', `/api/agencies/${agencyId}/key`);
    expect(answer.status).toBe(201);
    return String(answer.body['key']);
  }
  const as = (key: string) => ({
    get: (path: string) => stranger.get(path, { authorization: `Bearer ${key}` }),
    post: (path: string, body: object) =>
      stranger.send('POST', path, body, { ...KEY_OF, authorization: `Bearer ${key}` }),
  });

  test('[TK1] [TK2] [TK4] a caller who hung up on the line is called back, given up after the centre’s attempts, and is found again by another server', async () => {
    const callId = await abandoned('a1');
    expect(callBacks(centre.centre.log.board).map(one => one.call.callId)).toContain(callId);
    const attempt = (outcome: string) => taker.command({ type: 'AttemptCallBack', callId, outcome } as never);
    must(await attempt('noAnswer'));
    const early = await taker.command({ type: 'GiveUpCallBack', callId, reason: 'notReached' } as never);
    expect([early.status, early.body['code']]).toEqual([409, 'CallBackTooFew']);
    expect(early.text).toContain('1 of 2');
    const another = await centre.another();
    try {
      const [again] = callBacks(another.centre.log.board);
      expect(again).toEqual(callBacks(centre.centre.log.board)[0]);
      expect(again?.callBack.attempts).toHaveLength(1);
    } finally {
      await another.stop();
    }
    must(await attempt('engaged'));
    must(await taker.command({ type: 'GiveUpCallBack', callId, reason: 'notReached' } as never));
    expect(centre.centre.log.board.openCalls.has(callId)).toBe(false);
  });

  test('[TK2] who rings again ends it, and who needs help opens the incident', async () => {
    const callId = await abandoned('b1');
    expect((await line('ring', 'b2', { number: numberOf('b1') })).body['callId']).toBe(callId);
    expect(callOf(callId).callBack?.ended?.how).toBe('rangAgain');
    await line('abandoned', 'b2');
    expect(callOf(callId).callBack).toMatchObject({ cause: 'abandoned', attempts: [] });
    must(await taker.command({ type: 'AttemptCallBack', callId, outcome: 'needsHelp' } as never));
    const opened = must(await taker.command({ type: 'OpenIncident', callId, place: place() } as never));
    expect(callOf(callId)).toMatchObject({ state: 'open', incidentId: opened.body['incidentId'] });
  });

  test('[TK7] the number is read for calling back, by who has it in hand, and each reading is written down', async () => {
    const callId = await abandoned('c1');
    const sealedId = callOf(callId).contacts[0]!.sealedId;
    const read = (who: Client, purpose?: string) =>
      who.get(`/api/sealed/${sealedId}${purpose === undefined ? '' : `?purpose=${purpose}`}`);
    expect((await read(taker)).body['code']).toBe('PurposeNeeded');
    expect((await read(taker, 'complaint')).status).toBe(403);
    expect((await read(taker, 'callBack')).body['text']).toBe(numberOf('c1'));
    // Once somebody sits at the desk for calls, it is theirs alone.
    must(await commander.command({ type: 'TakeDesk', deskId: 'C1' } as never));
    expect((await read(taker, 'callBack')).status).toBe(403);
    must(await commander.command({ type: 'LeaveDesk', deskId: 'C1' } as never));
    must(await commander.command({ type: 'GiveUpCallBack', callId, reason: 'order' } as never));
    expect((await read(taker, 'callBack')).status).toBe(403);
    const auditor = await centre.client('auditor');
    const reads = (await auditor.get('/api/sealed-reads')).body['reads'] as {
      purpose: string;
      sealedId: string;
    }[];
    expect(reads.filter(one => one.sealedId === sealedId).map(one => one.purpose)).toEqual(['callBack']);
  });

  test('[TR3] [TR4] an agency sees by its key what was given to it alone, says that it has it, and gives it back', async () => {
    const rung = await line('ring', 'd1', { number: numberOf('d1') });
    const callId = String(rung.body['callId']);
    must(await taker.command({ type: 'AnswerCall', callId } as never));
    const opened = must(
      await taker.command({ type: 'OpenIncident', callId, typeId: 'medical', place: place() } as never),
    );
    const incidentId = String(opened.body['incidentId']);
    must(await taker.command({ type: 'EndCall', callId } as never));
    const sends = (agencyId: string, withContact: boolean) =>
      dispatcher.command({
        type: 'SendTransfer',
        incidentId,
        agencyId,
        reason: 'notOurTask',
        withContact,
      } as never);
    must(await sends('ambulance', true));
    must(await sends('service', false));
    const [ambulance, service] = [as(await issued('ambulance')), as(await issued('service'))];
    const seen = (await ambulance.get('/api/agency/transfers')).body['transfers'] as Record<
      string,
      unknown
    >[];
    expect(seen).toMatchObject([
      {
        ref: `${incidentId}-1`,
        state: 'sent',
        hasContact: true,
        place: { label: 'Harbour 3' },
        reason: 'notOurTask',
      },
    ]);
    // Looking again and again reads nothing that is sealed.
    expect(JSON.stringify(seen)).not.toContain(numberOf('d1'));
    // Who is joined to the incident later has not been asked for.
    const later = await line('ring', 'e1', { number: numberOf('e1') });
    const joined = String(later.body['callId']);
    must(await taker.command({ type: 'AnswerCall', callId: joined } as never));
    must(await taker.command({ type: 'AttachCall', callId: joined, incidentId } as never));
    must(await taker.command({ type: 'EndCall', callId: joined } as never));
    const one = await ambulance.get(`/api/agency/transfers/${incidentId}-1`);
    expect(one.body).toMatchObject({ ref: `${incidentId}-1`, contact: numberOf('d1') });
    expect((await service.get(`/api/agency/transfers/${incidentId}-1`)).status).toBe(404);
    const others = await service.get('/api/agency/transfers');
    expect(others.body['transfers']).toMatchObject([{ ref: `${incidentId}-2` }]);
    expect(others.text).not.toContain(numberOf('d1'));
    const receipt = await ambulance.post(`/api/agency/transfers/${incidentId}-1/receipt`, {
      receipt: 'A-17',
    });
    expect(receipt.body).toEqual({ ref: `${incidentId}-1`, state: 'received' });
    for (const ref of [`${incidentId}-1`, 'I999-1', 'nonsense']) {
      const foreign = await service.post(`/api/agency/transfers/${ref}/receipt`, {});
      expect([foreign.status, foreign.body['code']]).toEqual([404, 'TransferUnknown']);
    }
    expect(
      (await ambulance.post(`/api/agency/transfers/${incidentId}-1/receipt`, { receipt: 'two words' }))
        .status,
    ).toBe(400);
    await service.post(`/api/agency/transfers/${incidentId}-2/receipt`, {});
    must(
      await dispatcher.command({ type: 'CloseIncident', incidentId, disposition: 'transferred' } as never),
    );
    const back = await ambulance.post(`/api/agency/transfers/${incidentId}-1/result`, {
      result: 'returned',
      reason: 'urgent',
    });
    expect(back.body['state']).toBe('returned');
    expect(centre.centre.log.board.incidents.get(incidentId)).toMatchObject({ state: 'open' });
    const auditor = await centre.client('auditor');
    const reads = (await auditor.get('/api/sealed-reads')).body['reads'] as {
      actorId: string;
      purpose: string;
    }[];
    expect(reads.filter(one => one.purpose === 'transfer').map(one => one.actorId)).toEqual([
      'agency ambulance',
    ]);
    must(await dispatcher.command({ type: 'CloseIncident', incidentId, disposition: 'handled' } as never));
  });

  test('[TR5] no receipt is an alarm, also of a server that starts later; a wrong key, a revoked one and a flood open nothing', async () => {
    const opened = must(await taker.command({ type: 'OpenIncident', place: place() } as never));
    const incidentId = String(opened.body['incidentId']);
    must(
      await dispatcher.command({
        type: 'SendTransfer',
        incidentId,
        agencyId: 'service',
        reason: 'other',
      } as never),
    );
    const key = `transferUnreceived:${incidentId}-1`;
    await centre.watch();
    expect(centre.centre.log.board.alarms.has(key)).toBe(false);
    const another = await centre.another();
    another.wallAheadMs = 61_000;
    await another.watch();
    expect(another.centre.log.board.alarms.has(key)).toBe(true);
    expect(openTransfers(another.centre.log.board).map(one => one.transfer.agencyId)).toEqual(['service']);
    await another.stop();

    const old = await issued('service');
    const fresh = await issued('service');
    for (const wrong of ['', 'guessed', old, fresh.slice(1)])
      expect((await as(wrong).get('/api/agency/transfers')).body['code']).toBe('AgencyKeyWrong');
    expect((await as(fresh).get('/api/agency/transfers')).status).toBe(200);
    // The key opens nothing else, and nobody's sign-in opens this door.
    for (const path of ['/api/board', '/api/log', '/api/agencies/keys'])
      expect((await as(fresh).get(path)).status).toBe(401);
    expect((await dispatcher.get('/api/agency/transfers')).status).toBe(401);
    const flood = await Promise.all(
      Array.from({ length: 120 }, () => as(fresh).get('/api/agency/transfers')),
    );
    const refused = flood.filter(one => one.status === 429);
    expect(refused.length).toBeGreaterThan(40);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await dispatcher.get('/api/board')).status).toBe(200);
    expect((await admin.send('DELETE', '/api/agencies/service/key')).status).toBe(204);
    centre.wallAheadMs += 5_000;
    expect((await as(fresh).get('/api/agency/transfers')).status).toBe(401);
    expect((await admin.send('POST', '/api/agencies/moon/key')).status).toBe(404);
  });
});
