import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';

let centre: Centre;
let browser: Browser;

beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

const figure = (page: Page, name: string, column: number) =>
  page.locator(`[data-figure="${name}"] td`).nth(column).textContent();
const until = (page: Page, name: string, isSo: (text: string) => boolean) =>
  expect.poll(async () => isSo((await figure(page, name, 1)) ?? ''), { timeout: 120_000 }).toBe(true);

/** Where a post is on the screen: the map shows the whole place with a margin, north up. */
async function placeOnMap(page: Page, postId: string): Promise<readonly [number, number]> {
  const box = (await page.locator('.plan-map .map-ground').boundingBox())!;
  const [bounds, at] = await page.evaluate(async id => {
    const read = async (path: string) => (await fetch(path)).json();
    const ground = await read('/api/planning/ground');
    const post = ground.posts.find((one: { postId: string }) => one.postId === id);
    return [(await read('/api/place')).bounds, post.at] as [number[], number[]];
  }, postId);
  const project = (lng: number, lat: number) => {
    const rad = (lat * Math.PI) / 180;
    return [lng / 360, -Math.log(Math.tan(Math.PI / 4 + rad / 2)) / (2 * Math.PI)] as const;
  };
  const [west, south, east, north] = bounds as [number, number, number, number];
  const [a, b] = [project(west, north), project(east, south)];
  const scale = Math.min((box.width - 24) / (b[0] - a[0]), (box.height - 24) / (b[1] - a[1]));
  const here = project(at[0]!, at[1]!);
  return [
    box.x + box.width / 2 + (here[0] - (a[0] + b[0]) / 2) * scale,
    box.y + box.height / 2 + (here[1] - (a[1] + b[1]) / 2) * scale,
  ];
}

test('a post is moved by keys and by hand, figures and circles follow, plans are judged, and the floor gets one', async () => {
  const seats: Seat[] = [
    await sit(browser, centre.url, 'planner', { plan: true }),
    await sit(browser, centre.url, 'commander', { plan: true, language: 'zh-CN', theme: 'light' }),
    await sit(browser, centre.url, 'dispatcher'),
  ];
  const [plan, chief, desk] = seats.map(seat => seat.page) as [Page, Page, Page];
  const circles: string[] = [];
  plan.on('response', async answer => {
    if (answer.url().endsWith('/api/planning/circles')) circles.push(await answer.text());
  });
  await until(plan, 'plan.within3', text => text.endsWith('%'));
  const before = await figure(plan, 'plan.within3', 1);
  expect(await figure(plan, 'plan.within3', 0)).toBe(before);

  // By keys: choose, pick up, move, put down; the one who looks again finds it put back by Esc.
  await plan.keyboard.press('Alt+p');
  await plan.keyboard.press('ArrowDown');
  const chosen = plan.locator('[data-post][aria-selected=true]');
  const postId = (await chosen.getAttribute('data-post'))!;
  await plan.keyboard.press('Enter');
  for (let i = 0; i < 6; i++) await plan.keyboard.press('Shift+ArrowRight');
  await until(plan, 'plan.within3', text => text !== before);
  expect(await chosen.locator('.tag').textContent()).toBe('moved');
  await plan.keyboard.press('Escape');
  await until(plan, 'plan.within3', text => text === before);

  // By hand on the map.
  const asked = circles.length;
  const [x, y] = await placeOnMap(plan, postId);
  await plan.mouse.move(x, y);
  await plan.mouse.down();
  for (let i = 1; i <= 8; i++) await plan.mouse.move(x - 14 * i, y + 6 * i);
  await plan.mouse.up();
  await until(plan, 'plan.within3', text => text !== before);
  await expect.poll(() => circles.length, { timeout: 120_000 }).toBeGreaterThan(asked);
  expect(new Set(circles).size).toBeGreaterThan(2);
  for (const page of [plan, chief]) {
    const axe = await new AxeBuilder({ page }).exclude('.maplibregl-map').analyze();
    expect(axe.violations.map(one => one.id)).toEqual([]);
  }

  // Judged under the same calls, with a word for every figure.
  await plan.keyboard.press('Alt+2');
  await plan.click('[data-do=judge]');
  await plan.waitForSelector('[data-verdict=mean]', { timeout: 120_000 });
  for (const text of await plan.locator('[data-verdict] td:last-child').allTextContents())
    expect(text).toMatch(/^([AB] is better|no proven difference)/);

  // Laid before the floor; nobody approves their own; the floor has it at its time.
  await plan.keyboard.press('Alt+5');
  await plan.fill('[name=inMinutes]', '1');
  await plan.click('[data-do=draft]');
  await plan.waitForSelector('[data-deployment=G1][data-state=drafted]');
  expect(await plan.locator('[data-do=ApproveDeployment]').count()).toBe(0);
  await chief.keyboard.press('Alt+5');
  await chief.click('[data-deployment=G1] [data-do=ApproveDeployment]');
  await chief.waitForSelector('[data-deployment=G1][data-state=approved]');
  await desk.keyboard.press('Alt+i');
  await desk.waitForSelector('[data-deployment=G1][data-state=approved]');
  await desk.waitForSelector('[data-deployment=G1][data-state=inForce]', { timeout: 240_000 });
  await chief.click('[data-deployment=G1] [data-do=RollBackDeployment]', { timeout: 120_000 });
  await desk.waitForSelector('[data-deployment=G1]', { state: 'detached' });
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});
