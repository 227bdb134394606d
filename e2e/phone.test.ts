import AxeBuilder from '@axe-core/playwright';
import type { BoardSnapshot } from '@clarion/dispatch';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PASSWORD, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, markedUnits, release, take, takeCall } from './floor.ts';
import { layWire, type Wire } from './wire.ts';

let centre: Centre;
let browser: Browser;
let wire: Wire;
beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser();
  wire = await layWire(centre.port);
});
afterAll(async () => {
  await browser?.close();
  wire?.close();
  await centre?.drop();
});

const folder = process.env['CLARION_PHONE_PICTURES'];
const picture = async (page: Page, name: string) => {
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

/** As a thumb sees it, and at twice the size: nothing to complain of, and nothing beyond the edge. */
async function looked(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [390, 844],
    [195, 422],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const theme of ['dark', 'light']) {
      await page.evaluate(one => Object.assign(document.documentElement.dataset, { theme: one }), theme);
      const axe = await new AxeBuilder({ page }).analyze();
      expect(axe.violations.map(one => `${name} ${width} ${theme} ${one.id}: ${one.nodes[0]?.html}`)).toEqual(
        [],
      );
      await picture(page, `${name}-${width}-${theme}`);
    }
    const beyond = await page.evaluate(
      edge =>
        [...document.querySelectorAll('.phone *')]
          .filter(
            one => one.getBoundingClientRect().right > edge && one.closest('.phone-map, .hidden') === null,
          )
          .map(one => one.outerHTML.slice(0, 120)),
      width,
    );
    expect(beyond, `${name} at ${width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
}

const filled = (page: Page, text: string) =>
  page.waitForFunction(
    want => document.querySelector<HTMLInputElement>('[data-focus=bar]')?.value === want,
    text,
  );

/** What a camera gives: large, and told apart by its colours. */
const camera = async (page: Page): Promise<Buffer> => {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3200, height: 2400 });
    const pen = canvas.getContext('2d')!;
    for (let i = 0; i < 64; i++) {
      pen.fillStyle = `hsl(${i * 40} 70% 50%)`;
      pen.fillRect((i % 8) * 400, Math.floor(i / 8) * 300, 400, 300);
    }
    return canvas.toDataURL('image/jpeg');
  });
  return Buffer.from(url.split(',')[1]!, 'base64');
};

/** The leader of the drill moves its clock ahead. */
async function jump(url: string, seconds: number): Promise<void> {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const session = await post('/api/session', { login: 'commander', password: PASSWORD, language: 'en' });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
  const done = await post(
    '/api/exercise/control',
    { act: 'jump', seconds },
    { cookie, 'x-csrf-token': csrfToken },
  );
  expect(done.status).toBe(200);
}

/** An incident with the first recommended unit sent to it by key. */
async function sent(taker: Seat, desk: Seat, place: string): Promise<{ incidentId: string; unitId: string }> {
  await takeCall(taker.page, place);
  await chooseType(taker.page, 'medical');
  const incidentId = await release(taker.page);
  await take(desk.page, incidentId);
  await desk.page.waitForSelector('.offer-in');
  const [unitId] = await markedUnits(desk.page);
  await desk.page.keyboard.press('F9');
  await desk.page.waitForSelector(`.assigned [data-unit="${unitId}"]`);
  return { incidentId, unitId: unitId! };
}

/** How many parts of the map this phone holds. */
const rangesKept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const opening = indexedDB.open('clarion-phone-map');
        opening.onsuccess = () => {
          if (!opening.result.objectStoreNames.contains('ranges')) return resolve(0);
          const counting = opening.result.transaction('ranges').objectStore('ranges').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

test('a phone that starts without a network opens with its assignment, the way and the map around it, and says how old that is', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  const { incidentId, unitId } = await sent(taker, desk, 'market');
  const crew = await sit(browser, centre.url, unitId.toLowerCase(), { phone: true, keeps: true });
  const { page, context } = crew;
  // What a browser wants before it offers to install it.
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!;
    const answer = await fetch(link.href);
    const { name, lang, icons, start_url, display } = await answer.json();
    const found = await Promise.all(
      icons.map(async (icon: { src: string }) => (await fetch(icon.src)).status),
    );
    return { type: answer.headers.get('content-type'), name, lang, start_url, display, found };
  });
  expect(manifest).toMatchObject({
    name: 'Clarion unit',
    lang: 'en',
    start_url: '/unit',
    display: 'standalone',
  });
  expect(manifest.type).toContain('application/manifest+json');
  expect(new Set(manifest.found)).toEqual(new Set([200]));

  await page.waitForSelector('.phone-map canvas');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const wanted = await page.evaluate(
    async () => (await (await fetch('/kept.json')).json()).unit.length as number,
  );
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const keys = await (await caches.open('clarion-pages')).keys();
        return keys.filter(({ url }) => url.includes('/assets/')).length;
      }),
    )
    .toBeGreaterThanOrEqual(wanted);
  await expect.poll(() => rangesKept(page)).toBeGreaterThan(10);

  await context.setOffline(true);
  await page.close();
  const cold = await context.newPage();
  cold.setDefaultTimeout(120_000);
  const errors: string[] = [];
  cold.on('pageerror', error => errors.push(error.message));
  await cold.goto(`${centre.url}/unit`);
  await cold.waitForSelector('[data-kept=true]');
  expect(await cold.locator('[data-kept=true]').textContent()).toMatch(
    /is of .*\d\d:\d\d:\d\d.*\d\d:\d\d ago/,
  );
  expect(await cold.locator('.phone-card').textContent()).toContain(incidentId);
  expect(await cold.locator('.phone-steps li').count()).toBeGreaterThan(0);
  await cold.waitForSelector('.phone-map canvas');
  expect(await cold.locator('.phone-drill').count()).toBe(1);
  await picture(cold, 'cold-en-dark');

  // The phone's clock is set back by an hour while nobody can tell it.
  await cold.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() - 3_600_000;
  });
  await cold.reload();
  await cold.waitForSelector('[data-clock=back]');
  // How long ago that was, nobody can say.
  expect(await cold.locator('[data-kept=true]').textContent()).not.toContain('ago');
  const axe = await new AxeBuilder({ page: cold }).analyze();
  expect(axe.violations.map(one => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await picture(cold, 'clock-back-en-dark');
  // Back again: what it shows is of now, and its clock is told against the centre's.
  await context.setOffline(false);
  await cold.waitForSelector('.live-live');
  await cold.waitForSelector('[data-clock=off]');
  expect(await cold.locator('[data-clock=off]').textContent()).toMatch(/clock is (1:00:0|59:5)\d behind/);
  expect(errors).toEqual([]);
  for (const seat of [taker, desk]) {
    expect(seat.errors).toEqual([]);
    await seat.context.close();
  }
  await context.close();
});

test('ten minutes without a network: what the crew did comes in with its own times, once, and undoes nothing of the floor’s', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  const { incidentId, unitId } = await sent(taker, desk, 'school');
  const crew = await sit(browser, wire.url, unitId.toLowerCase(), { phone: true, clock: true });
  const { page, context } = crew;
  /** A line that stands already outlives the browser’s own being offline. */
  const network = async (isThere: boolean) => {
    if (isThere) wire.mend();
    else wire.cut();
    await context.setOffline(!isThere);
  };
  await page.waitForSelector('.phone-card');
  await context.grantPermissions(['geolocation'], { origin: wire.url });
  const board = () =>
    desk.page.evaluate(async () => (await (await fetch('/api/board')).json()).board as BoardSnapshot);
  const unitOf = async () => (await board()).units.find(one => one.unitId === unitId)!;
  const incidentOf = async () => (await board()).incidents.find(one => one.incidentId === incidentId)!;

  // The floor tells the crew something: large on the phone, until a thumb has acknowledged it.
  await desk.page.keyboard.press('Alt+Shift+F10');
  await filled(desk.page, `message ${incidentId} `);
  await desk.page.keyboard.type('Gate code 4711');
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForSelector(`[data-told="${unitId}"]`);
  await page.waitForFunction(() =>
    document.querySelector('.phone-message-text')?.textContent?.includes('Gate code 4711'),
  );
  await looked(page, 'message');
  const mate = await sit(browser, wire.url, unitId.toLowerCase(), {
    phone: true,
    language: 'zh-CN',
    theme: 'light',
  });
  await mate.page.waitForFunction(() =>
    document.querySelector('.phone-message-text')?.textContent?.includes('4711'),
  );
  await mate.page.click('[data-tool=write]');
  await looked(mate.page, 'message-zh');
  await mate.context.close();
  await page.click('[data-acknowledge]');
  await page.waitForSelector('.phone-heard');
  await desk.page.waitForFunction(unit => document.querySelector(`[data-told="${unit}"]`) === null, unitId);

  // No network. The clocks of phone and floor go on together.
  await network(false);
  await page.waitForSelector('.phone-offline');
  const began = await page.evaluate(() => Date.now());
  const minutes = (n: number) => page.clock.fastForward(n * 60_000);
  await page.click('.phone-big[data-status=acknowledged]');
  await minutes(2);
  await page.click('.phone-big[data-status=enRoute]');
  await minutes(2);
  await page.click('[data-tool=write]');
  await looked(page, 'write');
  await page.click('[data-ready=accessBlocked]');
  await page.click('[data-tool=write]');
  await page.fill('.phone-own textarea', 'Barrier at the north gate');
  await page.click('[data-send]');
  await minutes(2);
  await page.setInputFiles('input[type=file]', {
    name: 'scene.jpg',
    mimeType: 'image/jpeg',
    buffer: await camera(page),
  });
  await page.waitForSelector('[data-item=photo]', { state: 'attached' });
  await minutes(2);
  await page.hover('[data-help=emergency]');
  await page.mouse.down();
  await page.clock.fastForward(1_500);
  await page.mouse.up();
  await page.waitForSelector('[data-help=emergency] [data-help-state=waiting]', { state: 'attached' });
  await minutes(2);
  expect(await page.locator('[data-waiting="5"]').count()).toBe(1);
  await page.locator('.phone-queue-head').click();
  await looked(page, 'queue');
  // Who looks over the shoulder sees nothing of the emergency in the list.
  expect(await page.locator('.phone-items').textContent()).not.toMatch(/emergency/i);

  // The floor acts meanwhile, and its clock goes on as the phone's does.
  await jump(centre.url, 600);
  await bar(desk.page, `${unitId} *`);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForSelector(`.assigned [data-unit="${unitId}"] .status-onScene`);

  await network(true);
  await page.waitForSelector('.live-live');
  await page.waitForFunction(() => document.querySelector('[data-waiting]') === null);
  await page.waitForSelector('[data-help=emergency] [data-help-state=sent]', { state: 'attached' });

  // What the floor did stands; what the crew did stands in the record with its own times, each once.
  const unit = await unitOf();
  expect(unit.status).toBe('onScene');
  const incident = await incidentOf();
  expect(incident.crewMessages).toHaveLength(2);
  expect(incident.photos).toHaveLength(1);
  const assignment = (await board()).assignments.find(one => one.assignmentId === unit.assignmentIds.at(-1))!;
  for (const [step, after] of [
    ['acknowledged', 0],
    ['enRoute', 120_000],
  ] as const)
    expect(Math.abs(assignment.times[step]! - (began + after)), step).toBeLessThan(60_000);
  const emergency = (await board()).emergencies.find(one => one.unitId === unitId)!;
  expect(emergency.toldAt - emergency.since).toBeGreaterThan(60_000);
  // Heard last when the floor heard it: what came in late set no timer back.
  expect(unit.heard!.via).toBe('voice');

  await desk.page.waitForSelector(`[data-crew-message="${unitId}"]`);
  const told = await desk.page.locator('.crew-messages').textContent();
  for (const one of ['Access is blocked', 'Barrier at the north gate', 'arrived'])
    expect(told).toContain(one);
  await desk.page.keyboard.press('Alt+Shift+F1');
  await desk.page.waitForFunction(() => document.querySelector('[data-crew-message]') === null);
  await desk.page.click('[data-show-photos]');
  await desk.page.waitForSelector(`img[data-photo="${unitId}"]`);
  const width = await desk.page
    .locator(`img[data-photo="${unitId}"]`)
    .evaluate(async (one: HTMLImageElement) => {
      await one.decode();
      return one.naturalWidth;
    });
  expect(width).toBe(1600);
  const story = await desk.page.locator('.timeline').textContent();
  for (const one of ['has sent a photo', 'arrived late', 'Gate code 4711', 'acknowledged the message'])
    expect(story).toContain(one);
  await picture(desk.page, 'floor-en-dark');
  const axe = await new AxeBuilder({ page: desk.page }).include('.panel-incident').analyze();
  expect(axe.violations.map(one => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);

  // What cannot be is refused: the crew sees why and what to do, and so does the floor.
  await network(false);
  await page.waitForSelector('.phone-offline');
  await bar(desk.page, `release ${unitId}`);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForFunction(
    id => document.querySelector(`.assigned [data-unit="${id}"]`) === null,
    unitId,
  );
  await minutes(1);
  await jump(centre.url, 60);
  await page.click('.phone-other[data-status=transporting]');
  await network(true);
  await page.waitForSelector('[data-refused=status]');
  expect(await page.locator('[data-refused=status]').textContent()).toMatch(/REFUSED: .*no assignment/);
  await looked(page, 'refused');
  await desk.page.waitForFunction(() =>
    document.querySelector('.timeline')?.textContent?.includes('was refused'),
  );
  await page.click('[data-refused=status] button');
  await page.waitForFunction(() => document.querySelector('[data-refused]') === null);
  expect([...taker.errors, ...desk.errors, ...crew.errors]).toEqual([]);
  for (const seat of [taker, desk, crew]) await seat.context.close();
});
