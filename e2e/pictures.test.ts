import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, sit } from './browser.ts';
import { type Centre, startCentre, startCentreIn } from './centre.ts';
import { bar, chooseType, release, take, takeCall } from './floor.ts';

const shelf = join(import.meta.dirname, '..', 'docs', 'images');
// The pictures of the documents are made anew on a wish, or where they are missing: a test run leaves the checkout as it was.
const renew = process.env['CLARION_PICTURES'] === '1' || !existsSync(join(shelf, 'planner-light-en.png'));
const images = renew ? shelf : mkdtempSync(join(tmpdir(), 'clarion-pictures-'));
let centre: Centre;
let browser: Browser;
/** For seats that nobody looks at: software WebGL is slow. */
let plain: Browser;
/** Where the picture is not kept, the map is drawn and checked once, on the first page. */
let pictured: Browser;
const drill = ['--exercise', 'generated', '--speed', '16'];
let incidentId: string;
let unitId: string;

beforeAll(async () => {
  mkdirSync(images, { recursive: true });
  centre = await startCentre(...drill);
  browser = await openBrowser();
  plain = await openBrowser({ webGl: false });
  pictured = renew ? browser : plain;
});
afterAll(async () => {
  await browser?.close();
  await plain?.close();
  await centre?.drop();
});

const violations = async (page: Page) => {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.violations.map(
    one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(' | ')}`,
  );
};

/** The frame itself never scrolls at 1440 × 900. */
const scrolls = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return scrollWidth > clientWidth || scrollHeight > clientHeight;
  });

/** The drill goes on meanwhile: where it took a shown unit away, the newer list goes. */
async function sendShown(page: Page): Promise<void> {
  for (let tries = 0; tries < 8 && (await page.locator('.assigned [data-unit]').count()) === 0; tries++) {
    const isNewer = (await page.locator('[data-action="takeNewer"]').count()) > 0;
    if (isNewer) await page.keyboard.press('Alt+T');
    await page.keyboard.press('F9');
    await page.waitForTimeout(1_500);
  }
  await page.waitForSelector('.assigned [data-unit]');
}

test('the console, dark and in English', async () => {
  const taker = await sit(plain, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  expect(await violations(desk.page)).toEqual([]);
  await takeCall(taker.page, 'library');
  await chooseType(taker.page, 'structure fire');
  await taker.page.locator('.card textarea').fill('Smoke from the second floor, two people at the window');
  await taker.page.locator('.card textarea').press('Enter');
  await desk.page.waitForFunction(
    () => document.querySelectorAll('.panel-active [data-row]').length >= 3,
    undefined,
    {
      timeout: 120_000,
    },
  );
  incidentId = await release(taker.page);
  await take(desk.page, incidentId);
  await desk.page.waitForSelector('.offer-in');
  unitId = (await desk.page.locator('.offer-in').first().getAttribute('data-unit'))!;
  await taker.page.locator('.card textarea').fill('The stairs are full of sm');
  await desk.page.waitForSelector('.card-live');
  await bar(desk.page, `${unitId} > ${incidentId}`);
  await desk.page.waitForSelector('.echo-act');
  await desk.page.mouse.move(720, 5);
  await desk.page.waitForTimeout(5_000);
  expect(await scrolls(desk.page)).toBe(false);
  await desk.page.screenshot({ path: join(images, 'console-dark-en.png') });
  expect(await violations(desk.page)).toEqual([]);
  await sendShown(desk.page);
  unitId = (await desk.page.locator('.assigned [data-unit]').first().getAttribute('data-unit'))!;
  expect([...desk.errors, ...taker.errors]).toEqual([]);
  await desk.context.close();
  await taker.context.close();
});

test('the crew’s phone', async () => {
  const phone = await sit(pictured, centre.url, unitId.toLowerCase(), { phone: true });
  await phone.page.waitForSelector('.phone-card');
  await phone.page.waitForSelector('.phone-steps li');
  await phone.page.waitForTimeout(5_000);
  await phone.page.screenshot({ path: join(images, 'phone-dark-en.png') });
  expect(await violations(phone.page)).toEqual([]);
  expect(phone.errors).toEqual([]);
  await phone.context.close();
});

test('the planner’s page: a post is moved, and its figures beside those of today', async () => {
  const seat = await sit(pictured, centre.url, 'planner', { plan: true, theme: 'light' });
  const figure = (column: number) =>
    seat.page.locator('[data-figure="plan.within3"] td').nth(column).textContent();
  await expect.poll(() => figure(1)).toMatch(/%$/);
  const before = await figure(1);
  await seat.page.keyboard.press('Alt+p');
  await seat.page.keyboard.press('ArrowDown');
  await seat.page.keyboard.press('Enter');
  for (let i = 0; i < 6; i++) await seat.page.keyboard.press('Shift+ArrowRight');
  await seat.page.keyboard.press('Enter');
  await expect.poll(() => figure(1)).not.toBe(before);
  expect(await figure(0)).toBe(before);
  await seat.page.mouse.move(720, 5);
  await seat.page.waitForTimeout(5_000);
  expect(await scrolls(seat.page)).toBe(false);
  await seat.page.screenshot({ path: join(images, 'planner-light-en.png') });
  expect(await violations(seat.page)).toEqual([]);
  expect(seat.errors).toEqual([]);
  await seat.context.close();
});

test('the console, light and in Chinese', async () => {
  // The same town at work in Chinese: its callers speak it, and places on cards are named in it.
  await centre.drop();
  centre = await startCentreIn('zh-CN', ...drill);
  const seat = await sit(pictured, centre.url, 'dispatcher2', { language: 'zh-CN', theme: 'light' });
  await takeCall(seat.page, '云汀图书馆');
  await chooseType(seat.page, '建筑火灾');
  await seat.page.locator('.card textarea').fill('二楼冒烟，窗口有两个人');
  await seat.page.locator('.card textarea').press('Enter');
  const fire = await release(seat.page);
  await seat.page.waitForSelector('.offer-in');
  await sendShown(seat.page);
  await seat.page.waitForSelector('.timeline li');
  await bar(seat.page, `记录 ${fire} 大门已锁，从后院进入`);
  await seat.page.mouse.move(720, 5);
  await seat.page.waitForTimeout(6_000);
  expect(await scrolls(seat.page)).toBe(false);
  await seat.page.screenshot({ path: join(images, 'console-light-zh.png') });
  expect(await violations(seat.page)).toEqual([]);
  for (const key of ['F1', 'Alt+,', 'Alt+J']) {
    await seat.page.keyboard.press(key);
    await seat.page.waitForTimeout(200);
    expect(await violations(seat.page)).toEqual([]);
  }
  expect(seat.errors).toEqual([]);
});
