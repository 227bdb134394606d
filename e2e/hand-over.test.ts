import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../apps/server/src/testing/client.ts';
import { openedIncident } from '../apps/server/src/testing/story.ts';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, echo, release, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
let folder: string;
let leaving: Seat;
let coming: Seat;
let chief: Seat;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clarion-hand-over-'));
  const rules = join(folder, 'rules.json');
  const targets = [
    { clock: 'acknowledge', seconds: 4, source: 'test' },
    { clock: 'notify', seconds: 60, source: 'test' },
  ];
  const alarms = { escalateSeconds: 600, clocks: [], kinds: { lowCover: { off: true } } };
  const shifts = {
    lostSeconds: 600,
    qualifications: [{ qualificationId: 'officer', names: { en: 'Officer', zh: '指挥员' } }],
    crewing: { engine: [{ qualificationId: 'officer', count: 1 }] },
  };
  writeFileSync(rules, JSON.stringify({ targets, alarms, shifts, minimumPeople: { engine: 1 } }));
  centre = await startCentre('--exercise', 'off', '--rules', rules);
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const line = async (page: Page, text: string) => {
  await bar(page, text);
  await page.keyboard.press('Enter');
};
const desk = (page: Page, deskId: string) => page.waitForSelector(`.alarms-desk:has-text("${deskId}")`);
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include('.panel-handOver').include('.alarms').analyze()).violations.map(
    one => one.id,
  );
const owned = (page: Page) =>
  page
    .locator('[data-hand-over=D1] [data-owned]')
    .evaluateAll(all => all.map(one => one.getAttribute('data-owned')));
const clocks = (page: Page) =>
  page
    .locator('[data-hand-over=D1] [data-owned] [data-running]')
    .evaluateAll(all => all.map(one => one.getAttribute('data-running')));
/** What runs and what stands, as the log says it. */
async function running() {
  const { body } = await (await clientOf(centre.url, 'auditor')).get('/api/board');
  const { alarms, incidents, assignments, units } = body['board'] as Record<string, readonly object[]>;
  // What each page tells of its own sound is no clock.
  const quiet = alarms!.map(({ sounded: _, ...alarm }: { sounded?: unknown }) => alarm);
  return JSON.stringify([quiet, incidents, assignments, units]);
}

test('a desk changes hands with open incidents and running clocks, and what nobody takes over is the supervisor’s', async () => {
  leaving = await sit(browser, centre.url, 'dispatcher');
  coming = await sit(browser, centre.url, 'dispatcher2', { theme: 'light', language: 'zh-CN' });
  chief = await sit(browser, centre.url, 'commander', { theme: 'light' });
  await line(leaving.page, 'desk D1');
  await desk(leaving.page, 'D1');
  await line(chief.page, 'desk S1');
  await desk(chief.page, 'S1');

  // Two incidents: units on the way to one, nobody at the other.
  await takeCall(leaving.page, 'Wenhua Road 12');
  await chooseType(leaving.page, 'fire');
  const sent = await release(leaving.page);
  await take(leaving.page, sent);
  await leaving.page.waitForSelector('.offer-in');
  await leaving.page.keyboard.press('F9');
  await leaving.page.waitForSelector('.assigned [data-unit]');
  await takeCall(leaving.page, 'Wenhua Road 30');
  await chooseType(leaving.page, 'fall');
  const waiting = await release(leaving.page);
  await line(leaving.page, `give ${waiting} D1`);
  const alarm = leaving.page.locator('.alarms [data-alarm^="unacknowledged:"]');
  await alarm.waitFor();

  // One key opens it; the note is typed in its place.
  await leaving.page.keyboard.press('Alt+Shift+F8');
  await leaving.page.waitForSelector('[data-hand-over=D1][data-opened]:not([data-opened=""])');
  await leaving.page.fill('[data-focus=handOverNote]', 'Gate code of the depot is with the foreman.');
  await leaving.page.locator('[data-focus=handOverNote]').press('Enter');
  await leaving.page.waitForSelector('.hand-over-notes li:has-text("Gate code")');
  expect(await owned(leaving.page)).toEqual([sent, waiting]);
  expect(await clocks(leaving.page)).toEqual(expect.arrayContaining(['acknowledge', 'notify']));
  expect(await violations(leaving.page)).toEqual([]);

  // It is theirs until it is taken: the one who comes has nothing yet, and sees all of it.
  await coming.page.waitForSelector('.alarms [data-action=takeOver]');
  await coming.page.keyboard.press('Alt+Shift+F9');
  await coming.page.waitForSelector('.hand-over-notes li:has-text("Gate code")');
  expect(await owned(coming.page)).toEqual([sent, waiting]);
  await coming.page.waitForSelector('[data-hand-over=D1] .hand-over-state:has-text("接班前仍由其负责")');
  expect(await coming.page.locator('.alarms [data-alarm^="unacknowledged:"]').count()).toBe(0);
  expect(await violations(coming.page)).toEqual([]);

  // The same on a third page; one key each, and the second is told who was quicker.
  await chief.page.keyboard.press('Alt+Shift+F9');
  await chief.page.waitForSelector('[data-hand-over=D1] .hand-over-state');
  await bar(chief.page, 'take over D1');
  await echo(chief.page).waitFor();
  const before = await running();
  await coming.page.keyboard.press('Alt+Shift+F9');
  await desk(coming.page, 'D1');
  await chief.page.waitForFunction(() => document.querySelector('[data-hand-over=D1]') === null);
  expect(await running()).toBe(before);
  await coming.page.locator('.alarms [data-alarm^="unacknowledged:"]').waitFor();
  await leaving.page.waitForFunction(
    () => document.querySelector('.alarms [data-alarm^="unacknowledged:"]') === null,
  );
  await desk(leaving.page, 'No desk');
  await coming.page.waitForSelector('[data-hand-over=D1] .hand-over-notes li:has-text("Gate code")');
  const late = await clientOf(centre.url, 'commander');
  const log = await late.get('/api/log?from=1&to=5000');
  const opened = (log.body['entries'] as { type: string; seq: number }[]).find(
    ({ type }) => type === 'HandOverOpened',
  )!;
  const second = await late.command({ type: 'TakeOver', deskId: 'D1', opened: opened.seq });
  expect([second.status, second.body['code']]).toEqual([409, 'HandedOverAlready']);
  expect(second.body['message']).toContain('dispatcher2');

  // Off without a hand-over: the supervisor has the alarm and the desk's things at once.
  await line(coming.page, '离席');
  await chief.page.waitForSelector('.alarms [data-alarm="deskOrphaned:D1"]');
  await chief.page.keyboard.press('Alt+Shift+F8');
  await chief.page.waitForSelector(`[data-orphan=D1]:has-text("${sent}")`);
  expect(await violations(chief.page)).toEqual([]);
  await line(leaving.page, 'desk D1');
  await desk(leaving.page, 'D1');
  await chief.page.waitForFunction(
    () => document.querySelector('.alarms [data-alarm="deskOrphaned:D1"]') === null,
  );
  expect([leaving, coming, chief].flatMap(seat => seat.errors)).toEqual([]);
});

