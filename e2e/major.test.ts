import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, take } from './floor.ts';

let centre: Centre;
let browser: Browser;
/** The sheet as the browser makes a PDF of it. */
let printed: Buffer | undefined;
let printedText = '';

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
const WORDS = 'the woman in the red coat';
const NUMBER = '5550199';
/** An incident with a call and six units on it, as the floor would have it. */
async function scene(desk: Client) {
  const place = {
    at: [116.35, 39.9],
    uncertaintyM: 10,
    label: 'Wenhua Road 12',
    source: 'map',
    verified: true,
  };
  const call = await desk.command({ type: 'AnswerCall' } as never);
  const callId = String(call.body['callId']);
  for (const [type, text] of [
    ['RecordWords', WORDS],
    ['RecordContact', NUMBER],
  ]) {
    const recorded = await desk.command({ type, callId, text } as never);
    expect(recorded.status, recorded.text).toBe(200);
  }
  const opened = await desk.command({
    type: 'OpenIncident',
    callId,
    typeId: 'structureFire',
    place,
  } as never);
  expect(opened.status, opened.text).toBe(200);
  const incidentId = String(opened.body['incidentId']);
  const { body } = await desk.get('/api/board');
  const { units, configuration } = body['board'] as {
    units: { unitId: string; status: string }[];
    configuration: { posts: { postId: string; kind: string }[] };
  };
  const unitIds = units.filter(one => one.status === 'available').slice(0, 6);
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

/** The plan that is proposed is activated by one key; its steps are followed on both pages, and one is taken back. */
async function plan(page: Page, other: Page, incidentId: string, unitIds: readonly string[]) {
  await page.waitForSelector('[data-proposed=massCasualty]');
  await page.keyboard.press('Control+Shift+F8');
  await page.waitForSelector('[data-plan=massCasualty] [data-step=command][data-mark=open]');
  await page.locator('[data-plan=massCasualty] .plan-more summary').click();
  await page.locator('[data-field=plan-level-now]').selectOption('second');
  await expect.poll(() => page.locator('[data-plan=massCasualty] [data-step]').count()).toBe(9);
  await page.locator('[data-plan=massCasualty] .plan-more summary').click();
  await page.locator('[data-step=hospitals] [data-do=stepDone]').click();
  await other.waitForSelector('[data-step=hospitals][data-mark=done]');
  await line(page, `step ${incidentId} 1 taken`);
  await other.waitForSelector('[data-step=command][data-mark=taken]');
  await other.locator('[data-step=relatives] [data-field=step-not-needed]').selectOption('others');
  await page.waitForSelector('[data-step=relatives][data-mark=notNeeded]');
  await line(page, `step ${incidentId} 9 open`);
  await other.waitForSelector('[data-step=relatives][data-mark=open]');
  await page.locator('[data-role=triage] select').selectOption(unitIds[0]!);
  await page.waitForSelector(`[data-step=triage]:has-text("${unitIds[0]}")`);
}

/** On a low screen the button stands clear of the story, and who goes is in sight beside the open checklist. */
async function lowScreen(page: Page, incidentId: string) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await take(page, incidentId);
  await page.waitForSelector('.offer-row');
  await page.locator('[data-plan-strip]').click();
  const measured = () =>
    page.evaluate(() => {
      const box = (what: string) => document.querySelector(what)!.getBoundingClientRect();
      const button = box('.crew-messages-do .button');
      return {
        above: box('.timeline').top - button.bottom,
        beside: button.left - box('.incident-story').left,
        offers: box('.offer-rows').height,
      };
    });
  await expect.poll(async () => Object.values(await measured()).map(n => n >= 4)).toEqual([true, true, true]);
  expect((await measured()).offers).toBeGreaterThan(24);
}

