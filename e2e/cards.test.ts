import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { chooseType, markedUnits, release, take, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
const seats: Seat[] = [];
const seat = async (login: string, options: Parameters<typeof sit>[3] = {}): Promise<Page> => {
  const made = await sit(browser, centre.url, login, options);
  seats.push(made);
  return made.page;
};

beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

/** Pictures for whoever wants to look, not for the test. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CLARION_LOOK'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
const asked = (page: Page, questionId: string) => page.waitForSelector(`[data-question="${questionId}"]`);

test('a cardiac arrest by digits alone: type and priority set, the clock runs; a changed card is for the next call', async () => {
  const taker = await seat('calltaker');
  await takeCall(taker, 'hospital');
  await taker.keyboard.press('Alt+Shift+G');
  await taker.waitForSelector('.protocol [data-card]');
  await taker.keyboard.press('1');
  await asked(taker, 'awake');
  await taker.keyboard.press('2');
  await asked(taker, 'breathing');
  await taker.keyboard.press('2');
  await asked(taker, 'age');
  await taker.waitForFunction(() =>
    document.querySelector('.type-chosen')?.textContent?.includes('Life-threatening'),
  );
  await taker.keyboard.press('1');
  await asked(taker, 'helper');
  // The call's own card stays usable: words are typed there, and the digits answer with Alt.
  await taker.locator('.card textarea').fill('He lies in the hall');
  await taker.keyboard.press('Alt+1');
  await asked(taker, 'device');
  expect(await taker.locator('.card textarea').inputValue()).toBe('He lies in the hall');
  await taker.keyboard.press('Alt+Shift+B');
  await taker.waitForSelector('.compressions-running');
  expect(await taker.locator('.compressions').textContent()).toContain('110');
  const axe = await new AxeBuilder({ page: taker }).include('.panel-protocol').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await picture(taker, 'protocol');

  const chief = await seat('commander');
  await chief.keyboard.press('Alt+Shift+E');
  const shelf = chief.locator('[data-shelf=collapse]');
  await shelf.locator('[data-writing=edit]').click();
  const name = chief.locator('.writing-editor [data-text=en]').first();
  await name.fill('');
  await chief.waitForSelector('[data-faults="1"]');
  await name.fill('Collapsed, as we ask it');
  await chief.waitForSelector('[data-faults="0"]');
  await picture(chief, 'writing');
  await chief.locator('[data-writing=propose]').click();
  await shelf.locator('[data-tested=false]').waitFor();
  await shelf.locator('[data-writing=try]').click();
  for (const choice of ['no', 'no', 'adult', 'yes', 'here', 'crew'])
    await shelf.locator(`[data-choice=${choice}]`).click();
  await shelf.locator('.writing-try [data-paths="1"]').waitFor();
  await shelf.locator('.writing-try .button-strong').click();
  await shelf.locator('[data-tested=true]').waitFor();
  // Who proposed it does not approve it; somebody else does.
  expect(await shelf.locator('[data-writing=publish]').count()).toBe(0);
  const admin = await clientOf(centre.url, 'admin');
  const cards = (await admin.get('/api/cards')).body['cards'] as {
    readonly cardId: string;
    readonly draft?: { readonly seq: number };
  }[];
  const proposal = cards.find(one => one.cardId === 'collapse')?.draft?.seq;
  const approved = { type: 'PublishCard', cardId: 'collapse', proposal };
  expect((await admin.command(approved as { type: string })).status).toBe(200);

  // The running call keeps what it began with.
  await taker.keyboard.press('Alt+0');
  await asked(taker, 'now');
  expect(await taker.locator('.protocol-head').textContent()).toContain('edition 1');
  await taker.keyboard.press('Alt+Shift+B');
  await taker.waitForFunction(() => document.querySelector('.compressions-running') === null);
  const incidentId = await release(taker);
  await taker.waitForFunction(() => document.querySelector('.incident')?.classList.contains('priority-1'));
  await taker.waitForFunction(() =>
    document.querySelector('.incident-story')?.textContent?.includes('compressions ended'),
  );
  expect(incidentId).toMatch(/^I\d+$/);

  // The next call begins when this one has ended, so that its card is not mistaken for the next one's.
  await taker.keyboard.press('Alt+E');
  await taker.waitForSelector('.card .call-ended');
  await takeCall(taker, 'school');
  await taker.keyboard.press('Alt+Shift+G');
  await taker.waitForSelector('.protocol [data-card=collapse]');
  await taker.locator('[data-card=collapse]').click();
  await asked(taker, 'awake');
  const head = await taker.locator('.protocol-head').textContent();
  expect(head).toContain('edition 2');
  expect(head).toContain('as we ask it');
  if (process.env['CLARION_LOOK'] !== undefined) {
    const other = await seat('commander', { language: 'zh-CN', theme: 'light' });
    await takeCall(other, '医院');
    await other.keyboard.press('Alt+Shift+G');
    await other.waitForSelector('.protocol [data-card]');
    await picture(other, 'choose-zh');
    await other.locator('[data-card=violence]').click();
    await asked(other, 'speak');
    await picture(other, 'protocol-zh');
    await other.keyboard.press('Alt+Shift+E');
    await other.waitForSelector('[data-shelf]');
    await picture(other, 'writing-zh');
  }
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});

test('a crew on the way sees the new place beside the old one, reads it, and the desk sees that it did', async () => {
  const [taker, desk] = [await seat('calltaker2'), await seat('dispatcher')];
  await takeCall(taker, 'Wenhua Road 12');
  await chooseType(taker, 'Outside fire');
  const incidentId = await release(taker);
  await take(desk, incidentId);
  await desk.waitForSelector('.offer-in');
  const [unitId = ''] = await markedUnits(desk);
  await desk.keyboard.press('F9');
  await desk.waitForSelector('.assigned [data-unit]');
  const phone = await seat(unitId.toLowerCase(), { phone: true });
  await phone.waitForSelector('.phone-card');
  await desk.waitForSelector(`.assigned [data-unit="${unitId}"] [data-page=delivered]`);

  const old = await phone.locator('.phone-where').textContent();
  await taker.locator('[data-focus=location]').fill('hospital');
  await taker.waitForSelector('.candidate');
  if ((await taker.locator('.candidate[aria-selected=true]').count()) === 0)
    await taker.keyboard.press('ArrowDown');
  await taker.keyboard.press('Enter');
  await phone.waitForSelector('.phone-changed del');
  const struck = await phone.locator('.phone-changed del').first().textContent();
  expect(old).toContain(struck!);
  await desk.waitForSelector(`[data-unread="${unitId}"] del`);
  await desk.waitForSelector(`.panel-active [data-row="${incidentId}"] del`);
  await picture(phone, 'changed');
  await picture(desk, 'changed-desk');
  const axe = await new AxeBuilder({ page: phone }).include('.phone-changed').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await phone.click('.phone-read');
  await phone.waitForFunction(() => document.querySelector('.phone-changed') === null);
  await desk.waitForFunction(unit => document.querySelector(`[data-unread="${unit}"]`) === null, unitId);
  await desk.waitForFunction(() =>
    document.querySelector('.timeline')?.textContent?.includes('has read the change'),
  );
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});
