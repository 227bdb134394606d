import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, release, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clarion-alarms-'));
  const rules = join(folder, 'rules.json');
  // Shorter than any floor's, so that the test need not wait.
  const targets = [{ clock: 'acknowledge', seconds: 4, source: 'test' }];
  const alarms = { escalateSeconds: 20, clocks: [], kinds: { lowCover: { off: true } } };
  writeFileSync(rules, JSON.stringify({ targets, alarms }));
  centre = await startCentre('--exercise', 'off', '--rules', rules);
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const line = async (page: Page, text: string) => {
  await bar(page, text);
  await page.keyboard.press('Enter');
};
const alarm = (page: Page, kind: string) => page.locator(`.alarms [data-alarm^="${kind}:"]`);
const desk = (page: Page, deskId: string) => page.waitForSelector(`.alarms-desk:has-text("${deskId}")`);

test('an alarm stands and sounds at its owner’s desk alone, proves it, and takes no focus', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const owner = await sit(browser, centre.url, 'dispatcher');
  const other = await sit(browser, centre.url, 'dispatcher2');
  const chief = await sit(browser, centre.url, 'commander', { theme: 'light', language: 'zh-CN' });
  const seats: Seat[] = [taker, owner, other, chief];
  await line(owner.page, 'desk D1');
  await desk(owner.page, 'D1');
  await line(other.page, 'desk D2');
  await line(chief.page, '入席 S1');
  await desk(chief.page, 'S1');

  await takeCall(taker.page, 'Wenhua Road 12');
  await chooseType(taker.page, 'fire');
  const incidentId = await release(taker.page);
  await take(owner.page, incidentId);
  await owner.page.waitForSelector('.offer-in');
  await owner.page.keyboard.press('F9');
  await owner.page.waitForSelector('.assigned [data-unit]');
  expect(await owner.page.locator('.ribbon [data-clock]').count()).toBe(11);

  // Nobody acknowledges: it comes while the owner is in the middle of a word.
  await owner.page.keyboard.press('F3');
  await owner.page.keyboard.type('note smoke from the');
  await owner.page.keyboard.press('ArrowLeft');
  await alarm(owner.page, 'unacknowledged').first().waitFor({ timeout: 120_000 });
  const focus = () =>
    owner.page.evaluate(() => {
      const field = document.activeElement as HTMLInputElement;
      return [field.dataset['focus'], field.value, field.selectionStart];
    });
  expect(await focus()).toEqual(['bar', 'note smoke from the', 18]);
  expect(await alarm(other.page, 'unacknowledged').count()).toBe(0);
  expect(await alarm(chief.page, 'unacknowledged').count()).toBe(0);

  // An unproven alert: the log says at which desk it sounded, and the supervisor can read it.
  await chief.page.keyboard.press('Alt+Shift+K');
  await chief.page.waitForFunction(() =>
    document.querySelector('[data-alarm-line^="unacknowledged"]')?.textContent?.includes('D1 已鸣响'),
  );

  await owner.page.keyboard.press('F10');
  // Acknowledged, it stands behind those that are not; the supervisor reads by whom.
  await chief.page.waitForFunction(() =>
    document.querySelector('.alarm-lines')?.textContent?.includes('dispatcher 于 '),
  );
  expect(await focus()).toEqual(['bar', 'note smoke from the', 18]);
  const axe = await new AxeBuilder({ page: owner.page }).include('.alarms').include('.ribbon').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});