/** One key makes the sheet: what it says, and that it says nothing of a caller. */
async function sheet(page: Page, incidentId: string) {
  await page.evaluate(() => {
    // The browser of the test has no printer; the PDF is made below.
    window.print = () => undefined;
  });
  await page.keyboard.press('Control+Shift+F2');
  await page.waitForSelector('.briefing-sheet', { state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  printedText = await page.locator('.briefing-sheet').innerText();
  printed = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: 'screen' });
  expect(printedText).toContain(`Briefing sheet ${incidentId}`);
  for (const said of [
    'DRILL',
    'Wenhua Road 12',
    'MAJOR INCIDENT',
    'Mass casualty plan',
    'Donggang Central Hospital',
  ])
    expect(printedText).toContain(said);
  for (const not of [WORDS, NUMBER, 'commander']) expect(printedText).not.toContain(not);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => page.locator('.briefing-sheet').count()).toBe(0);
}

test('a major incident with forty casualties: counted, allocated, ordered, acknowledged, seen alike on another page', async () => {
  const { incidentId, unitIds, hospitals } = await scene(await clientOf(centre.url, 'dispatcher'));
  const [first, second, third] = hospitals as [string, string, string];
  expect(hospitals).toHaveLength(3);
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
  await choose(page, 'allocate-hospital', third);
  await fill(page, 'allocate-count', 1);
  await press(page, 'allocate');
  await page.waitForSelector('[data-allocation="2"]');
  await choose(page, 'allocate-hospital', second);
  await fill(page, 'allocate-count', 3);
  await press(page, 'allocate');
  await page.waitForSelector('[data-allocation="3"]');
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

  await plan(chief.page, desk.page, incidentId, unitIds);
  const low = await sit(browser, centre.url, 'dispatcher', { language: 'zh-CN' });
  await lowScreen(low.page, incidentId);
  // The crew that has the role takes the step on its phone.
  await crew.page.locator('[data-step-taken=triage]').click();
  await page.waitForSelector('[data-step=triage][data-mark=taken]');
  await expect.poll(() => crew.page.locator('[data-step-taken=triage]').count()).toBe(0);
  await crew.page.waitForSelector('[data-step-done=triage]');
  for (const [i, what] of (['search', 'evacuate', 'report'] as const).entries())
    await line(page, `order ${incidentId} ${unitIds[2 + i]} ${what} 5`);
  await page.waitForSelector('[data-order="5"]');

  // One screen, in both themes and languages, without a fault that a reader or a key would meet.
  for (const seat of [chief, desk]) {
    expect(await violations(seat.page)).toEqual([]);
    const fits = await seat.page
      .locator('.panel-command .panel-body')
      .evaluate(body => [body.scrollHeight - body.clientHeight, body.scrollWidth - body.clientWidth]);
    expect(fits).toEqual([0, 0]);
  }
  await sheet(chief.page, incidentId);
  const folder = process.env['CLARION_LOOK'];
  if (folder !== undefined) {
    writeFileSync(join(folder, 'sheet.pdf'), printed!);
    await page.screenshot({ path: `${folder}/major-en-dark.png` });
    await desk.page.screenshot({ path: `${folder}/major-zh-light.png` });
  }

  await line(page, `stand down ${incidentId} over`);
  await page.waitForSelector('.panel-command:has-text("No major incident stands.")');
  await expect.poll(() => desk.page.locator(`[data-major-mark=${incidentId}]`).count()).toBe(0);
  expect([...chief.errors, ...desk.errors, ...crew.errors, ...low.errors]).toEqual([]);
});

const hasReader = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
// Where no reader of PDF files is installed the text of the page above stands for it.
test.skipIf(!hasReader)(
  'every page of the sheet says DRILL, its number and its time, and none a word of the caller',
  () => {
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: printed!, encoding: 'utf8' });
    const pages = text.split('\f').filter(page => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(0);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain('DRILL');
      expect(page).toContain('Situation as of');
      expect(page).toMatch(new RegExp(`\\b${i + 1}\\s*/\\s*${pages.length}\\b`));
      for (const not of [WORDS, NUMBER, 'commander', 'dispatcher']) expect(page).not.toContain(not);
    }
  },
);
