import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, echo, release, takeCall } from './floor.ts';

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

test('a cordon is proposed, set, held and lifted by keys alone, and everybody sees it', async () => {
  const seats: Seat[] = [
    await sit(browser, centre.url, 'dispatcher'),
    await sit(browser, centre.url, 'commander', { language: 'zh-CN' }),
  ];
  const [desk, chief] = seats.map(seat => seat.page) as [Seat['page'], Seat['page']];
  await takeCall(desk, 'Wenhua Road');
  const incidentId = await release(desk);

  await bar(desk, 'cordon 250 m gas 45 min');
  expect(await echo(desk).textContent()).toContain(incidentId);
  await desk.keyboard.press('Enter');
  await desk.waitForSelector('.cordon-points li');
  const facts = await desk.locator('.cordon-facts').textContent();
  expect(facts).toMatch(/about \d+/);
  // The radius has the focus: arrow keys make the circle larger, and the cordon is drawn anew.
  await desk.waitForFunction(() => document.activeElement?.getAttribute('data-focus') === 'radius');
  await desk.keyboard.press('ArrowUp');
  expect(await desk.locator('[data-focus=radius]').inputValue()).toBe('300');
  await desk.waitForFunction(
    before => document.querySelector('.cordon-facts')?.textContent !== before,
    facts,
  );
  await desk.waitForSelector('.cordon-points li');
  const around = desk.locator('.cordon-detours li').first();
  expect(await around.textContent()).toMatch(/^\d+ → \d+ .*was \d/);
  const axe = await new AxeBuilder({ page: desk }).include('.panel-cordon').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await desk.keyboard.press('Control+Enter');
  await desk.waitForSelector('[data-cordon=Z1]');

  await bar(chief, incidentId);
  await chief.keyboard.press('Enter');
  await chief.waitForSelector(`[data-incident="${incidentId}"]`);
  await chief.keyboard.press('Alt+O');
  const shown = await chief.locator('[data-cordon=Z1]').textContent();
  expect(shown).toContain('燃气泄漏');
  expect(shown).toMatch(/剩余 4[45]:\d\d/);

  await chief.waitForSelector('.cordon-detours li');
  expect(await chief.locator('.cordon-detours').textContent()).toContain('绕行路线');

  const offer = desk.locator('[data-point="1"] .cordon-offers button').first();
  await offer.waitFor();
  const unitId = (await offer.textContent())!.split(' ')[0]!;
  await bar(desk, `point 1 ${unitId}`);
  expect(await echo(desk).textContent()).toContain('Z1-1');
  await desk.keyboard.press('Enter');
  for (const page of [desk, chief])
    await page.waitForFunction(
      unit => document.querySelector('[data-point="1"] .cordon-held')?.textContent?.includes(unit),
      unitId,
    );

  await bar(chief, '解除警戒区');
  await chief.keyboard.press('Enter');
  for (const page of [desk, chief]) await page.waitForSelector('[data-cordon=""]');
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});
