import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, echo } from './floor.ts';

let centre: Centre;
let browser: Browser;

beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

test('a street is closed and reopened by keys alone, and everybody sees it', async () => {
  const seats: Seat[] = [
    await sit(browser, centre.url, 'dispatcher'),
    await sit(browser, centre.url, 'commander', { language: 'zh-CN' }),
    await sit(browser, centre.url, 'calltaker'),
  ];
  const [desk, chief, taker] = seats.map(seat => seat.page);
  for (const page of [chief!, taker!]) {
    await page.keyboard.press('Alt+L');
    await page.waitForSelector('.streets');
  }

  await bar(desk!, 'close street Wenhua Road 45 flood');
  expect(await echo(desk!).textContent()).toContain('45 min (flood)');
  await desk!.keyboard.press('Enter');
  const offer = desk!.locator('.streets-offer').first();
  await offer.waitFor();
  expect(await offer.textContent()).toContain('Wenhua Road');
  await desk!.waitForFunction(() => document.activeElement?.classList.contains('streets-offer'));
  expect(await chief!.locator('.streets-closed li').count()).toBe(0);
  await desk!.keyboard.press('Enter');

  for (const page of [desk!, chief!, taker!]) await page.waitForSelector('.streets-closed li');
  const shown = await chief!.locator('.streets-closed li').textContent();
  expect(shown).toContain('X1');
  expect(shown).toContain('文化路');
  expect(shown).toContain('积水');
  expect(shown).toMatch(/4[45]:\d\d/);
  // Ways around it, for those who may close: listed, and drawn where there is a map.
  await chief!.locator('[data-around=X1]').press('Enter');
  const around = chief!.locator('.streets-around .cordon-detours li').first();
  await around.waitFor();
  expect(await around.textContent()).toMatch(/1 → 2 绕行 \d\d:\d\d，原 \d\d:\d\d/);
  await desk!.locator('[data-around=X1]').press('Enter');
  await desk!.waitForSelector('.streets-around .cordon-detours li');
  const axe = await new AxeBuilder({ page: desk! }).include('.panel-streets').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  // Whoever may not close a street is offered no way to.
  expect(await taker!.locator('.streets button.button').count()).toBe(0);

  await bar(chief!, '解封 X1');
  await chief!.keyboard.press('Enter');
  for (const page of [desk!, chief!, taker!])
    await page.waitForFunction(() => document.querySelectorAll('.streets-closed li').length === 0);
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});

test('a street is given a speed by keys alone, drawn, listed and taken back', async () => {
  const seats: Seat[] = [
    await sit(browser, centre.url, 'dispatcher2'),
    await sit(browser, centre.url, 'commander', { language: 'zh-CN' }),
  ];
  const [desk, chief] = seats.map(seat => seat.page);
  await chief!.keyboard.press('Alt+L');
  await chief!.waitForSelector('.streets');

  await bar(desk!, 'slow street Wenhua Road 10 km/h 45 crash');
  expect(await echo(desk!).textContent()).toContain('10 km/h for 45 min (crash)');
  await desk!.keyboard.press('Enter');
  const offer = desk!.locator('.streets-offer').first();
  await offer.waitFor();
  expect(await offer.textContent()).toContain('10 km/h');
  await desk!.waitForFunction(() => document.activeElement?.classList.contains('streets-offer'));
  await desk!.keyboard.press('Enter');
  for (const page of [desk!, chief!]) await page.waitForSelector('.streets-closed li');
  const shown = await chief!.locator('.streets-closed li').textContent();
  for (const word of ['V1', '文化路', '10 公里/小时', '交通事故']) expect(shown).toContain(word);
  const axe = await new AxeBuilder({ page: desk! }).include('.panel-streets').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);

  await bar(chief!, '恢复车速 V1');
  await chief!.keyboard.press('Enter');
  for (const page of [desk!, chief!])
    await page.waitForFunction(() => document.querySelectorAll('.streets-closed li').length === 0);
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});
