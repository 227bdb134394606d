import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PASSWORD } from './browser.ts';
import { type Centre, freePort, startCentreWith } from './centre.ts';

const program = join(import.meta.dirname, '..', 'apps', 'server', 'src', 'testing', 'provider.mjs');
const shots = process.env['CLARION_SHOTS'];
let centre: Centre;
let browser: Browser;
let providerPort: number;
let provider: ChildProcess | undefined;

beforeAll(async () => {
  providerPort = await freePort();
  centre = await startCentreWith(
    {
      OIDC_ISSUER: `http://127.0.0.1:${providerPort}`,
      OIDC_CLIENT_ID: 'clarion',
      OIDC_CLIENT_SECRET: 'a secret of the test',
      OIDC_ROLES: 'clarion-audit=auditor,clarion-dispatch=dispatcher',
    },
    '--exercise',
    'off',
  );
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  provider?.kill();
  await centre?.drop();
});

async function door(language: 'en' | 'zh-CN', theme: 'dark' | 'light'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language,
    serviceWorkers: 'block',
  });
  await context.addInitScript(
    kept => localStorage.setItem('clarion.settings', kept),
    JSON.stringify({ language, theme }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(centre.url);
  await page.waitForSelector('[name=login]');
  return page;
}
async function say(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await page.keyboard.press('Enter');
}
async function look(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.html}`)).toEqual([]);
}
const roleShown = (page: Page) => page.textContent('.top-who');

test('a sign-in is made by the keys alone, comes in with a password of its own, gets another role and is ended while its page is open', async () => {
  const admin = await door('en', 'dark');
  await say(admin, 'admin');
  await admin.waitForSelector('.operator-list li');
  await admin.keyboard.press('Alt+Shift+N');
  await admin.waitForSelector('[name=new-login]');
  await look(admin, 'sign-ins-new-en-dark');
  await admin.keyboard.type('lan');
  await admin.keyboard.press('Tab');
  await admin.keyboard.type('Disp');
  await admin.keyboard.press('Tab');
  await admin.keyboard.press('Enter');
  const once = (await admin.textContent('.operator-password'))!;
  await look(admin, 'sign-ins-once-en-dark');
  // The button has the focus; with it the password is gone from the page.
  await admin.keyboard.press('Enter');
  await admin.waitForSelector('.operator-password', { state: 'detached' });
  expect(await admin.content()).not.toContain(once);

  const person = await door('zh-CN', 'light');
  await say(person, 'lan', once);
  await person.waitForSelector('[name=new-password]');
  await look(person, 'sign-ins-own-zh-light');
  await person.keyboard.type(once);
  await person.keyboard.press('Enter');
  await expect.poll(() => person.textContent('.sign-in-told')).toContain('一次性密码');
  await person.fill('[name=new-password]', 'one of her own');
  await person.keyboard.press('Enter');
  await person.waitForSelector('.live-live');
  await expect.poll(() => roleShown(person)).toContain('处警员');

  await admin.keyboard.press('Alt+Shift+F');
  await admin.keyboard.type('lan');
  await expect.poll(() => admin.locator('.operator-list summary').count()).toBe(2);
  await admin.keyboard.press('ArrowDown');
  await admin.keyboard.press('Enter');
  const row = admin.locator('[data-login=lan]');
  await row.locator('[name=role]').selectOption('callTaker');
  await row.locator('form button').click();
  await expect.poll(() => admin.locator('[data-act=role]').count()).toBe(1);
  await look(admin, 'sign-ins-role-en-dark');
  // The open page asks anew at once, and whoever comes in again has the other role.
  await person.waitForSelector('.sign-in-again [name=login]');
  await say(person, 'lan', 'one of her own');
  await person.waitForSelector('.sign-in-again', { state: 'detached' });
  await person.waitForSelector('.live-live');
  await expect.poll(() => roleShown(person)).toContain('接警员');

  await row.locator('button').first().click();
  await person.waitForSelector('.sign-in-again [name=login]', { timeout: 10_000 });
  await say(person, 'lan', 'one of her own');
  await expect.poll(() => person.textContent('.sign-in-told')).toContain('密码错误');
  const chinese = await door('zh-CN', 'light');
  await say(chinese, 'admin');
  await chinese.waitForSelector('[data-act=ended]');
  await look(chinese, 'sign-ins-zh-light');
});

test('the button of the organisation’s sign-on: away it says so, there it leads to the floor in the role of the group', async () => {
  const page = await door('en', 'dark');
  await page.click('[href="/api/session/sign-on"]');
  await expect
    .poll(() => page.locator('.sign-in-told').allTextContents())
    .toContain(
      'The sign-on of your organisation does not answer. Sign in by name and password, or break the glass.',
    );
  await look(page, 'sign-on-down-en-dark');
  await say(page, 'dispatcher');
  await page.waitForSelector('.live-live');

  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const callback = `${centre.url}/api/session/sign-on/callback`;
  provider = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(providerPort), CALLBACKS: callback, KEY: JSON.stringify(key) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(provider.stdout!, 'data');
  const person = await door('zh-CN', 'light');
  await person.click('[href="/api/session/sign-on"]');
  await person.waitForURL(`http://127.0.0.1:${providerPort}/**`);
  await person.fill('[name=login]', 'lin');
  await person.fill('[name=password]', 'any');
  await person.click('[type=submit]');
  await person.waitForSelector('[name=login]', { state: 'detached' });
  await person.click('[type=submit]');
  await person.waitForURL(`${centre.url}/`);
  await person.waitForSelector('.live-live');
  await expect.poll(() => roleShown(person)).toContain('处警员');
  expect(await roleShown(person)).toContain('LIN');
  await person.click('[data-action=signOut]');
  await person.waitForSelector('[name=login]');
  await person.reload();
  await person.waitForSelector('[name=login]');
  expect((await person.context().cookies(centre.url)).map(({ name }) => name)).not.toContain('clarion_drill');
});
