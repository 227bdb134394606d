import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Command,
  type CommandEnvelope,
  type Configuration,
  decide,
  emptyBoard,
  evolve,
  pageState,
} from '@clarion/dispatch';
import { instant, ok } from '@clarion/measure';
import { type Log, openForEffects } from '@clarion/store';
import { afterEach, expect, test, vi } from 'vitest';
import type { PagingAdapter } from './page.ts';
import { startPager } from './pager.ts';
import { webhook } from './webhook.ts';

const configuration: Configuration = {
  version: 1,
  placeName: {},
  units: [{ unitId: 'E1', kind: 'E', agency: 'fire', capabilities: ['engine'] }],
  types: [],
  posts: [],
  clocks: { releaseSeconds: 40, acknowledgeSeconds: 30, turnoutSeconds: 80, staleFixSeconds: 60 },
  paging: {
    channels: [
      { channelId: 'phone', kind: 'phone', withinSeconds: 5 },
      { channelId: 'printer', kind: 'webhook', withinSeconds: 60 },
    ],
    order: ['phone', 'printer'],
    lifeSeconds: 120,
    unreadSeconds: 30,
  },
};
const door = openForEffects({ kind: 'live', logId: 'town' } as Log);
if (!door.ok) throw new Error(door.error.code);
const live = door.value;
const stopping: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
});

/** A station's printer that can be switched off and on, on one port. */
async function printer() {
  const printed: { readonly kind: string; readonly incidentId: string }[] = [];
  let status = 200;
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      if (status === 200) printed.push(JSON.parse(body));
      response.writeHead(status).end('{"delivered":true}');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  stopping.push(() => new Promise(resolve => server.close(resolve)));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  return {
    printed,
    url,
    switched: (on: boolean) => {
      status = on ? 200 : 503;
    },
  };
}

function centre(url: string, phone: boolean) {
  let board = emptyBoard();
  let seconds = 1_000_000;
  const now = () => instant(seconds * 1000);
  const submit = async (envelope: CommandEnvelope) => {
    const decision = decide(board, envelope, now());
    if (!decision.ok) return decision;
    const entries = decision.value.map((one, i) => ({ ...one, seq: board.head + 1 + i, recordedAt: now() }));
    for (const entry of entries) board = evolve(board, entry);
    return ok({ entries });
  };
  const does = async (command: Command, kind: 'system' | 'operator' = 'operator') => {
    const actor = { kind, id: 'x', role: 'dispatcher' } as const;
    const done = await submit({ commandId: randomUUID(), actor, command });
    if (!done.ok) throw new Error(done.error.code);
  };
  const printerItself = webhook(live, { url, firstPauseMs: 10 });
  /** Until the channel has heard that the page is over, an attempt from before may still be on its way. */
  let over = false;
  const asked: PagingAdapter = {
    ...printerItself,
    send: (page, holds) =>
      printerItself.send(page, () => {
        over = !holds();
        return !over;
      }),
  };
  const pager = startPager({
    logId: 'town',
    board: () => board,
    now,
    submit,
    adapters: new Map([['printer', asked]]),
    hears: () => phone,
    onTrouble: error => {
      throw error;
    },
  });
  stopping.push(() => pager.stop());
  const place = { at: [8, 49], uncertaintyM: 0, label: 'Square', source: 'map', verified: true } as const;
  return {
    does,
    pager,
    pass: (more: number) => {
      seconds += more;
    },
    async sent() {
      await does({ type: 'AdoptConfiguration', configuration }, 'system');
      await does({ type: 'OpenIncident', place });
      await does({ type: 'AssignUnits', incidentId: 'I1', unitIds: ['E1'], displayed: [] });
    },
    state: () => pageState(board, board.assignments.get('A1')!, undefined, now()),
    isOver: () => over,
    marks: () => board.assignments.get('A1')?.pages?.map(one => `${one.channelId} ${one.step}`),
  };
}

test('a phone that does not confirm in time is followed by the printer, which delivers', async () => {
  const station = await printer();
  const town = centre(station.url, true);
  await town.sent();
  await town.pager.look();
  expect(town.marks()).toEqual(['phone sent']);
  town.pass(5);
  await town.pager.look();
  await town.pager.look();
  await vi.waitFor(() => expect(town.marks()).toEqual(['phone failed', 'printer delivered']));
  expect(station.printed).toMatchObject([{ kind: 'assigned', incidentId: 'I1', priority: 3 }]);
  await town.pager.look();
  expect(station.printed).toHaveLength(1);
});

test('a change is a page of its own', async () => {
  const station = await printer();
  const town = centre(station.url, false);
  await town.sent();
  await town.does({ type: 'ReportStatus', unitId: 'E1', status: 'enRoute' });
  await town.does({ type: 'AmendIncident', incidentId: 'I1', hazards: ['gas'] });
  town.pass(5);
  await town.pager.look();
  await town.pager.look();
  await vi.waitFor(() => expect(station.printed).toHaveLength(1));
  expect(station.printed).toMatchObject([{ kind: 'changed', hazards: ['gas'] }]);
});

test('what was recalled while the channel was out is never sent when it comes back', async () => {
  const station = await printer();
  station.switched(false);
  const town = centre(station.url, false);
  await town.sent();
  town.pass(5);
  await town.pager.look();
  await town.pager.look();
  await vi.waitFor(() => expect(town.marks()).toContain('printer sending'));
  await town.does({ type: 'ReleaseUnit', unitId: 'E1', incidentId: 'I1' });
  await vi.waitFor(() => expect(town.isOver()).toBe(true));
  station.switched(true);
  await pause(100);
  await town.pager.look();
  expect(station.printed).toEqual([]);
  expect(town.state()).toBe('expired');
});

test('what has outlived its time while the channel was out is never sent either; what holds is', async () => {
  for (const [passes, printed] of [
    [20, 1],
    [130, 0],
  ] as const) {
    const station = await printer();
    station.switched(false);
    const town = centre(station.url, false);
    await town.sent();
    town.pass(5);
    await town.pager.look();
    await town.pager.look();
    await vi.waitFor(() => expect(town.marks()).toContain('printer sending'));
    town.pass(passes);
    if (printed === 0) await vi.waitFor(() => expect(town.isOver()).toBe(true));
    station.switched(true);
    if (printed === 1) await vi.waitFor(() => expect(town.state()).toBe('delivered'));
    else await pause(100);
    expect(station.printed).toHaveLength(printed);
    expect(town.state()).toBe(printed === 1 ? 'delivered' : 'expired');
  }
});
