import { randomUUID } from 'node:crypto';
import type { Command } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

interface Likely {
  readonly shownId: string;
  readonly likely: readonly {
    readonly incidentId: string;
    readonly probability: number;
    readonly oneKey: boolean;
    readonly reasons: readonly { readonly code: string; readonly concepts?: readonly string[] }[];
  }[];
  readonly standsOut?: { readonly among: string; readonly concepts: readonly string[] };
}

describe.skipIf(noDatabase)(`calls about one thing ${needsDatabase}`, () => {
  let centre: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  const place = (east = 0) => ({
    at: [centre.centre.place.center[0] + east / 96_000, centre.centre.place.center[1]],
    uncertaintyM: 20,
    label: 'Market Square 1',
    source: 'search',
    verified: true,
  });

  async function call(words: string, east: number, typeId?: string): Promise<string> {
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    await taker.command({ type: 'RecordWords', callId, text: words });
    const fields = { place: place(east), ...(typeId === undefined ? {} : { typeId }) };
    await taker.command({ type: 'AmendCall', callId, fields } as { type: string });
    return callId;
  }
  const likely = async (callId: string, who = taker): Promise<Likely> =>
    (await who.get(`/api/duplicates?callId=${callId}`)).body as unknown as Likely;

  beforeAll(async () => {
    centre = await testCentre();
    taker = await centre.client('calltaker');
    dispatcher = await centre.client('dispatcher');
  });
  afterAll(() => centre.drop());

  let incidentId = '';
  test('the second caller about a fire is told with reasons, attached as shown, and detached', async () => {
    const first = await call('着火了，仓库冒黑烟', 0, 'structureFire');
    incidentId = String((await taker.command({ type: 'OpenIncident', callId: first })).body['incidentId']);
    const second = await call('black smoke from the warehouse', 90, 'structureFire');
    const { shownId, likely: found } = await likely(second);
    expect(found[0]).toMatchObject({ incidentId, oneKey: true });
    expect(found[0]!.probability).toBeGreaterThan(0.97);
    const codes = found[0]!.reasons.map(one => one.code);
    expect(codes).toEqual(expect.arrayContaining(['distance', 'since', 'type', 'sameWords']));
    expect(found[0]!.reasons.find(one => one.code === 'sameWords')?.concepts).toEqual(
      expect.arrayContaining(['smoke', 'warehouse']),
    );
    // Nothing has happened by itself.
    expect(centre.centre.log.board.calls.get(second)?.incidentId).toBeUndefined();

    const attach = { type: 'AttachCall', callId: second, incidentId, shownId };
    const attached = await taker.command(attach);
    expect(attached.status).toBe(200);
    const seq = (attached.body['seqs'] as number[])[0]!;
    const [entry] = await centre.centre.log.read(seq, seq);
    expect(entry).toMatchObject({
      type: 'CallAttached',
      data: { likeness: { probability: found[0]!.probability, reasons: found[0]!.reasons } },
    });
    expect((await taker.command({ type: 'DetachCall', callId: second })).status).toBe(200);
    // What was shown for another call is no evidence, and what was typed has none.
    const typed = await taker.command({ ...attach, shownId: randomUUID() } as { type: string });
    const [bare] = await centre.centre.log.read((typed.body['seqs'] as number[])[0]!, 99_999);
    expect(bare?.data).toEqual({ callId: second, incidentId });
  });

  test('a call about something else is not, and among a crowd it stands out', async () => {
    const far = await call('my bike was stolen', 3000, 'theft');
    expect((await likely(far)).likely).toEqual([]);
    for (let i = 0; i < 6; i++) {
      const callId = await call(
        i % 2 === 0 ? 'big fire, smoke' : '好大的火，好多烟',
        40 * i,
        'structureFire',
      );
      await taker.command({ type: 'AttachCall', callId, incidentId });
    }
    const odd = await call('my husband collapsed, he is not breathing', 60);
    const found = await likely(odd);
    expect(found.standsOut).toMatchObject({ among: incidentId });
    expect(found.standsOut!.concepts).toContain('notBreathing');
    const groups = (await dispatcher.get('/api/duplicates/groups')).body;
    const standing = groups['standing'] as { callId: string; concepts: string[] }[];
    expect(standing.map(one => one.callId)).toEqual([odd]);
    // Another call taker sees that it stands out, not what the caller said.
    const other = await centre.client('calltaker2');
    expect((await other.get(`/api/duplicates?callId=${odd}`)).status).toBe(403);
    const theirs = (await other.get('/api/duplicates/groups')).body['standing'];
    expect(theirs).toMatchObject([{ callId: odd, concepts: [] }]);
  });

  test('calls that ring are shown together, none is attached by it, and one that came in writing is read by somebody', async () => {
    const machine = (command: Command) =>
      centre.centre.submit({ commandId: randomUUID(), actor: { kind: 'system', id: 'line' }, command });
    const made: string[] = [];
    for (const channel of ['phone', 'text'] as const) {
      const sealed = await centre.centre.sealing.seal('words', 'fire, smoke everywhere');
      const received = await centre.centre.submit(
        {
          commandId: randomUUID(),
          actor: { kind: 'system', id: 'line' },
          command: { type: 'ReceiveCall', channel, fields: {}, words: sealed.ref },
        },
        [sealed],
      );
      if (!received.ok) throw new Error(received.error.code);
      const [entry] = received.value.entries;
      if (entry?.type !== 'CallReceived') throw new Error('no call');
      const { callId } = entry.data;
      const circle = { kind: 'circle', at: place(30).at as [number, number], radiusM: 30 } as const;
      const where = await centre.centre.locations.seal({ shape: circle, confidence: 0.95, form: 'normal' });
      const command = { type: 'RecordLocation', callId, location: where.ref } as const;
      const actor = { kind: 'system', id: 'line' } as const;
      const located = await centre.centre.submit({ commandId: randomUUID(), actor, command }, [where]);
      if (!located.ok) throw new Error(located.error.code);
      made.push(callId);
    }
    const { groups } = (await dispatcher.get('/api/duplicates/groups')).body as unknown as {
      groups: { leader: string; callIds: string[] }[];
    };
    expect(groups.find(one => one.leader === incidentId)?.callIds).toEqual(made);
    for (const callId of made) expect(centre.centre.log.board.calls.get(callId)?.incidentId).toBeUndefined();
    const refused = await machine({ type: 'AttachCall', callId: made[0]!, incidentId });
    expect(refused.ok).toBe(false);
    expect((await dispatcher.command({ type: 'ReadCall', callId: made[0]! })).body['code']).toBe(
      'CallRingsStill',
    );
    expect((await dispatcher.command({ type: 'ReadCall', callId: made[1]! })).status).toBe(200);
    expect(centre.centre.log.board.calls.get(made[1]!)?.read?.by).toMatchObject({ id: 'dispatcher' });
  });

  test('another server learns what was said by reading it, and every reading is written down', async () => {
    const other = await centre.another();
    const board = centre.centre.log.board;
    const callId = [...board.openCalls].at(-1)!;
    const client = await other.client('dispatcher');
    await client.get('/api/duplicates/groups');
    const found = await likely(callId, client);
    expect(found.likely[0]?.reasons.map(one => one.code)).toContain('sameWords');
    const reads = (await (await centre.client('auditor')).get('/api/sealed-reads')).body['reads'] as {
      actorId: string;
      purpose: string;
    }[];
    expect(reads.some(read => read.actorId === 'clarion' && read.purpose === 'duplicates')).toBe(true);
    await other.stop();
  });
});
