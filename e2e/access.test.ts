import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PASSWORD } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { chooseType, release, takeCall } from './floor.ts';

/**
 * Every page for everybody: at twice the size, in both languages, dark and light, and without motion where somebody asks for
 * none. A page at 200 % of 1440 × 900 has 720 × 450 of its own measure.
 */
let centre: Centre;
let browser: Browser;

beforeAll(async () => {
  centre = await startCentre('--exercise', 'generated', '--attended');
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const violations = async (page: Page): Promise<readonly string[]> => {
  const found = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.violations.map(
    one =>
      `${one.id}: ${one.nodes.map(node => `${node.html.slice(0, 160)} (${node.any[0]?.message ?? ''})`).join(' | ')}`,
  );
};

/** Pages with who sits there, what stands once it is ready, and keys that open more of it with what stands there then. */
const pages = [
  {
    path: '/',
    login: 'dispatcher',
    ready: '.live-live',
    opens: { F1: '.help', 'Alt+,': '.settings', 'Alt+J': '.panel-sent', 'Control+F1': '.panel-tasks' },
  },
  { path: '/plan', login: 'planner', ready: '.plan-legend', opens: {} },
  {
    path: '/rules',
    login: 'admin',
    ready: '.rules-form',
    opens: {
      'Alt+4': '[data-form=levels]',
      'Alt+7': '[data-form=alarms]',
      'Alt+8': '[data-form=desks]',
      'Alt+0': '[data-form=roles]',
      'Alt+Shift+1': '[data-form=plans]',
    },
  },
  { path: '/', login: 'admin', ready: '.operator-list li', opens: {} },
  { path: '/unit', login: 'e1', ready: '.live-live', opens: {} },
] as const;

const looks = [
  { language: 'en', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
  { language: 'zh-CN', theme: 'light' },
] as const;

test('no page has a fault that axe finds, at 200 %, in either language, dark and light; nothing moves where none is wanted', async () => {
  const faults: string[] = [];
  const incident = await somethingAtWork();
  expect(incident).toMatch(/./);
  for (const { path, login, ready, opens } of pages) {
    const context = await browser.newContext({
      viewport: path === '/unit' ? { width: 195, height: 422 } : { width: 720, height: 450 },
      deviceScaleFactor: 2,
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on('pageerror', error => faults.push(`${path}: ${error.message}`));
    await page.goto(`${centre.url}${path}`);
    await page.waitForSelector('[name=login]');
    faults.push(...(await violations(page)).map(one => `${path} before signing in: ${one}`));
    await page.fill('[name=login]', login);
    await page.fill('[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector(ready, { state: 'attached' });
    for (const { language, theme } of looks) {
      await page.evaluate(kept => localStorage.setItem('clarion.settings', JSON.stringify(kept)), {
        language,
        theme,
      });
      await page.reload();
      await page.waitForSelector(ready, { state: 'attached' });
      await page.waitForFunction(wanted => document.documentElement.lang === wanted, language);
      const where = `${path} ${language} ${theme}`;
      faults.push(...(await violations(page)).map(one => `${where}: ${one}`));
      for (const [key, opened] of Object.entries(opens)) {
        await page.keyboard.press(key);
        await page.waitForSelector(opened);
        faults.push(...(await violations(page)).map(one => `${where} ${key}: ${one}`));
        await page.keyboard.press('Escape');
      }
      faults.push(...(await moving(page)).map(one => `${where} moves: ${one}`));
    }
    await context.close();
  }
  expect(faults).toEqual([]);
});

/** An incident with units sent, so that the pages have rows, clocks and marks. */
async function somethingAtWork(): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(centre.url);
  await page.fill('[name=login]', 'dispatcher2');
  await page.fill('[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector('.live-live');
  await takeCall(page, 'library');
  await chooseType(page, 'structure fire');
  const incidentId = await release(page);
  await page.waitForSelector('.offer-in');
  await page.keyboard.press('F9');
  await page.waitForSelector('.assigned [data-unit]');
  await context.close();
  return incidentId;
}

/** What moves by itself and does not come to rest. */
const moving = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(one => one.playState === 'running' && one.effect?.getComputedTiming().iterations === Infinity)
      .map(one => (one as CSSAnimation).animationName ?? 'a transition'),
  );
