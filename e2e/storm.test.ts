import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Command, Entry } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Scratch, scratchDatabase, testServer } from '../adapters/store/src/testing/scratch.ts';
import { readOptions } from '../apps/server/src/options.ts';
import { type Running, start } from '../apps/server/src/start.ts';
import { type Client, clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, sit } from './browser.ts';
import { row } from './floor.ts';

const MINUTES = 10;
const CALLS = 300;

let browser: Browser;
let scratch: Scratch;
let running: Running;
let folder = '';
/** The log's clock lags behind this machine's by so much; it catches up while the storm passes. */
let lagMs = MINUTES * 60_000;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clarion-storm-'));
  scratch = await scratchDatabase(testServer!);
  const options = readOptions(['--port', '0', '--data', folder, '--exercise', 'off'], {
    DATABASE_URL: scratch.url,
  });
  if (!options.ok) throw new Error(options.error.code);
  const started = await start(options.value, {
    wall: () => Date.now() - lagMs,
    tell: () => undefined,
    language: 'en',
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  running = started.value;
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
  await scratch?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The line speaks: a call comes in, with where its phone is and, of a text, its words. */
async function comesIn(
  channel: 'phone' | 'text',
  at: LngLat,
  uncertaintyM: number,
  text?: string,
): Promise<string> {
  const { centre } = running;
  const sealed = text === undefined ? undefined : await centre.sealing.seal('words', text);
  const command: Command = {
    type: 'ReceiveCall',
    channel,
    fields: {},
    ...(sealed === undefined ? {} : { words: sealed.ref }),
  };
  const actor = { kind: 'system', id: 'line' } as const;
  const done = await centre.submit({ commandId: randomUUID(), actor, command }, sealed ? [sealed] : []);
  if (!done.ok) throw new Error(done.error.code);
  const [entry] = done.value.entries;
  if (entry?.type !== 'CallReceived') throw new Error('no call');
  const { callId } = entry.data;
  const circle = { kind: 'circle', at, radiusM: uncertaintyM } as const;
  const where = await centre.locations.seal({ shape: circle, confidence: 0.95, form: 'normal' });
  const found: Command = { type: 'RecordLocation', callId, location: where.ref };
  await centre.submit({ commandId: randomUUID(), actor, command: found }, [where]);
  return callId;
}

/** Somewhere around the fire, the same at each run. */
const around = (at: LngLat, i: number): LngLat => [
  at[0] + Math.sin(i * 2.4) * 0.0004 * Math.sqrt(i % 17),
  at[1] + Math.cos(i * 2.4) * 0.0004 * Math.sqrt(i % 17),
];
const sayings = [
  'there is a big fire, black smoke',
  '着火了，浓烟滚滚',
  'the warehouse is burning',
  '仓库烧起来了，好大的烟',
];

async function fireIsOpen(client: Client, at: LngLat): Promise<string> {
  const callId = String((await client.command({ type: 'AnswerCall' })).body['callId']);
  await client.command({ type: 'RecordWords', callId, text: '仓库着火了，浓烟很大' });
  const place = {
    at,
    uncertaintyM: 20,
    label: 'Warehouse, Harbour Road 3',
    source: 'search',
    verified: true,
  };
  await client.command({ type: 'AmendCall', callId, fields: { place, typeId: 'structureFire' } } as {
    type: string;
  });
  const opened = await client.command({ type: 'OpenIncident', callId });
  await client.command({ type: 'EndCall', callId });
  return String(opened.body['incidentId']);
}

test('300 calls in ten minutes about one fire stay one row with its counts, and the cardiac arrest amid them stands on top', async () => {
  const { centre } = running;
  const desk = await sit(browser, running.url, 'dispatcher');
  const taker = await sit(browser, running.url, 'calltaker');
  const api = await clientOf(running.url, 'dispatcher2');
  const fire = centre.place.center;
  const incidentId = await fireIsOpen(api, fire);
  const texts: string[] = [];
  let odd = '';
  let elsewhere = '';
  for (let i = 0; i < CALLS; i++) {
    lagMs -= (MINUTES * 60_000) / CALLS;
    if (i === 160)
      odd = await comesIn('text', around(fire, 3), 25, 'my husband collapsed, he is not breathing');
    else if (i === 220) elsewhere = await comesIn('phone', [fire[0] + 0.03, fire[1] + 0.01], 40);
    else if (i % 4 === 0)
      texts.push(await comesIn('text', around(fire, i), 30, sayings[(i / 4) % sayings.length]!));
    else await comesIn('phone', around(fire, i), [20, 50, 120][i % 3]!);
  }
  // A dozen are attached by somebody who has not read them.
  for (const callId of texts.slice(0, 12)) await api.command({ type: 'AttachCall', callId, incidentId });

  const { page } = desk;
  const group = row(page, `group-${incidentId}`);
  await group.waitFor();
  await page.waitForFunction(
    ([id, first]) => {
      const rows = [...document.querySelectorAll('.panel-queue [role=option]')];
      return (
        rows[0]?.getAttribute('data-row') === first && rows.some(one => one.getAttribute('data-row') === id)
      );
    },
    [`group-${incidentId}`, odd] as const,
  );
  // The queue is short enough to be read at a glance, and nobody is lost in it.
  const rows = page.locator('.panel-queue [role=option]');
  await page.waitForFunction(() => document.querySelectorAll('.panel-queue [role=option]').length < 10);
  const counted = Number(/(\d+) calls/.exec((await group.textContent()) ?? '')?.[1]);
  expect(counted).toBeGreaterThan(270);
  // While entries keep coming the floor is drawn some times a second.
  await group.filter({ hasText: '12 unread' }).waitFor();
  const top = rows.first();
  expect(await top.textContent()).toMatch(/Stands out from I\d+.*not breathing.*said by 0 of/);
  expect(await row(page, elsewhere).count()).toBe(1);
  const axe = await new AxeBuilder({ page }).include('.panel-queue').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);

  // By keys alone: the odd one is taken first and becomes an incident of its own.
  await taker.page.waitForFunction(
    first => document.querySelector('.panel-queue [role=option]')?.getAttribute('data-row') === first,
    odd,
  );
  await taker.page.keyboard.press('F2');
  await taker.page.waitForSelector(`.card[data-call="${odd}"] .stands-out`);
  await taker.page.waitForSelector('.card .call-open');
  // Then the phone that is elsewhere, before hundreds about the fire.
  await taker.page.keyboard.press('F2');
  await taker.page.waitForSelector(`.card[data-call="${elsewhere}"]`);
  await taker.page.keyboard.press('F3');
  await taker.page.fill('[data-focus=bar]', odd);
  await taker.page.keyboard.press('Enter');
  await taker.page.waitForSelector(`.card[data-call="${odd}"]`);
  await taker.page.keyboard.press('F8');
  await taker.page.waitForFunction(
    id => document.querySelector(`.card[data-call="${id}"] .tag-released`) !== null,
    odd,
  );

  // One of the group: its reasons stand on the card; one key attaches, one detaches.
  await group.click();
  const written = texts[20]!;
  await page.keyboard.press('F3');
  await page.fill('[data-focus=bar]', written);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.card[data-call="${written}"] [data-likely="${incidentId}"]`);
  expect(await page.locator('.likely-reasons').textContent()).toMatch(/m away.*both speak of/s);
  await page.waitForSelector('[data-action=attachLikely]');
  await page.keyboard.press('Alt+Shift+M');
  await page.waitForSelector(`.card[data-call="${written}"] .likely-attached`);
  await page.keyboard.press('Alt+Shift+N');
  await page.waitForSelector(`.card[data-call="${written}"] [data-likely="${incidentId}"]`);
  await page.waitForSelector('[data-action=attachLikely]');
  await page.keyboard.press('Alt+Shift+M');
  await page.waitForSelector(`.card[data-call="${written}"] .likely-attached`);

  // Attached is not read: it and the dozen are read one after the other.
  await page.waitForFunction(
    id => document.querySelector(`[data-row="${id}"]`)?.textContent?.includes('13 unread'),
    `group-${incidentId}`,
  );
  await page.keyboard.press('Alt+Shift+U');
  await page.waitForFunction(
    id => document.querySelector(`[data-row="${id}"]`)?.textContent?.includes('12 unread'),
    `group-${incidentId}`,
  );
  expect(centre.log.board.calls.get(written)?.read?.by.id).toBe('dispatcher');

  // Whatever was attached, ended or read, a person did it.
  const entries: readonly Entry[] = await centre.log.read(1, centre.log.board.head);
  const done = entries.filter(entry =>
    ['CallAttached', 'CallEnded', 'CallRead', 'IncidentOpened'].includes(entry.type),
  );
  expect(done.length).toBeGreaterThan(14);
  expect(done.filter(entry => entry.actor.kind !== 'operator')).toEqual([]);
  const shown = entries.filter(entry => entry.type === 'CallAttached' && entry.data.likeness !== undefined);
  expect(shown).toHaveLength(2);
  expect(JSON.stringify(entries)).not.toContain('husband');
  expect([...desk.errors, ...taker.errors]).toEqual([]);
});
