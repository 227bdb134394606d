import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, release, row, take, takeCall } from './floor.ts';
import { layWire, type Wire } from './wire.ts';

let centre: Centre;
let browser: Browser;
let wire: Wire;
beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  // Without WebGL: everything but the map must work, and three pages draw faster.
  browser = await openBrowser({ webGl: false });
  wire = await layWire(centre.port);
});
afterAll(async () => {
  await browser?.close();
  wire?.close();
  await centre?.drop();
});

test('the network is cut and comes back: the board stays, the page says so, nothing is missed and nothing reloaded', async () => {
  const near = await sit(browser, centre.url, 'dispatcher');
  const far = await sit(browser, wire.url, 'dispatcher2');
  await takeCall(near.page, 'market');
  await chooseType(near.page, 'medical');
  const incidentId = await release(near.page);
  await take(far.page, incidentId);
  await far.page.waitForSelector('.offer-in');
  await far.page.evaluate(() => Object.assign(window, { samePage: true }));

  wire.cut();
  await far.page.waitForSelector('.not-live');
  expect(await far.page.locator('.not-live').textContent()).toMatch(/NOT LIVE since \d\d:\d\d:\d\d/);
  expect(await row(far.page, incidentId).count()).toBe(1);

  // A command into the dead line: unconfirmed after two seconds, and told to use voice.
  await bar(far.page, `note ${incidentId} gate is locked`);
  await far.page.keyboard.press('Enter');
  await far.page.waitForSelector('[data-sent=pending]');
  await far.page.waitForSelector('[data-sent=unconfirmed]');
  expect(await far.page.locator('[data-sent=unconfirmed]').textContent()).toContain('UNCONFIRMED, USE VOICE');

  // Meanwhile the others work.
  await take(near.page, incidentId);
  await near.page.waitForSelector('.offer-in');
  await near.page.keyboard.press('F9');
  await near.page.waitForSelector('.assigned [data-unit]');

  wire.mend();
  await far.page.waitForSelector('.live-live');
  await far.page.waitForSelector('.assigned [data-unit]');
  await far.page.waitForFunction(() => document.querySelector('[data-sent]') === null);
  await near.page.waitForFunction(() =>
    document.querySelector('.timeline')?.textContent?.includes('gate is locked'),
  );
  const notes = await near.page
    .locator('.timeline-text')
    .evaluateAll(all => all.filter(one => one.textContent === 'gate is locked').length);
  expect(notes).toBe(1);
  expect(await far.page.evaluate(() => 'samePage' in window)).toBe(true);
  expect([...near.errors, ...far.errors]).toEqual([]);
});

test('the phone goes through a dead spot: taps are kept, sent when it is back, with their own times', async () => {
  const desk = await sit(browser, centre.url, 'dispatcher');
  const incidentId = (await desk.page.locator('.panel-active [data-row]').first().getAttribute('data-row'))!;
  await take(desk.page, incidentId);
  const unitId = (await desk.page.locator('.assigned [data-unit]').first().getAttribute('data-unit'))!;
  const phone = await sit(browser, wire.url, unitId.toLowerCase(), { phone: true });
  await phone.page.waitForSelector('.phone-card');
  wire.cut();
  await phone.page.waitForSelector('.phone-offline');
  await phone.page.click('.phone-big[data-status=acknowledged]');
  await phone.page.click('.phone-big[data-status=enRoute]');
  expect(await phone.page.locator('[data-waiting="2"]').count()).toBe(1);
  expect(await phone.page.locator('.phone-status').textContent()).toContain('En route');
  wire.mend();
  await desk.page.waitForSelector(`.assigned [data-unit="${unitId}"] .status-enRoute`);
  await phone.page.waitForFunction(() => document.querySelector('[data-waiting]') === null);
  expect(phone.errors).toEqual([]);
});

test('what was done on paper is entered afterwards with both times', async () => {
  const { page } = await sit(browser, centre.url, 'dispatcher');
  const incidentId = (await page.locator('.panel-active [data-row]').first().getAttribute('data-row'))!;
  await take(page, incidentId);
  const unitId = (await page.locator('.assigned [data-unit]').first().getAttribute('data-unit'))!;
  const clock = (await page.locator('.top-clock').textContent())!;
  await bar(page, `paper K3 ${clock} ${unitId} *`);
  expect(await page.locator('.echo').textContent()).toContain('K3');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.timeline')?.textContent?.includes('card K3'));
});

test('a page that is opened again while the server is away shows the last board, and goes on when it is back', async () => {
  const { page } = await sit(browser, centre.url, 'dispatcher', { keeps: true });
  await page.waitForSelector('.panel-active [data-row]');
  await page.evaluate(() => navigator.serviceWorker.ready);
  // Once through the worker, and long enough for the board to be kept.
  await page.reload();
  await page.waitForSelector('.live-live');
  await takeCall(page, 'park');
  await page.waitForTimeout(6_000);
  await centre.kill();
  await page.reload();
  await page.waitForSelector('.not-live');
  expect(await page.locator('.panel-active [data-row]').count()).toBeGreaterThan(0);
  await centre.again();
  await page.waitForSelector('.live-live');
});

test('the server is killed and started again: the page goes on without a reload', async () => {
  const { page } = await sit(browser, centre.url, 'commander');
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  await centre.kill();
  await page.waitForSelector('.not-live');
  await centre.again();
  await page.waitForSelector('.live-live');
  await takeCall(page, 'station');
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
});
