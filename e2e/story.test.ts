import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, echo, markedUnits, release, row, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
const seats: Seat[] = [];
const seat = async (
  ...args: Parameters<typeof sit> extends [Browser, string, ...infer Rest] ? Rest : never
) => {
  const made = await sit(browser, centre.url, ...args);
  seats.push(made);
  return made.page;
};

beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  // Without WebGL: everything but the map must work, and three pages draw faster.
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

test('a call becomes an incident, one dispatcher wins the unit, the phone reports, it is closed and replayed', async () => {
  const [taker, first, second] = [
    await seat('calltaker'),
    await seat('dispatcher'),
    await seat('dispatcher2'),
  ];

  expect(await taker.locator('.map-absent').count()).toBe(1);
  // The card is seen while it is typed.
  const callId = await takeCall(taker, 'hospital');
  await taker.locator('.card textarea').fill('My father has fallen and does not answer');
  await row(first, callId).click();
  await first.waitForFunction(() =>
    document.querySelector('.card')?.textContent?.includes('does not answer'),
  );
  await taker.locator('.card textarea').press('Enter');
  await chooseType(taker, 'medical');
  const incidentId = await release(taker);

  // Call taking goes on after release.
  await taker.locator('.card textarea').fill('He breathes');
  await taker.locator('.card textarea').press('Enter');
  await taker.waitForFunction(() =>
    document.querySelector('.card-said')?.textContent?.includes('He breathes'),
  );

  // Both see the same recommendation and press at once.
  await take(first, incidentId);
  await take(second, incidentId);
  await first.waitForSelector('.offer-in');
  await second.waitForSelector('.offer-in');
  const shown = await markedUnits(first);
  expect(shown.length).toBeGreaterThan(0);
  expect(await markedUnits(second)).toEqual(shown);
  await Promise.all([first.keyboard.press('F9'), second.keyboard.press('F9')]);
  await first.waitForSelector('.assigned [data-unit]');
  await second.waitForSelector('.assigned [data-unit]');
  const told = await Promise.race([
    first.waitForSelector('.message-alert').then(found => found.textContent()),
    second.waitForSelector('.message-alert').then(found => found.textContent()),
  ]);
  // Who, what, when.
  expect(told).toMatch(/dispatcher/);
  expect(told).toContain(shown[0]!);
  expect(told).toMatch(/\d\d:\d\d/);
  for (const page of [first, second]) {
    const assigned = await page
      .locator('.assigned [data-unit]')
      .evaluateAll(all => all.map(one => one.getAttribute('data-unit')));
    expect([...assigned].sort()).toEqual([...shown].sort());
  }

  // The crew's phone.
  const unitId = shown[0]!;
  const phone = await seat(unitId.toLowerCase(), { phone: true });
  await phone.waitForSelector('.phone-card');
  for (const status of ['acknowledged', 'enRoute', 'onScene']) {
    await phone.click(`.phone-big[data-status=${status}]`);
    await first.waitForSelector(`.assigned [data-unit="${unitId}"] .status-${status}`);
  }

  // A note, the units clear, the incident closed from the command bar.
  await first.keyboard.press('Alt+N');
  await first.keyboard.type('Patient conscious');
  await first.keyboard.press('Enter');
  await first.waitForFunction(() =>
    document.querySelector('.timeline')?.textContent?.includes('Patient conscious'),
  );
  for (const unit of shown) {
    await bar(first, `${unit} available`);
    expect(await echo(first).textContent()).toContain(unit);
    await first.keyboard.press('Enter');
  }
  await first.waitForFunction(() => document.querySelector('.assigned') === null);
  await bar(first, `close ${incidentId} handled`);
  expect(await echo(first).textContent()).toContain('Handled');
  await first.keyboard.press('Enter');
  await first.waitForFunction(() =>
    document.querySelector('.incident-head')?.textContent?.includes('closed'),
  );

  // Second by second.
  await first.keyboard.press('Alt+Y');
  await first.waitForSelector('.replay');
  expect(await first.locator('.replay [data-replay-state=closed]').count()).toBe(0);
  const before = Number(await first.locator('.replay').getAttribute('data-replay-at'));
  await first.click('text="+1 s"');
  expect(Number(await first.locator('.replay').getAttribute('data-replay-at'))).toBe(before + 1000);
  // By keys from the first moment on: the scrub has the focus, a key sets the pace.
  const scrub = first.locator('.replay-scrub');
  const moment = async () => Number(await first.locator('.replay').getAttribute('data-replay-at'));
  await scrub.press('ArrowRight');
  expect(await moment()).toBe(before + 2000);
  await scrub.press('ArrowLeft');
  await scrub.press('+');
  expect(await first.locator('.replay-tools select').inputValue()).toBe('60');
  await scrub.press('End');
  await first.waitForSelector('.replay [data-replay-state=closed]');
  const end = await moment();
  // Back to when units were at it: the floor of then, not that of now.
  const wasThere = `.floor-then [data-then="${incidentId}"] .chip`;
  while ((await first.locator(wasThere).count()) === 0) {
    expect(await moment(), 'units are at it at some moment').toBeGreaterThan(before);
    await scrub.press('ArrowLeft');
    await first.waitForSelector(`.replay[data-replay-shown="${await moment()}"]`);
  }
  expect(await first.locator('.replay [data-replay-state=open]').count()).toBe(1);
  const axe = await new AxeBuilder({ page: first }).include('.panel-replay').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  // Played on, it comes to the same end by itself.
  await scrub.press(' ');
  await first.waitForSelector(`.replay[data-replay-shown="${end}"]`);
  expect(await first.locator(wasThere).count()).toBe(0);
  const story = (await first.locator('.replay .timeline').textContent()) ?? '';
  for (const word of ['received', 'dispatched', 'Acknowledged', 'En route', 'On scene', 'Handled'])
    expect(story).toContain(word);
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});

test('an unknown verb, a missing disposition and a far target are told before anything happens', async () => {
  const page = await seat('dispatcher', { language: 'zh-CN' });
  await bar(page, '煮茶 E1');
  expect(await echo(page).textContent()).toContain('煮茶');
  await bar(page, '结案 I1');
  expect(await echo(page).textContent()).toContain('已处置');
  await bar(page, 'E1 > I1');
  await page.waitForSelector('.echo-doubt');
  await page.keyboard.press('Enter');
  expect(await echo(page).textContent()).toContain('再次回车确认');
});
