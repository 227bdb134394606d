import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, echo, markedUnits, release, take, takeCall } from './floor.ts';

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

const picture = async (seat: Seat, name: string) => {
  if (process.env['CLARION_LOOK'] !== undefined)
    await seat.page.screenshot({ path: `${process.env['CLARION_LOOK']}/${name}.png` });
};

/** A key has put a line into the command bar; hands are slower than it. */
const filled = (page: Page, line: string) =>
  page.waitForFunction(
    text => document.querySelector<HTMLInputElement>('[data-focus=bar]')?.value === text,
    line,
  );

test('staged by keys, told on the phone, told safe, heard', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  await takeCall(taker.page, 'Wenhua Road 12');
  await chooseType(taker.page, 'Violence');
  const incidentId = await release(taker.page);
  await take(desk.page, incidentId);
  await desk.page.waitForSelector('.offer-in');
  const [unitId] = await markedUnits(desk.page);
  await desk.page.keyboard.press('F9');
  await desk.page.waitForSelector(`.assigned [data-unit="${unitId}"]`);
  const crew = await sit(browser, centre.url, unitId!.toLowerCase(), { phone: true, language: 'zh-CN' });

  await desk.page.keyboard.press('Alt+Shift+BracketLeft');
  await filled(desk.page, `stage ${incidentId} `);
  await desk.page.keyboard.type('violence');
  expect(await echo(desk.page).textContent()).toContain(incidentId);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForSelector(`[data-stage="${unitId}"]`);
  await crew.page.waitForSelector('[data-stage]');
  expect(await crew.page.locator('[data-stage]').textContent()).toContain('暴力');
  await picture(crew, 'stage-phone-zh');
  await picture(desk, 'stage-console');
  await crew.page.click('[data-staged]');
  await desk.page.waitForFunction(
    unit => document.querySelector(`[data-stage="${unit}"]`)?.textContent?.includes('at the staging place'),
    unitId,
  );
  const axe = await new AxeBuilder({ page: desk.page }).include('.panel-incident').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  const onPhone = await new AxeBuilder({ page: crew.page }).include('.phone-card').analyze();
  expect(onPhone.violations.map(one => one.id)).toEqual([]);

  await desk.page.keyboard.press('Alt+Shift+BracketRight');
  await desk.page.keyboard.press('Enter');
  await crew.page.waitForSelector('[data-safe] [data-heard]');
  await desk.page.waitForSelector(`[data-unheard="${unitId}"]`);
  await crew.page.click('[data-heard]');
  await desk.page.waitForFunction(
    unit => document.querySelector(`[data-unheard="${unit}"]`) === null,
    unitId,
  );
  await desk.page.waitForFunction(() =>
    document.querySelector('.timeline')?.textContent?.includes('heard: safe to go in'),
  );
  // In the next incident the staging place is found by its name.
  await bar(desk.page, `stage ${incidentId} weapon Wenhua Road 40`);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForFunction(() =>
    document.querySelector('[data-staging]')?.textContent?.includes('Wenhua'),
  );
  expect([taker, desk, crew].flatMap(seat => seat.errors)).toEqual([]);
});

test('for later: apart from the queue and in sight, put off, and into the queue by one key', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher', { theme: 'light', language: 'zh-CN' });
  await takeCall(taker.page, 'Wenhua Road 20');
  await chooseType(taker.page, 'Minor medical');
  await taker.page.keyboard.press('Alt+Shift+Period');
  await filled(taker.page, 'later ');
  await taker.page.keyboard.type('tomorrow 14:00 lead 40');
  expect(await echo(taker.page).textContent()).toContain('later');
  await taker.page.keyboard.press('Enter');
  await desk.page.waitForSelector('.panel-later [data-row]');
  const incidentId = (await desk.page.locator('.panel-later [data-row]').getAttribute('data-row'))!;
  expect(await desk.page.locator(`.panel-queue [data-row="${incidentId}"]`).count()).toBe(0);
  await desk.page.click(`.panel-later [data-row="${incidentId}"]`);
  await desk.page.waitForSelector('[data-scheduled=ahead]');
  const before = await desk.page.locator('[data-scheduled]').textContent();
  await bar(desk.page, `预约 ${incidentId} 明天 15:30`);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForFunction(
    was => document.querySelector('[data-scheduled]')?.textContent !== was,
    before,
  );
  await picture(desk, 'later-light-zh');
  const axe = await new AxeBuilder({ page: desk.page }).include('.floor-centre').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await desk.page.keyboard.press('Alt+Shift+Comma');
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForSelector(`.panel-queue [data-row="${incidentId}"]`);
  await desk.page.waitForFunction(() => document.querySelector('.panel-later') === null);
  expect([taker, desk].flatMap(seat => seat.errors)).toEqual([]);
});

