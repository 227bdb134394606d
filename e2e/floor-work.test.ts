import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, markedUnits, release, take, takeCall } from './floor.ts';

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

test('alarm, what if, a level and the reason of an override by keys alone', async () => {
  const seats: Seat[] = [
    await sit(browser, centre.url, 'calltaker'),
    await sit(browser, centre.url, 'dispatcher'),
    await sit(browser, centre.url, 'commander', { language: 'zh-CN' }),
  ];
  const [taker, desk, chief] = seats.map(seat => seat.page);
  await takeCall(taker!, 'Wenhua Road 12');
  await chooseType(taker!, 'Outside fire');
  const incidentId = await release(taker!);
  await take(desk!, incidentId);
  await desk!.waitForSelector('.offer-row');
  const [first] = await markedUnits(desk!);

  await desk!.keyboard.press('Alt+A');
  await desk!.waitForFunction(() => document.querySelector('.bar .echo')?.textContent?.includes('alarm'));
  await desk!.keyboard.press('Enter');
  await desk!.waitForFunction(() =>
    document.querySelector('.incident-head')?.textContent?.includes('Alarm 2'),
  );

  await bar(desk!, `what if ${first}`);
  await desk!.keyboard.press('Enter');
  await desk!.waitForSelector('.what-if-answer b');
  const would = await desk!.locator('.what-if-answer').textContent();
  expect(would).not.toContain(`${first} `);
  await desk!.keyboard.press('Alt+Shift+H');
  await desk!.waitForFunction(() => document.querySelector('.what-if') === null);

  await bar(chief!, '等级 最高 天气 2');
  await chief!.keyboard.press('Enter');
  await desk!.waitForFunction(() =>
    document.querySelector('[data-action="readiness"]')?.textContent?.includes('High'),
  );
  await desk!.keyboard.press('Alt+I');
  await desk!.waitForSelector('.readiness-list li');
  expect(await desk!.locator('.readiness-list').first().textContent()).toContain('weather');
  const axe = await new AxeBuilder({ page: desk! }).include('.panel-readiness').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await desk!.keyboard.press('Alt+I');

  await desk!.waitForSelector('.offer-in');
  const marks = (state: string) => desk!.locator(`.offer-row input${state}`).first();
  await marks(':checked').press('Space');
  await desk!.locator('.offer-out input:not(:checked)').first().press('Space');
  await desk!.keyboard.press('F9');
  await desk!.waitForSelector('.ask-override[data-override]');
  await desk!.keyboard.press('Shift+F1');
  await desk!.waitForFunction(() => document.querySelector('.ask-override[data-override]') === null);
  await desk!.waitForFunction(() =>
    document.querySelector('.timeline')?.textContent?.includes('local knowledge'),
  );
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});
