import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { chooseType, markedUnits, release, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

const folder = process.env['CLARION_PHONE_PICTURES'];
const picture = async (page: Page, name: string) => {
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

/** An incident with the first recommended unit sent to it by key. */
async function sent(taker: Seat, desk: Seat, place: string): Promise<{ incidentId: string; unitId: string }> {
  await takeCall(taker.page, place);
  await chooseType(taker.page, 'medical');
  const incidentId = await release(taker.page);
  await take(desk.page, incidentId);
  await desk.page.waitForSelector('.offer-in');
  const [unitId] = await markedUnits(desk.page);
  await desk.page.keyboard.press('F9');
  await desk.page.waitForSelector(`.assigned [data-unit="${unitId}"]`);
  return { incidentId, unitId: unitId! };
}

/** How many parts of the map this phone holds. */
const rangesKept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const opening = indexedDB.open('clarion-phone-map');
        opening.onsuccess = () => {
          if (!opening.result.objectStoreNames.contains('ranges')) return resolve(0);
          const counting = opening.result.transaction('ranges').objectStore('ranges').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

test('a phone that starts without a network opens with its assignment, the way and the map around it, and says how old that is', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const desk = await sit(browser, centre.url, 'dispatcher');
  const { incidentId, unitId } = await sent(taker, desk, 'market');
  const crew = await sit(browser, centre.url, unitId.toLowerCase(), { phone: true, keeps: true });
  const { page, context } = crew;
  // What a browser wants before it offers to install it.
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!;
    const answer = await fetch(link.href);
    const { name, lang, icons, start_url, display } = await answer.json();
    const found = await Promise.all(
      icons.map(async (icon: { src: string }) => (await fetch(icon.src)).status),
    );
    return { type: answer.headers.get('content-type'), name, lang, start_url, display, found };
  });
  expect(manifest).toMatchObject({
    name: 'Clarion unit',
    lang: 'en',
    start_url: '/unit',
    display: 'standalone',
  });
  expect(manifest.type).toContain('application/manifest+json');
  expect(new Set(manifest.found)).toEqual(new Set([200]));

  await page.waitForSelector('.phone-map canvas');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const wanted = await page.evaluate(
    async () => (await (await fetch('/kept.json')).json()).unit.length as number,
  );
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const keys = await (await caches.open('clarion-pages')).keys();
        return keys.filter(({ url }) => url.includes('/assets/')).length;
      }),
    )
    .toBeGreaterThanOrEqual(wanted);
  await expect.poll(() => rangesKept(page)).toBeGreaterThan(10);

  await context.setOffline(true);
  await page.close();
  const cold = await context.newPage();
  cold.setDefaultTimeout(120_000);
  const errors: string[] = [];
  cold.on('pageerror', error => errors.push(error.message));
  await cold.goto(`${centre.url}/unit`);
  await cold.waitForSelector('[data-kept=true]');
  expect(await cold.locator('[data-kept=true]').textContent()).toMatch(
    /is of .*\d\d:\d\d:\d\d.*\d\d:\d\d ago/,
  );
  expect(await cold.locator('.phone-card').textContent()).toContain(incidentId);
  expect(await cold.locator('.phone-steps li').count()).toBeGreaterThan(0);
  await cold.waitForSelector('.phone-map canvas');
  expect(await cold.locator('.phone-drill').count()).toBe(1);
  await picture(cold, 'cold-en-dark');

  // The phone's clock is set back by an hour while nobody can tell it.
  await cold.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() - 3_600_000;
  });
  await cold.reload();
  await cold.waitForSelector('[data-clock=back]');
  // How long ago that was, nobody can say.
  expect(await cold.locator('[data-kept=true]').textContent()).not.toContain('ago');
  const axe = await new AxeBuilder({ page: cold }).analyze();
  expect(axe.violations.map(one => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await picture(cold, 'clock-back-en-dark');
  // Back again: what it shows is of now, and its clock is told against the centre's.
  await context.setOffline(false);
  await cold.waitForSelector('.live-live');
  await cold.waitForSelector('[data-clock=off]');
  expect(await cold.locator('[data-clock=off]').textContent()).toMatch(/clock is (1:00:0|59:5)\d behind/);
  expect(errors).toEqual([]);
  for (const seat of [taker, desk]) {
    expect(seat.errors).toEqual([]);
    await seat.context.close();
  }
  await context.close();
});
