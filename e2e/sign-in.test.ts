import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { instant } from '@clarion/measure';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, stepAt } from '../adapters/store/src/signin/totp.ts';
import { openBrowser, PASSWORD, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';

let centre: Centre;
let browser: Browser;
const shots = process.env['CLARION_SHOTS'];

beforeAll(async () => {
  centre = await startCentre('--exercise', 'off', '--second-factor', 'auditor,commander');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

const cli = join(import.meta.dirname, '..', 'apps', 'cli', 'src', 'main.ts');
const issue = ['break-glass', 'issue', '--role', 'dispatcher', '--hours', '2', '--json'];

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function shownNow(key: string): string {
  const secret = [...key.replaceAll(' ', '')];
  const bits = secret.map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map(eight => Number.parseInt(eight, 2));
  return codeOf(Buffer.from(bytes), stepAt(instant(Date.now())));
}

async function look(page: Page, name: string, include: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
  const found = await new AxeBuilder({ page }).include(include).analyze();
  expect(found.violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.html}`)).toEqual([]);
}

async function door(language: 'en' | 'zh-CN', theme: 'dark' | 'light'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language,
    serviceWorkers: 'block',
  });
  const settings = JSON.stringify({ language, theme });
  await context.addInitScript(kept => localStorage.setItem('clarion.settings', kept), settings);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(centre.url);
  return page;
}

async function say(page: Page, login: string): Promise<void> {
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
}

test('a role that has to have a second factor makes it known at the door and comes in by it; one’s own sign-in and those of others', async () => {
  const asked: string[] = [];
  const page = await door('en', 'dark');
  page.on('request', request => asked.push(new URL(request.url()).host));
  await say(page, 'auditor');
  await page.waitForSelector('.enrol-picture');
  await look(page, 'enrol-en-dark', '.sign-in');
  const key = (await page.textContent('.enrol-key')) ?? '';
  // The keys are enough: the field has the focus.
  await page.keyboard.type(shownNow(key));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.recovery');
  await look(page, 'recovery-en-dark', '.sign-in');
  const codes = await page.locator('.recovery-codes code').allTextContents();
  expect(codes).toHaveLength(10);
  await page.click('.recovery button');
  await page.waitForSelector('.live-live');
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  for (const code of codes) expect(kept).not.toContain(code);
  // Nobody else was asked for the picture.
  expect([...new Set(asked)]).toEqual([new URL(centre.url).host]);

  const again = await door('zh-CN', 'light');
  await say(again, 'auditor');
  await again.waitForSelector('[name=code]');
  expect(await again.locator('.enrol').count()).toBe(0);
  await look(again, 'code-zh-light', '.sign-in');
  await again.keyboard.type('000000');
  await again.keyboard.press('Enter');
  await expect.poll(() => again.textContent('.sign-in-told')).toContain('验证码错误');
  await again.keyboard.type(codes[0]!.toUpperCase());
  await again.keyboard.press('Enter');
  await again.waitForSelector('.live-live');
  const chief = await door('zh-CN', 'light');
  await say(chief, 'commander');
  await chief.waitForSelector('.enrol-picture');
  await look(chief, 'enrol-zh-light', '.sign-in');

  const taker = await sit(browser, centre.url, 'calltaker');
  await taker.page.click('[data-action=settings]');
  await taker.page.click('.account-part summary >> nth=0');
  await taker.page.fill('.account [name=password]', 'wrong');
  await taker.page.fill('.account [name=new-password]', 'a better password');
  await taker.page.click('.account-part form button >> nth=0');
  await expect.poll(() => taker.page.textContent('.account [role=status]')).toContain('present password');
  await look(taker.page, 'account-en-dark', '.settings');
  // A way in for a bad night: the code, nothing else. The supervisor knows, and the page says so all the time.
  const issued = spawnSync(process.execPath, [cli, ...issue, '--data', centre.data], { encoding: 'utf8' });
  const [envelope] = JSON.parse(issued.stdout).envelopes as { id: string; code: string }[];
  const relief = await door('en', 'dark');
  await relief.click('[data-action=break-glass]');
  await look(relief, 'break-glass-en-dark', '.sign-in');
  await relief.fill('[name=break-glass]', 'wrong');
  await relief.click('.break-glass button[type=submit]');
  await expect.poll(() => relief.textContent('.sign-in-told')).toContain('next envelope');
  await relief.fill('[name=break-glass]', envelope!.code);
  await relief.click('.break-glass button[type=submit]');
  await relief.waitForSelector('.live-live');
  await expect.poll(() => relief.textContent('.break-glass-banner')).toContain(envelope!.id);
  await look(relief, 'floor-break-glass-en-dark', '.break-glass-banner');
  await expect.poll(() => taker.page.locator(`text=break-glass-${envelope!.id}`).count()).toBeGreaterThan(0);

  const admin = await door('zh-CN', 'light');
  await say(admin, 'admin');
  await admin.click('.operator-list summary:has-text("calltaker2")');
  await expect.poll(() => admin.textContent('.envelopes')).toContain('使用中');
  await look(admin, 'admin-zh-light', '.admin');
  await admin.click('[aria-label="停用：calltaker2"]');
  await expect.poll(() => admin.textContent('.operators [role=status]')).toContain('calltaker2');
  await expect.poll(() => admin.locator('.operator-ended').count()).toBe(1);
  const adminDark = await door('en', 'dark');
  await say(adminDark, 'admin');
  await adminDark.waitForSelector('.operator-list li');
  await look(adminDark, 'admin-en-dark', '.admin');
  await adminDark.keyboard.press('Alt+Shift+KeyE');
  await adminDark.waitForSelector('.admin-cards button');
  await look(adminDark, 'admin-cards-en-dark', '.admin-cards');
  expect(taker.errors).toEqual([]);
});
