import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, echo } from './floor.ts';

const script = join(import.meta.dirname, '..', 'examples', 'drill', 'market-fire.json');
let centre: Centre;
let browser: Browser;

beforeAll(async () => {
  centre = await startCentre('--script', script, '--attended');
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

const stands = (page: Page, state: 'paused' | 'runs') => page.waitForSelector(`[data-drill-state=${state}]`);
const inject = (page: Page, id: string, state: string) =>
  page.waitForSelector(`[data-inject="${id}"][data-inject-state=${state}]`);
/** What the panel tells as the drill's time, without its state. */
const timeOf = (page: Page) => page.locator('[data-drill-state] b').textContent();
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include('.panel-exercise').analyze()).violations.map(
    one => `${one.id}: ${one.nodes.map(node => node.html).join(' | ')}`,
  );

test('the leader paces, pauses and jumps, plays injects and leaves them out, and reads what came of it', async () => {
  const seats: Seat[] = [
    await sit(browser, centre.url, 'commander'),
    await sit(browser, centre.url, 'commander', { language: 'zh-CN', theme: 'light' }),
    await sit(browser, centre.url, 'dispatcher'),
  ];
  const [lead, zh, trainee] = seats.map(({ page }) => page) as [Page, Page, Page];
  // By a key and its button's own words; the other leader's page says so too.
  await lead.keyboard.press('Alt+Shift+Digit1');
  for (const page of [lead, zh]) await page.keyboard.press('Alt+Shift+Semicolon');
  for (const page of [lead, zh]) await stands(page, 'paused');
  const pause = (page: Page) => page.locator('.lead [data-action=pauseDrill]');
  expect(await pause(lead).textContent()).toContain('Go on with the drill');
  expect(await pause(zh).textContent()).toContain('继续演练');

  // Pace and jump by verbs; a paused drill goes to where it is sent, and no farther.
  await lead.keyboard.press('Alt+Shift+Digit5');
  await lead.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[data-focus=bar]')?.value === 'pace drill ',
  );
  await lead.keyboard.type('8');
  expect(await echo(lead).textContent()).toContain('×8');
  await lead.keyboard.press('Enter');
  await zh.waitForFunction(() => document.querySelector<HTMLSelectElement>('.lead select')?.value === '8');
  const before = await timeOf(lead);
  await bar(zh, '演练快进 1');
  expect(await echo(zh).textContent()).toContain('1 分钟');
  await zh.keyboard.press('Enter');
  await lead.waitForFunction(
    was => document.querySelector('[data-drill-state] b')?.textContent !== was,
    before,
  );
  // What was due on the way was played: the storm's warning and the fire's first call ring for those who are drilled.
  await inject(lead, 'storm-warning', 'fired');
  await trainee.waitForSelector('.panel-queue [data-row]');

  // One by its button, one by the list's keys, one by its verb and name, one left out by number.
  const waiting = lead.locator('[data-inject-state=waiting]');
  // What still waits has buttons of its own, which are gone from most rows by the end.
  await waiting.first().waitFor();
  for (const page of [lead, zh]) expect(await violations(page)).toEqual([]);
  const first = (await waiting.first().getAttribute('data-inject'))!;
  await waiting.first().locator('[data-inject-act=fire]').click();
  await inject(lead, first, 'fired');
  const second = (await waiting.first().getAttribute('data-inject'))!;
  await waiting.first().locator('button').first().focus();
  await lead.keyboard.press('x');
  await inject(lead, second, 'skipped');
  await inject(zh, second, 'skipped');
  await bar(lead, 'play now crew-in-trouble');
  await lead.keyboard.press('Enter');
  await inject(lead, 'crew-in-trouble', 'fired');
  const left = (await waiting.first().getAttribute('data-inject'))!;
  const number = await waiting.first().locator('.inject-head span').first().textContent();
  await bar(zh, `跳过 ${number}`);
  await zh.keyboard.press('Enter');
  await inject(zh, left, 'skipped');
  // Once is once, and what is not in the script is told.
  await bar(lead, 'play now crew-in-trouble');
  await lead.keyboard.press('Enter');
  await lead.waitForSelector('.message-alert:has-text("played or left out already")');
  await bar(lead, 'play now meteor');
  await lead.keyboard.press('Enter');
  await lead.waitForSelector('.message-alert:has-text("meteor")');
  // Whoever is drilled leads nothing and is told of nothing that comes.
  await bar(trainee, 'pause drill');
  expect(await echo(trainee).textContent()).toContain('role');
  expect(await trainee.locator('[data-action=pauseDrill]').count()).toBe(0);

  for (const page of [lead, zh]) {
    await page.waitForSelector('.after-action [data-seen]');
    expect(await violations(page)).toEqual([]);
    // The same page in the other theme.
    await page.keyboard.press('Alt+Quote');
    expect(await violations(page)).toEqual([]);
  }
  // Answered by nobody within its two minutes: after the next jump that is missed, and said so in both languages.
  await lead.locator('[data-jump="5"]').click();
  await lead.waitForSelector('.after-action [data-seen=missed]');
  expect(await lead.locator('.after-action').textContent()).toContain('Weather words');
  await zh.waitForSelector('.after-action [data-seen=missed]');
  expect(await zh.locator('.after-action').textContent()).toContain('气象预警');
  await pause(lead).click();
  for (const page of [lead, zh]) await stands(page, 'runs');
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});
