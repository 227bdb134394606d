import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../apps/server/src/testing/client.ts';
import { dispatched } from '../apps/server/src/testing/story.ts';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { chooseType, markedUnits, release, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
const seats: Seat[] = [];

beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

const seat = async (login: string, options: Parameters<typeof sit>[3] = {}): Promise<Page> => {
  const made = await sit(browser, centre.url, login, options);
  seats.push(made);
  return made.page;
};
/** Pictures for whoever wants to look, not for the test. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CLARION_LOOK'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
async function accessible(page: Page): Promise<void> {
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map(one => [one.id, one.nodes.map(node => node.target)])).toEqual([]);
}

test('a run card is drafted, replayed, approved by a second person, begun and rolled back, and the floor follows', async () => {
  const taker = await seat('calltaker');
  const desk = await seat('dispatcher');
  const opened = async (query: string) => {
    const callId = await takeCall(taker, query);
    await chooseType(taker, 'Outside fire');
    const incidentId = await release(taker);
    await taker.keyboard.press('Alt+E');
    await taker.waitForSelector('.card .call-ended');
    return { callId, incidentId };
  };
  const recommended = async (incidentId: string) => {
    await take(desk, incidentId);
    await desk.waitForSelector('.offer-in');
    return (await markedUnits(desk)).length;
  };
  // One that is over, and one that stays open.
  const dispatcher = await clientOf(centre.url, 'dispatcher2');
  const past = await opened('hospital');
  for (const unitId of await dispatched(dispatcher, past.incidentId))
    await dispatcher.command({ type: 'ReleaseUnit', unitId, incidentId: past.incidentId });
  const closed = { type: 'CloseIncident', incidentId: past.incidentId, disposition: 'handled' } as const;
  expect((await dispatcher.command(closed)).status).toBe(200);
  const open = await opened('school');
  expect(await recommended(open.incidentId)).toBe(1);

  const author = await seat('admin', { rules: true });
  const approver = await seat('commander', { rules: true, language: 'zh-CN', theme: 'light' });
  await author.click('[data-type=outsideFire]');
  const count = author.locator('[data-field="types.outsideFire.needs.0.count"]');
  await count.fill('');
  await author.waitForSelector('[data-fault="types.outsideFire.needs.0.count"]');
  expect(await author.locator('[data-do=draft]').isDisabled()).toBe(true);
  await count.fill('2');
  await author.waitForSelector('[data-differences="1"]');
  expect(await author.locator('.rules-draft .rules-differences').textContent()).toBe(
    'Outside fire: 1 engine → 2 engine',
  );
  await picture(author, 'rules-types-en-dark');
  await accessible(author);
  // Every section holds what it says, in both languages and themes.
  for (let i = 2; i <= 10; i++) {
    await author.keyboard.press(`Alt+${i % 10}`);
    await approver.keyboard.press(`Alt+${i % 10}`);
    const form = await author.locator('.rules-form').getAttribute('data-form');
    await approver.waitForSelector(`.rules-form[data-form=${form}]`);
    await accessible(author);
    await accessible(approver);
    await picture(author, `rules-${form}-en-dark`);
    await picture(approver, `rules-${form}-zh-light`);
  }
  // What is in hand is written as the file that a server reads, and read back.
  const waiting = author.waitForEvent('download');
  await author.click('[data-do=export]');
  const path = (await (await waiting).path())!;
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    types: { outsideFire: { needs: [{ capability: 'engine', count: 2 }] } },
  });
  await author.click('[data-do=discard]');
  await author.waitForSelector('[data-do=draft]', { state: 'detached' });
  await author.setInputFiles('[name=rulesFile]', {
    name: 'wrong.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      JSON.stringify({ types: { outsideFire: { needs: [{ capability: 'rocket', count: 1 }] } } }),
    ),
  });
  await author.waitForSelector('[data-file-faults="1"]');
  expect(await author.locator('[data-file-faults] li').textContent()).toContain(
    'types.outsideFire.needs.0.capability',
  );
  await author.setInputFiles('[name=rulesFile]', {
    name: 'rules.json',
    mimeType: 'application/json',
    buffer: readFileSync(path),
  });
  await author.waitForSelector('[data-differences="1"]');

  await author.keyboard.press('Alt+r');
  await author.selectOption('[name=reason]', 'mistake');
  await author.click('[data-do=draft]');
  await author.waitForSelector('[data-rules=K1][data-state=drafted]');
  expect(await author.locator('[data-rules=K1] [data-do=ApproveRules]').count()).toBe(0);
  await author.click('[data-rules=K1] [data-do=replay]');
  await author.waitForSelector('[data-rules=K1] [data-replayed="1"] [data-differing="1"]');
  expect(await author.locator(`[data-rules=K1] [data-incident="${past.incidentId}"]`).count()).toBe(1);
  expect(await author.locator('[data-rules=K1] [data-do=ApproveRules]').count()).toBe(0);
  await picture(author, 'rules-replayed-en-dark');
  await accessible(author);

  await approver.waitForSelector('[data-rules=K1] [data-do=ApproveRules]');
  await approver.keyboard.press('Alt+1');
  await approver.click('[data-type=outsideFire]');
  await picture(approver, 'rules-replayed-zh-light');
  await accessible(approver);
  await approver.click('[data-rules=K1] [data-do=ApproveRules]');
  await approver.waitForSelector('[data-rules=K1][data-state=inForce]');
  await author.waitForSelector('[data-version="2"]');
  // The open incident keeps its card; the next one has the new, on the floor that nobody has loaded anew.
  const next = await opened('market');
  expect(await recommended(next.incidentId)).toBe(2);
  expect(await recommended(open.incidentId)).toBe(1);

  await desk.keyboard.press('Alt+i');
  await desk.waitForSelector('.readiness [data-rules=K1][data-state=inForce]');
  await author.click('[data-rules=K1] [data-do=RollBackRules]');
  await author.waitForSelector('[data-rules=K1][data-state=rolledBack]');
  await desk.waitForSelector('.readiness [data-rules=K1]', { state: 'detached' });
  await approver.waitForSelector('[data-version="1"]');
  await picture(author, 'rules-rolled-back-en-dark');
  const last = await opened('station');
  expect(await recommended(last.incidentId)).toBe(1);
  expect(await recommended(next.incidentId)).toBe(2);
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});

test('a plan and the seconds of what waits are edited in their forms, with each difference in words and each fault at its field', async () => {
  const author = await seat('admin', { rules: true });
  const differences = () =>
    author.locator('.rules-draft .rules-differences li').evaluateAll(all => all.map(one => one.textContent));
  await author.keyboard.press('Alt+Shift+1');
  await author.waitForSelector('[data-form=plans] [data-editor=massCasualty]');
  await author.locator('[data-field="plans.0.levels.0.steps.0.dueMinutes"]').fill('7');
  await author.locator('[data-field="plans.0.trigger.alarmFrom"]').fill('2');
  await author.locator('[data-field="plans.0.levels.1.steps.0.role"]').selectOption('liaison');
  await author.waitForSelector('[data-differences="3"]');
  expect(await differences()).toEqual([
    'Mass casualty plan, First level, Name the unit that commands at the scene, Within (min): 5 → 7',
    'Mass casualty plan, From alarm: — → 2',
    'Mass casualty plan, Second level, Ask neighbouring centres for help, Role: — → liaison',
  ]);
  await author.locator('[data-add="plans.0.contacts"]').click();
  await author.waitForSelector('[data-fault="plans.0.contacts.0.line"]');
  await author.locator('[data-field="plans.0.contacts.0.line"]').fill('5550 100');
  await author.waitForSelector('[data-fault="plans.0.contacts.0.line"]', { state: 'detached' });
  await accessible(author);
  await picture(author, 'rules-plans-en-dark');
  await author.click('[data-do=discard]');
  await author.waitForSelector('[data-do=draft]', { state: 'detached' });
  await author.keyboard.press('Alt+7');
  await author.locator('[data-field="alarms.waiting.0.deskSeconds"]').fill('45');
  await author.waitForSelector('[data-differences="1"]');
  expect(await differences()).toEqual(['P1, its desk after (s): 60 → 45']);
  await author.click('[data-do=discard]');
});
