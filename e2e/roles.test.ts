import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';

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
  made.page.setDefaultTimeout(30_000);
  seats.push(made);
  return made.page;
};
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['CLARION_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map(one => [one.id, one.nodes.map(node => node.target)])).toEqual([]);
}
/** What the palette offers now. */
async function offers(page: Page, text: string): Promise<number> {
  await page.keyboard.press('Control+KeyK');
  await page.waitForSelector('.palette-item');
  const found = await page.locator(`.palette-item:has-text("${text}")`).count();
  await page.keyboard.press('Escape');
  await page.waitForSelector('.palette-item', { state: 'detached' });
  return found;
}

test('a centre gives its call takers the streets: said in the form by the keys, replayed, approved by a second person, and the floor follows at once', async () => {
  const taker = await seat('calltaker');
  const desk = await seat('dispatcher');
  expect([await offers(taker, 'Close a street'), await offers(desk, 'Close a street')]).toEqual([0, 1]);
  const author = await seat('admin', { rules: true });
  const approver = await seat('commander', { rules: true, language: 'zh-CN', theme: 'light' });
  await author.keyboard.press('Alt+0');
  await author.waitForSelector('[data-form=roles]');
  await author.focus('[data-field="roles.streets.dispatcher"]');
  await author.keyboard.press('ArrowLeft');
  await author.waitForSelector('[data-action-row=streets][data-from=callTaker]');
  expect(await author.locator('.rules-draft .rules-differences').textContent()).toBe(
    'Close streets and change speeds, from: Dispatcher → Call taker',
  );
  // What is law has nothing to choose.
  expect(await author.locator('[data-field="roles.send.commander"]').count()).toBe(0);
  expect(await author.locator('[data-rows=roles]').textContent()).not.toContain('Close a street');
  await look(author, 'roles-en-dark');
  await author.selectOption('[name=reason]', 'order');
  await author.click('[data-do=draft]');
  await author.waitForSelector('[data-rules=K1][data-state=drafted]');
  await author.click('[data-rules=K1] [data-do=replay]');
  await approver.waitForSelector('[data-rules=K1] [data-do=ApproveRules]');
  await approver.keyboard.press('Alt+0');
  await look(approver, 'roles-zh-light');
  await approver.click('[data-rules=K1] [data-do=ApproveRules]');
  await author.waitForSelector('[data-rules=K1][data-state=inForce]');
  await expect.poll(() => offers(taker, 'Close a street')).toBe(1);
  await author.click('[data-rules=K1] [data-do=RollBackRules]');
  await author.waitForSelector('[data-rules=K1][data-state=rolledBack]');
  await expect.poll(() => offers(taker, 'Close a street')).toBe(0);
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});
