import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Client, clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, chooseType, release, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
let folder: string;
let taker: Seat;
let owner: Seat;
let other: Seat;
let chief: Seat;
/** Two of those that D1 sent. */
let unitId: string;
let inNeed: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clarion-alarms-'));
  const rules = join(folder, 'rules.json');
  // Shorter than any floor's, so that the test need not wait.
  const targets = [{ clock: 'acknowledge', seconds: 4, source: 'test' }];
  const kinds = {
    lowCover: { off: true },
    emergency: { escalateSeconds: 5 },
    unitOverdue: { escalateSeconds: 10 },
  };
  const alarms = { escalateSeconds: 20, clocks: [], kinds };
  const contact = { check: 'contact', statuses: ['onScene'], warnSeconds: 1, overdueSeconds: 3 };
  writeFileSync(rules, JSON.stringify({ targets, alarms, checks: { rules: [contact] } }));
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
const alarm = (page: Page, kind: string) => page.locator(`.alarms [data-alarm^="${kind}:"]`);
/** What has the focus, what is typed there, and where in it. */
const focus = (page: Page) =>
  page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement;
    return [field.dataset['focus'], field.value, field.selectionStart];
  });
const errors = () => [taker, owner, other, chief].flatMap(seat => seat.errors);
const desk = (page: Page, deskId: string) => page.waitForSelector(`.alarms-desk:has-text("${deskId}")`);

test('an alarm stands and sounds at its owner’s desk alone, proves it, and takes no focus', async () => {
  taker = await sit(browser, centre.url, 'calltaker');
  owner = await sit(browser, centre.url, 'dispatcher');
  other = await sit(browser, centre.url, 'dispatcher2');
  chief = await sit(browser, centre.url, 'commander', { theme: 'light', language: 'zh-CN' });
  await line(owner.page, 'desk D1');
  await desk(owner.page, 'D1');
  await line(other.page, 'desk D2');
  await line(chief.page, '入席 S1');
  await desk(chief.page, 'S1');

  await takeCall(taker.page, 'Wenhua Road 12');
  await chooseType(taker.page, 'fire');
  const incidentId = await release(taker.page);
  await take(owner.page, incidentId);
  await owner.page.waitForSelector('.offer-in');
  await owner.page.keyboard.press('F9');
  await owner.page.waitForSelector('.assigned [data-unit]');
  const units = owner.page.locator('.assigned [data-unit]');
  [unitId, inNeed] = (await units.evaluateAll(all => all.map(one => one.getAttribute('data-unit')!))) as [
    string,
    string,
  ];
  expect(await owner.page.locator('.ribbon [data-clock]').count()).toBe(11);

  // Nobody acknowledges: it comes while the owner is in the middle of a word.
  await owner.page.keyboard.press('F3');
  await owner.page.keyboard.type('note smoke from the');
  await owner.page.keyboard.press('ArrowLeft');
  await alarm(owner.page, 'unacknowledged').first().waitFor({ timeout: 120_000 });
  expect(await focus(owner.page)).toEqual(['bar', 'note smoke from the', 18]);
  expect(await alarm(other.page, 'unacknowledged').count()).toBe(0);
  expect(await alarm(chief.page, 'unacknowledged').count()).toBe(0);

  // An unproven alert: the log says at which desk it sounded, and the supervisor can read it.
  await chief.page.keyboard.press('Alt+Shift+K');
  await chief.page.waitForFunction(() =>
    document.querySelector('[data-alarm-line^="unacknowledged"]')?.textContent?.includes('D1 已鸣响'),
  );

  await owner.page.keyboard.press('F10');
  // Acknowledged, it stands behind those that are not; the supervisor reads by whom.
  await chief.page.waitForFunction(() =>
    document.querySelector('.alarm-lines')?.textContent?.includes('dispatcher 于 '),
  );
  expect(await focus(owner.page)).toEqual(['bar', 'note smoke from the', 18]);
  const axe = await new AxeBuilder({ page: owner.page }).include('.alarms').include('.ribbon').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  expect(errors()).toEqual([]);
});