test('moved: the newest place on the board and on the phone, the one before struck through', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  await takeCall(taker.page, 'Wenhua Road 30');
  await chooseType(taker.page, 'Water rescue');
  const incidentId = await release(taker.page);
  await take(desk.page, incidentId);
  await desk.page.waitForSelector('.offer-in');
  const [unitId] = await markedUnits(desk.page);
  await desk.page.keyboard.press('F9');
  await desk.page.waitForSelector(`.assigned [data-unit="${unitId}"]`);
  const crew = await sit(browser, centre.url, unitId!.toLowerCase(), { phone: true });
  await desk.page.keyboard.press('Alt+Shift+Slash');
  await filled(desk.page, `moved ${incidentId} `);
  await desk.page.keyboard.type('Wenhua Road 44 crew');
  expect(await echo(desk.page).textContent()).toContain('crew');
  await desk.page.keyboard.press('Enter');
  for (const { page } of [desk, crew]) {
    await page.waitForSelector(`[data-moved="${incidentId}"] .place-label`);
    await page.waitForFunction(
      id =>
        [...document.querySelectorAll(`[data-moved="${id}"] s`)].some(one => one.textContent?.includes('30')),
      incidentId,
    );
  }
  await picture(desk, 'moved-console');
  await picture(crew, 'moved-phone');
  expect([taker, desk, crew].flatMap(seat => seat.errors)).toEqual([]);
});

test('merged and split by keys: both stories, and the old number finds the lead', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  const numbers: string[] = [];
  const second = await sit(browser, centre.url, 'calltaker2');
  for (const [{ page }, place] of [
    [taker, 'Wenhua Road 36'],
    [second, 'Wenhua Road 38'],
  ] as const) {
    await takeCall(page, place);
    await chooseType(page, 'Outside fire');
    numbers.push(await release(page));
  }
  const [lead, part] = numbers;
  await take(desk.page, part!);
  await desk.page.keyboard.press('Alt+Shift+Equal');
  await filled(desk.page, `merge ${part} `);
  await desk.page.keyboard.type(lead!);
  expect(await echo(desk.page).textContent()).toContain(`part of ${lead}`);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForFunction(
    id => document.querySelector(`.panel-queue [data-row="${id}"]:not(.row-gone)`) === null,
    part,
  );
  await bar(desk.page, part!);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForSelector(`[data-incident="${lead}"] [data-related="${part}"]`);
  await desk.page.waitForFunction(
    id => [...document.querySelectorAll('.timeline-of')].some(one => one.textContent?.includes(`${id}:`)),
    part,
  );
  await picture(desk, 'merged-console');
  const axe = await new AxeBuilder({ page: desk.page }).include('.panel-incident').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await desk.page.keyboard.press('Alt+Shift+Backslash');
  await filled(desk.page, `split ${part}`);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForSelector(`.panel-queue [data-row="${part}"]`);
  expect([taker, desk].flatMap(seat => seat.errors)).toEqual([]);
});

test('second and third alarm by one key each, and the reason of an override not given by one', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  await takeCall(taker.page, 'Wenhua Road 60');
  await chooseType(taker.page, 'Outside fire');
  await take(desk.page, await release(taker.page));
  await desk.page.waitForSelector('.offer-in');
  for (const alarm of [2, 3]) {
    await desk.page.keyboard.press(`Alt+Shift+Digit${alarm}`);
    await desk.page.waitForFunction(
      n => document.querySelector('.incident-head')?.textContent?.includes(`Alarm ${n}`),
      alarm,
    );
  }
  await desk.page.locator('.offer-row input:checked').first().press('Space');
  await desk.page.locator('.offer-out input:not(:checked)').first().press('Space');
  await desk.page.keyboard.press('F9');
  await desk.page.waitForSelector('.ask-override[data-override]');
  await desk.page.keyboard.press('Shift+F9');
  await desk.page.waitForFunction(() => document.querySelector('.ask-override[data-override]') === null);
  await desk.page.waitForFunction(() =>
    document.querySelector('.timeline')?.textContent?.includes('not given'),
  );
  expect([taker, desk].flatMap(seat => seat.errors)).toEqual([]);
});