test('a crew signs on at its phone; what it is not qualified for is said there, on the unit’s row and on the supervisor’s list', async () => {
  const { page } = chief;
  const { body } = await (await clientOf(centre.url, 'auditor')).get('/api/board');
  const { units } = body['board'] as {
    units: {
      unitId: string;
      status: string;
      description: { capabilities: string[]; home: [number, number] };
    }[];
  };
  const { unitId, description } = units.find(
    one => one.status === 'available' && one.description.capabilities.includes('engine'),
  )!;
  await page.keyboard.press('Alt+Shift+F2');
  await page.waitForSelector('.shifts textarea[name=plan]');
  const iso = (hours: number) =>
    new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');
  const day = new Date(Date.now() - 172_800_000).toISOString().slice(0, 10);
  const plan = (unit: string) =>
    [
      'staff,unit,desk,from,to,qualifications',
      `K71,${unit},,${iso(-1)},${iso(15)},officer:${day}`,
      `K72,${unitId},,${iso(-1)},${iso(7)},`,
    ].join('\n');
  await page.fill('.shifts textarea[name=plan]', plan('E99'));
  await page.click('.shifts button:has-text("Preview")');
  await page.waitForSelector(
    '.shift-preview[data-faults="1"] .shift-fault:has-text("Line 2: there is no unit E99")',
  );
  expect(await page.locator('.shifts button:has-text("Take in")').count()).toBe(0);
  await page.fill('.shifts textarea[name=plan]', plan(unitId));
  await page.click('.shifts button:has-text("Preview")');
  await page.waitForSelector('.shift-preview[data-faults="0"]:has-text("k71: 16 h on duty, limit 13 h")');
  await page.click('.shifts button:has-text("Take in")');
  await page.waitForSelector('.shifts [data-staff=k71][data-state=missing]');
  const axe = async (on: Page, part: string) =>
    (await new AxeBuilder({ page: on }).include(part).analyze()).violations.map(one => one.id);
  expect(await axe(page, '.panel-shifts')).toEqual([]);

  const phone = await sit(browser, centre.url, unitId.toLowerCase(), { phone: true, language: 'zh-CN' });
  await phone.page.click('.phone-crew summary');
  await phone.page.click('.phone-crew [data-staff=k71] [data-sign=on]');
  await phone.page.waitForSelector('.phone-told:has-text("已过期：指挥员")');
  await phone.page.waitForSelector('.phone-crew[data-aboard="1"]');
  await phone.page.waitForSelector('.phone-crew [data-lacking=engine]:has-text("1 名指挥员（1 名已过期）")');
  expect(await axe(phone.page, '.phone-crew')).toEqual([]);
  await page.waitForSelector(
    '.shifts [data-staff=k71][data-state=there] .duty-note:has-text("expired: Officer")',
  );
  await page.waitForSelector(`.unit-line[data-row=${unitId}] .unit-kind:has-text("▲ Officer expired")`);

  // The recommendation says why it is out.
  await leaving.page.waitForSelector(
    `.unit-line[data-row=${unitId}] .unit-kind:has-text("▲ Officer expired")`,
  );
  const taker = await clientOf(centre.url, 'calltaker');
  const { incidentId } = await openedIncident(taker, description.home, 'vehicleFire');
  await take(leaving.page, incidentId);
  await leaving.page.waitForSelector(
    `.offer-row[data-unit=${unitId}]:has-text("1 × Officer aboard (1 expired)")`,
  );
  await phone.page.click('.phone-crew [data-staff=k71] [data-sign=off]');
  await page.waitForSelector('.shifts [data-staff=k71][data-state=missing]');
  expect([leaving, chief, phone].flatMap(seat => seat.errors)).toEqual([]);
});
