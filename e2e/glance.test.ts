import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, markedUnits, release, row, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  // Without WebGL: everything but the map must work, and three pages draw faster.
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

test('the list changes between glance and Enter: the unit shown is the unit sent', async () => {
  const taker = await sit(browser, centre.url, 'calltaker');
  const other = await sit(browser, centre.url, 'dispatcher2');
  const mine = await sit(browser, centre.url, 'dispatcher');
  await takeCall(taker.page, 'school');
  await chooseType(taker.page, 'fire');
  const incidentId = await release(taker.page);
  await take(mine.page, incidentId);
  await mine.page.waitForSelector('.offer-in');
  const shown = await markedUnits(mine.page);
  const lost = shown[0]!;

  // Somebody else takes a shown unit out of service: the machine would now send another.
  await bar(other.page, `${lost} oos`);
  await other.page.keyboard.press('Enter');
  await mine.page.waitForSelector('.offer-newer');
  expect(await mine.page.locator('.offer-newer').textContent()).toContain(lost);
  // Marked in place, nothing swapped.
  expect(await markedUnits(mine.page)).toEqual(shown);
  expect(await mine.page.locator(`.offer-changed[data-unit="${lost}"]`).count()).toBe(1);

  const sent = mine.page.waitForRequest(request => request.url().endsWith('/api/commands'));
  await mine.page.keyboard.press('F9');
  const body = (await sent).postDataJSON() as { command: { unitIds: string[]; displayed: string[] } };
  expect(body.command.unitIds).toEqual(shown);
  for (const unitId of shown) expect(body.command.displayed).toContain(unitId);
  // The log says why not, and nothing half was done.
  await mine.page.waitForSelector('.message-alert');
  expect(await mine.page.locator('.message-alert').textContent()).toContain(lost);
  expect(await mine.page.locator('.assigned').count()).toBe(0);

  // One key takes the newer list, and that is what goes then.
  await mine.page.keyboard.press('Alt+T');
  const taken = await markedUnits(mine.page);
  expect(taken).not.toContain(lost);
  await mine.page.keyboard.press('F9');
  await mine.page.waitForSelector('.assigned [data-unit]');
  const assigned = await mine.page
    .locator('.assigned [data-unit]')
    .evaluateAll(all => all.map(one => one.getAttribute('data-unit')!));
  expect([...assigned].sort()).toEqual([...taken].sort());
});

test('rows stand still while the list has the focus, and what changed is counted', async () => {
  const taker = (await sit(browser, centre.url, 'calltaker2')).page;
  const watcher = (await sit(browser, centre.url, 'commander')).page;
  const calls: string[] = [];
  for (const _ of [1, 2]) {
    await taker.keyboard.press('Alt+F2');
    await taker.waitForFunction(
      known =>
        !known.includes(
          document.querySelector('.card:has(.call-open)')?.getAttribute('data-call') ?? known[0] ?? '',
        ),
      calls,
    );
    calls.push((await taker.locator('.card').getAttribute('data-call'))!);
  }
  const order = () =>
    watcher
      .locator('.panel-queue [data-row]')
      .evaluateAll(all => all.map(one => one.getAttribute('data-row')!));
  await row(watcher, calls[1]!).focus();
  const before = await order();
  expect(before.indexOf(calls[0]!)).toBeLessThan(before.indexOf(calls[1]!));

  // The second call turns out to be a fire: it belongs on top, and stays where the eye left it.
  await chooseType(taker, 'structure fire');
  await watcher.waitForSelector('.resort');
  expect(await order()).toEqual(before);
  await watcher.keyboard.press('Alt+S');
  await watcher.waitForFunction(() => document.querySelector('.resort') === null);
  const after = await order();
  expect(after.indexOf(calls[1]!)).toBeLessThan(after.indexOf(calls[0]!));
});
