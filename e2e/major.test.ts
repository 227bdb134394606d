import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, take } from './floor.ts';

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

const line = async (page: Page, text: string) => {
  await bar(page, text);
  await page.keyboard.press('Enter');
};
const choose = (page: Page, spot: string, value: string) =>
  page.locator(`.panel-command [data-field=${spot}]`).selectOption(value);
const fill = (page: Page, spot: string, value: number) =>
  page.locator(`.panel-command [data-field=${spot}]`).fill(`${value}`);
const press = (page: Page, what: string) => page.locator(`.panel-command [data-do=${what}]`).click();
const cells = (page: Page, row: string) =>
  page.locator(`.panel-command tr[${row}] td`).evaluateAll(all => all.map(one => one.textContent));
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include('.panel-command').include('.alarms').analyze()).violations.map(
    one => [one.id, ...one.nodes.map(node => node.html)],
  );
/** An incident with two units on it, as the floor would have it. */
async function scene(desk: Client) {
  const place = {
    at: [116.35, 39.9],
    uncertaintyM: 10,
    label: 'Wenhua Road 12',
    source: 'map',
    verified: true,
  };
  const opened = await desk.command({ type: 'OpenIncident', typeId: 'structureFire', place } as never);
  expect(opened.status, opened.text).toBe(200);
  const incidentId = String(opened.body['incidentId']);
  const { body } = await desk.get('/api/board');
  const { units, configuration } = body['board'] as {
    units: { unitId: string; status: string }[];
    configuration: { posts: { postId: string; kind: string }[] };
  };
  const unitIds = units.filter(one => one.status === 'available').slice(0, 2);
  const assigned = await desk.command({
    type: 'AssignUnits',
    incidentId,
    unitIds: unitIds.map(one => one.unitId),
    displayed: unitIds.map(one => one.unitId),
    alsoAssigned: false,
  } as never);
  expect(assigned.status, assigned.text).toBe(200);
  const hospitals = configuration.posts.filter(one => one.kind === 'hospital').map(one => one.postId);
  return { incidentId, unitIds: unitIds.map(one => one.unitId), hospitals };
}

test('a major incident with forty casualties: counted, allocated, ordered, acknowledged, seen alike on another page', async () => {
  const { incidentId, unitIds, hospitals } = await scene(await clientOf(centre.url, 'dispatcher'));
  const [first, second] = hospitals as [string, string];
  const chief = await sit(browser, centre.url, 'commander');
  const desk = await sit(browser, centre.url, 'dispatcher2', { theme: 'light', language: 'zh-CN' });
  const { page } = chief;
  await take(page, incidentId);
  await line(page, 'commander');
  await page.waitForSelector('.panel-command .command');
  await line(page, `major ${incidentId} casualties`);
  await page.waitForSelector(`[data-major=${incidentId}]`);
  // It stands on the other page too, without anybody asking.
  await desk.page.waitForSelector(`[data-major-mark=${incidentId}]`);
  await desk.page.waitForSelector('.top-major');

  // Forty: ten, twelve, sixteen and two, from two places; one count is corrected.
  await line(page, `count ${incidentId} 1 9 12 10 2`);
  await page.waitForSelector('[data-place="1"]');
  for (const [spot, n] of [
    ['place', 2],
    ['immediate', 1],
    ['delayed', 0],
    ['minor', 7],
    ['deceased', 0],
  ] as const)
    await fill(page, `count-${spot}`, n);
  await press(page, 'count');
  await page.waitForSelector('[data-place="2"]');
  await line(page, `count ${incidentId} 2 1 0 6 0`);
  await expect.poll(() => cells(page, 'data-category=minor')).toEqual(['16', '0', '16']);
  expect(await cells(page, 'data-category=immediate')).toEqual(['10', '0', '10']);
  expect(await cells(page, 'data-category=deceased')).toEqual(['2', '—', '—']);
  await expect
    .poll(() => desk.page.locator(`[data-major-mark=${incidentId}]`).first().textContent())
    .toContain('40');

  // Hospitals tell what they can take; more is allocated than one has told, which is said and holds nobody up.
  await choose(page, 'capacity-hospital', first);
  for (const [spot, n] of [
    ['immediate', 4],
    ['delayed', 6],
    ['minor', 8],
  ] as const)
    await fill(page, `capacity-${spot}`, n);
  await press(page, 'capacity');
  await expect
    .poll(async () => (await cells(page, `data-hospital="${first}"`)).slice(0, 3))
    .toEqual(['4', '6', '8']);
  await choose(page, 'allocate-hospital', first);
  await choose(page, 'allocate-unit', unitIds[0]!);
  await fill(page, 'allocate-count', 6);
  await page.waitForSelector('[data-over="2"]');
  await press(page, 'allocate');
  await page.waitForSelector('[data-allocation="1"]');
  expect((await cells(page, `data-hospital="${first}"`))[0]).toBe('2 over');
  await choose(page, 'allocate-hospital', second);
  await fill(page, 'allocate-count', 4);
  await press(page, 'allocate');
  await page.waitForSelector('[data-allocation="2"]');
  expect(await cells(page, 'data-category=immediate')).toEqual(['10', '10', '0']);
  // The eleventh of ten is refused, in words that say what to do.
  await press(page, 'allocate');
  await page.waitForSelector('.message-alert:has-text("count again")');

  // A role, and orders: one acknowledged by the commander for the crew, one by the crew.
  await page.locator('[data-role=medical] select').selectOption(unitIds[0]!);
  await expect.poll(() => page.locator('[data-role=medical] select').inputValue()).toBe(unitIds[0]);
  await line(page, `order ${incidentId} ${unitIds[1]} triage 3`);
  await page.waitForSelector('[data-order="1"]');
  await choose(page, 'order-unit', unitIds[0]!);
  await choose(page, 'order-what', 'transport');
  await press(page, 'order');
  await page.waitForSelector('[data-order="2"]');
  await press(page, 'heard-1');
  await page.waitForSelector('[data-order="1"][data-heard=true]');
  await line(desk.page, '指挥总览');
  await desk.page.waitForSelector('.panel-command [data-order="2"]');
  // The crew itself says on its phone that it has heard.
  const crew = await sit(browser, centre.url, unitIds[0]!.toLowerCase(), { phone: true });
  await crew.page.locator('[data-order-heard="2"]').click();
  await page.waitForSelector('[data-order="2"][data-heard=true]');

  // One screen, in both themes and languages, without a fault that a reader or a key would meet.
  for (const seat of [chief, desk]) {
    expect(await violations(seat.page)).toEqual([]);
    const fits = await seat.page
      .locator('.panel-command .panel-body')
      .evaluate(body => [body.scrollHeight - body.clientHeight, body.scrollWidth - body.clientWidth]);
    expect(fits).toEqual([0, 0]);
  }
  const folder = process.env['CLARION_LOOK'];
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/major-en-dark.png` });
    await desk.page.screenshot({ path: `${folder}/major-zh-light.png` });
  }

  await line(page, `stand down ${incidentId} over`);
  await page.waitForSelector('.panel-command:has-text("No major incident stands.")');
  await expect.poll(() => desk.page.locator(`[data-major-mark=${incidentId}]`).count()).toBe(0);
  expect([...chief.errors, ...desk.errors, ...crew.errors]).toEqual([]);
});
