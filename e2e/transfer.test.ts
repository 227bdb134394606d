import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentreWith } from './centre.ts';
import { bar, chooseType, release, take, takeCall } from './floor.ts';

const LINE_KEY = 'a-key-of-the-line-for-this-test';
const NUMBER = '+8613900004321';
let centre: Centre;
let browser: Browser;
let folder: string;
let taker: Seat;
let dispatcher: Seat;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clarion-transfer-'));
  const rules = join(folder, 'rules.json');
  const agencies = [
    {
      agencyId: 'ambulance',
      names: { en: 'Ambulance service', zh: '医疗急救' },
      receiptSeconds: 4,
      resultHours: 1,
    },
  ];
  // Shorter than any floor's, so that the test need not wait.
  writeFileSync(
    rules,
    JSON.stringify({ agencies, alarms: { clocks: [], kinds: { lowCover: { off: true } } } }),
  );
  centre = await startCentreWith(
    { CLARION_LANG: 'en', CLARION_LINE_KEY: LINE_KEY },
    '--exercise',
    'off',
    '--rules',
    rules,
  );
  browser = await openBrowser({ webGl: false });
  taker = await sit(browser, centre.url, 'calltaker');
  dispatcher = await sit(browser, centre.url, 'dispatcher', { theme: 'light', language: 'zh-CN' });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function onLine(event: string): Promise<string> {
  const answer = await fetch(`${centre.url}/api/line/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${LINE_KEY}` },
    body: JSON.stringify({ event, lineCallId: 'l1', ...(event === 'ring' ? { number: NUMBER } : {}) }),
  });
  return String(((await answer.json()) as { callId: string }).callId);
}
const line = async (page: Page, text: string) => {
  await bar(page, text);
  await page.keyboard.press('Enter');
};
const clean = async (page: Page, part: string) => {
  const axe = await new AxeBuilder({ page }).include(part).analyze();
  expect(axe.violations.map(one => `${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
};

test('who hung up is a task with its number, attempts and an end: reached, the caller is on the card and comes to an incident', async () => {
  const { page } = taker;
  const callId = await onLine('ring');
  await onLine('abandoned');
  await page.locator(`.panel-queue [data-row="${callId}"] .waits-abandoned`).waitFor();
  await page.keyboard.press('Control+F3');
  const task = page.locator(`[data-call-back="${callId}"]`);
  await task.waitFor();
  expect(await task.textContent()).not.toContain(NUMBER);
  await page.keyboard.press('Control+F9');
  await task.locator('.call-back-number').waitFor();
  expect(await task.locator('a').getAttribute('href')).toBe(`tel:${NUMBER}`);
  await line(page, `tried ${callId} no answer`);
  await task.locator('.call-back-attempts li').waitFor();
  // Nobody gives up after one of three attempts but a supervisor.
  expect(await task.locator('[data-action=giveUp]').count()).toBe(0);
  await page.keyboard.press('Control+F1');
  await page.locator(`[data-task="${callId}"]`).waitFor();
  await clean(page, '.call-back');
  await task.locator('[data-outcome=needsHelp]').click();
  await page.locator('.card .call-open').waitFor();
  await page.locator('[data-focus=location]').fill('Wenhua Road 12');
  await page.waitForSelector('.candidate');
  if ((await page.locator('.candidate[aria-selected=true]').count()) === 0)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.three .place-label');
  const incidentId = await release(page);
  await page.locator('.timeline li', { hasText: 'no answer' }).waitFor();
  expect(incidentId).toMatch(/^I\d+$/);
  expect(taker.errors).toEqual([]);
});

test('an incident is transferred, alarms without a receipt, is received and done; until then it stays in the queue', async () => {
  await takeCall(taker.page, 'Wenhua Road 14');
  await chooseType(taker.page, 'fire');
  const incidentId = await release(taker.page);
  const { page } = dispatcher;
  await take(page, incidentId);
  await page.keyboard.press('Control+Shift+F1');
  await page.locator('[data-act=send]').click();
  const transfer = page.locator(`[data-transfer="${incidentId}-1"]`);
  await transfer.waitFor();
  expect(await transfer.getAttribute('data-state')).toBe('sent');
  expect(await page.locator(`.panel-queue [data-row="${incidentId}"]`).textContent()).toContain('医疗急救');
  await page.locator('.alarms [data-alarm^="transferUnreceived:"]').first().waitFor({ timeout: 60_000 });
  await clean(page, '.transfers');
  await transfer.locator('[data-field=receipt]').fill('A-1234');
  await transfer.locator('[data-act=receipt]').click();
  await page.waitForSelector(`[data-transfer="${incidentId}-1"][data-state=received]`);
  expect(await transfer.textContent()).toContain('A-1234');
  await page.locator('.alarms [data-alarm^="transferUnreceived:"]').first().waitFor({ state: 'detached' });
  await transfer.locator('[data-act=done]').click();
  await page.waitForSelector(`[data-transfer="${incidentId}-1"][data-state=done]`);
  await page.locator('.timeline li', { hasText: 'A-1234' }).waitFor();
  expect(dispatcher.errors).toEqual([]);
});
