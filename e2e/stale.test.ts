import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, markedUnits, release, take, takeCall } from './floor.ts';
import { layWire, type Wire } from './wire.ts';

let centre: Centre;
let browser: Browser;
let wire: Wire;
beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser({ webGl: false });
  wire = await layWire(centre.port);
});
afterAll(async () => {
  await browser?.close();
  wire?.close();
  await centre?.drop();
});

const assigned = (page: Page) =>
  page.locator('.assigned [data-unit]').evaluateAll(all => all.map(one => one.getAttribute('data-unit')!));

test('a screen that is stale with two dispatchers: it says so, sends nothing of its own, and is told what has changed', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const first = await sit(browser, centre.url, 'dispatcher');
  const second = await sit(browser, wire.url, 'dispatcher2');
  const incidents: string[] = [];
  for (const place of ['market', 'school']) {
    await takeCall(taker.page, place);
    await chooseType(taker.page, 'medical');
    incidents.push(await release(taker.page));
  }
  await take(second.page, incidents[1]!);
  await second.page.waitForSelector('.offer-in');
  const shown = await markedUnits(second.page);
  const wanted = shown[0]!;

  // The second's line is cut: whatever stands on its screen is old from here on, and the screen says since when.
  wire.cut();
  await second.page.waitForSelector('.not-live');
  expect(await second.page.locator('.not-live').textContent()).toMatch(/NOT LIVE since \d\d:\d\d:\d\d/);

  // The first gives the unit away meanwhile.
  await take(first.page, incidents[0]!);
  await bar(first.page, `${wanted} > ${incidents[0]}`);
  await first.page.keyboard.press('Enter');
  if ((await first.page.locator('.echo-doubt').count()) > 0) await first.page.keyboard.press('Enter');
  await first.page.waitForSelector(`.assigned [data-unit="${wanted}"]`);

  // The second acts on the old picture. Nothing is confirmed while the line is cut.
  expect(await markedUnits(second.page)).toContain(wanted);
  await second.page.keyboard.press('F9');
  await second.page.waitForSelector('[data-sent=pending], [data-sent=unconfirmed]');
  expect(await assigned(second.page)).toEqual([]);

  // The line is back: refused, with who, what and when; and the screen shows what is so.
  wire.mend();
  await second.page.waitForSelector('.live-live');
  await second.page.waitForSelector('.message-alert');
  const told = (await second.page.locator('.message-alert').textContent())!;
  for (const word of [wanted, incidents[0]!, 'dispatcher']) expect(told).toContain(word);
  expect(told).toMatch(/\d\d:\d\d/);
  expect(await assigned(second.page)).toEqual([]);
  expect(await second.page.locator('.not-live').count()).toBe(0);
  await second.page.waitForSelector(`.offer-changed[data-unit="${wanted}"], .offer-newer`);

  // With a live line the other's act is on the screen before one's own: the list shows what changed in place.
  await second.page.keyboard.press('Alt+T');
  const next = (await markedUnits(second.page))[0]!;
  expect(next).not.toBe(wanted);
  await bar(first.page, `${next} > ${incidents[0]}`);
  await first.page.keyboard.press('Enter');
  if ((await first.page.locator('.echo-doubt').count()) > 0) await first.page.keyboard.press('Enter');
  await second.page.waitForSelector(`.offer-changed[data-unit="${next}"]`);
  expect([...taker.errors, ...first.errors, ...second.errors]).toEqual([]);
});