test('an alarm and its time outlive the server; its owner does nothing and the supervisor has it; what comes late resets nothing', async () => {
  const crew = await clientOf(centre.url, unitId.toLowerCase());
  const auditor = await clientOf(centre.url, 'auditor');
  const overdue = `unitOverdue:${unitId}`;
  const reported = async (command: object) => {
    const answer = await crew.command(command as { type: string });
    expect([answer.status, answer.text]).toEqual([200, answer.text]);
  };
  const before = Date.now() - 1000;
  await reported({ type: 'ReportStatus', unitId, status: 'onScene' });
  await alarm(owner.page, 'unitOverdue').waitFor();
  expect(await alarm(chief.page, 'unitOverdue').count()).toBe(0);

  await centre.kill();
  await owner.page.waitForSelector('.not-live');
  await centre.again();
  const back = Date.now();
  await alarm(chief.page, 'unitOverdue').waitFor();
  const of = await entriesOf(auditor, overdue);
  expect(of.map(({ type }) => type).filter(type => type !== 'FloorAlarmSounded')).toEqual([
    'FloorAlarmRaised',
    'FloorAlarmEscalated',
  ]);
  const [raised, escalated] = ['FloorAlarmRaised', 'FloorAlarmEscalated'].map(
    type => of.find(one => one.type === type)!.at,
  );
  expect(escalated! - raised!).toBeGreaterThanOrEqual(10_000);
  // Begun anew with the server it would not have been over by then.
  expect(escalated! - back).toBeLessThan(10_000);

  // Pressed before it was at the place, and told only now: nobody has been heard since.
  await reported({ type: 'ReportStatus', unitId, status: 'enRoute', happenedAt: before });
  await anEmergencyInTheRoom();
  // The clock has looked since, for it has written that the emergency was not acknowledged.
  await vi.waitFor(async () => {
    const types = (await entriesOf(auditor, `emergency:${inNeed}`)).map(({ type }) => type);
    expect(types).toContain('FloorAlarmEscalated');
  }, PATIENT);
  expect((await entriesOf(auditor, overdue)).map(({ type }) => type)).not.toContain('FloorAlarmCleared');
  expect(errors()).toEqual([]);
});

const PATIENT = { timeout: 120_000, interval: 200 };

async function entriesOf(auditor: Client, key: string) {
  const { body } = await auditor.get('/api/log?from=1&to=5000');
  const entries = body['entries'] as { type: string; at: number; actor: { id: string }; data: object }[];
  return entries.filter(({ data }) => 'key' in data && data.key === key);
}

/** Two consoles are in the middle of other work when a crew calls for help: both show and sound it, and lose no letter. */
async function anEmergencyInTheRoom(): Promise<void> {
  for (const { page } of [taker, other]) await page.waitForSelector('.live-live');
  await bar(other.page, 'note the gate is lo');
  const card = taker.page.locator('.card');
  const before = (await card.getAttribute('data-call')) ?? '';
  await taker.page.keyboard.press('Alt+F2');
  // The new call's own card: what was typed on another would go with it.
  await taker.page.waitForSelector(`.card[data-call]:not([data-call="${before}"]) .call-open`);
  await taker.page.locator('[data-focus=location]').fill('Wenhua Ro');
  const said = ['location', 'Wenhua Ro', 9];
  const typed = ['bar', 'note the gate is lo', 19];
  const both = async () => [await focus(taker.page), await focus(other.page)];
  expect(await both()).toEqual([said, typed]);
  const phone = await clientOf(centre.url, inNeed.toLowerCase());
  const pressed = await phone.command({ type: 'RaiseEmergency', unitId: inNeed } as { type: string });
  expect([pressed.status, pressed.text]).toEqual([200, pressed.text]);
  for (const { page } of [taker, other]) await alarm(page, 'emergency').waitFor();
  const auditor = await clientOf(centre.url, 'auditor');
  await vi.waitFor(async () => {
    const sounded = (await entriesOf(auditor, `emergency:${inNeed}`)).filter(
      ({ type, data }) => type === 'FloorAlarmSounded' && 'how' in data && data.how === 'sounded',
    );
    expect(sounded.map(({ actor }) => actor.id)).toEqual(
      expect.arrayContaining(['calltaker', 'dispatcher2']),
    );
  }, PATIENT);
  expect(await both()).toEqual([said, typed]);
  // The next letter still goes where the hands are.
  await taker.page.keyboard.type('a');
  await other.page.keyboard.type('c');
  expect(await both()).toEqual([
    ['location', 'Wenhua Roa', 10],
    ['bar', 'note the gate is loc', 20],
  ]);
}
