import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar } from './floor.ts';

let centre: Centre;
let browser: Browser;
/** For seats whose map nobody looks at: software WebGL is slow. */
let plain: Browser;

beforeAll(async () => {
  centre = await startCentre('--exercise', 'off');
  browser = await openBrowser();
  plain = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await plain?.close();
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

/** The drill's leader jumps ahead: nobody waits for a start by the clock. */
const jump = (page: Page, seconds: number) =>
  page.evaluate(async ahead => {
    const { csrfToken } = await (await fetch('/api/session')).json();
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrfToken };
    const body = JSON.stringify({ act: 'jump', seconds: ahead });
    const answer = await fetch('/api/exercise/control', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  }, seconds);

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).exclude('.maplibregl-map').analyze()).violations.map(one => one.id);

/** What the downloaded file says. */
async function saved(page: Page, what: 'csv' | 'json'): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`[data-do=${what}]`)]);
  return readFileSync(await file.path(), 'utf8');
}

test('a plan is made by keys and by hand, compared on maps that move together, priced, judged, published, and rolled back', async () => {
  const planner = await sit(browser, centre.url, 'planner', { plan: true });
  const commander = await sit(plain, centre.url, 'commander', {
    plan: true,
    language: 'zh-CN',
    theme: 'light',
  });
  const floor = await sit(plain, centre.url, 'commander');
  const seats: Seat[] = [planner, commander, floor];
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
  const [x, y] = await placeOnMap(plan, postId);
  const grabs = async () => {
    await plan.mouse.move(x - 1, y);
    await plan.mouse.move(x, y);
    return plan.locator('.plan-map canvas').evaluate(canvas => canvas.style.cursor);
  };
  // Drawn, so that a hand finds it.
  await expect.poll(grabs, { timeout: 120_000 }).toBe('grab');
  await plan.mouse.down();
  for (let i = 1; i <= 8; i++) await plan.mouse.move(x - 14 * i, y + 6 * i);
  await plan.mouse.up();
  await until(plan, 'plan.within3', text => text !== before);
  // A move that is taken back before it is drawn may never be asked for.
  await expect.poll(() => new Set(circles).size, { timeout: 120_000 }).toBeGreaterThan(1);
  for (const page of [plan, chief]) expect(await violations(page)).toEqual([]);

  // The plan that is published: the west’s only ambulance stands at a new post, nearer to where most people live.
  await plan.click('[data-do=reset]');
  await plan.click('[data-post=A1]');
  await plan.keyboard.press('n');
  await plan.click('[data-post=N1]');
  await plan.keyboard.press('Enter');
  for (let i = 0; i < 2; i++) await plan.keyboard.press('Shift+ArrowRight');
  await plan.keyboard.press('Enter');
  const unitId = await plan.evaluate(async () => {
    const { units } = await (await fetch('/api/planning/ground')).json();
    const able = (one: { postId: string; capabilities: string[] }) =>
      one.postId === 'A1' && one.capabilities.includes('als');
    return units.find(able).unitId as string;
  });
  await plan.selectOption('[data-do=bring]', unitId);

  // Side by side: each with its circles; whichever is moved, the other shows the same ground.
  await plan.keyboard.press('Alt+2');
  for (const map of ['A', 'B']) await plan.waitForSelector(`[data-map=${map}][data-circles="3"]`);
  const scale = (map: string) =>
    plan.locator(`[data-map=${map}] .maplibregl-ctrl-scale`).textContent({ timeout: 120_000 });
  const wide = await scale('B');
  await plan.click('[data-map=A] .maplibregl-ctrl-zoom-in');
  await expect.poll(() => scale('B')).not.toBe(wide);
  await expect.poll(async () => (await scale('A')) === (await scale('B'))).toBe(true);
  await plan.selectOption('[data-do=c]', 'now');
  await plan.waitForSelector('[data-map=C][data-circles="3"]');
  await expect.poll(async () => (await scale('C')) === (await scale('A'))).toBe(true);
  await plan.selectOption('[data-do=c]', '');

  // No cost set is said, and is no nought; set, it is in the table and in the files.
  const total = plan.locator('[data-cost=total] td').first();
  expect(await total.textContent()).toMatch(/^no cost set: /);
  await plan.click('.plan-costs summary');
  await plan.fill('[name=currency]', 'CNY');
  for (const field of await plan.locator('.plan-costs input[type=number]').all()) await field.fill('10');
  expect(await total.textContent()).toMatch(/^[\d,]+ CNY$/);

  // Judged under the same calls, with a word for every figure, and by area.
  await plan.click('[data-do=judge]');
  await plan.waitForSelector('[data-verdict=mean]', { timeout: 120_000 });
  for (const text of await plan.locator('[data-verdict] td:last-child').allTextContents())
    expect(text).toMatch(/^([AB] is better|no proven difference)/);
  expect(await plan.locator('[data-pair="B − A"]').textContent()).toMatch(/is better|no proven difference/);
  expect(await plan.locator('[data-table=areas] [data-area] td:last-child').first().textContent()).toMatch(
    / s \(.* … .*\)$/,
  );
  expect(await violations(plan)).toEqual([]);
  await plan.keyboard.press('Alt+6');
  expect(await saved(plan, 'csv')).toMatch(/^cost,total,,B,\d+,,,CNY a year,\r?$/m);
  expect(JSON.parse(await saved(plan, 'json')).plans[1].cost.currency).toBe('CNY');
  expect(await plan.locator('[data-costs]').textContent()).toContain('CNY');

  // Areas: by keys, by hand, from a file that is wrong, and evenly by the solver; every step shows in the figures at once.
  await plan.keyboard.press('Alt+7');
  const squares = (area: number) =>
    plan.locator('[data-table=division] tr[data-area]').nth(area).locator('td').nth(2).textContent();
  const imbalance = () => plan.locator('[data-imbalance]').getAttribute('data-imbalance');
  await plan.waitForSelector('[data-imbalance]');
  const first = await squares(0);
  await plan.keyboard.press('Alt+c');
  const cell = plan.locator('[data-focus=cells]');
  const home = await cell.getAttribute('data-in');
  const areaIds = await plan
    .locator('[data-table=division] tr[data-area]')
    .evaluateAll(rows => rows.map(row => row.getAttribute('data-area')));
  const other = areaIds.findIndex(id => id !== home);
  await plan.keyboard.press(String(other + 1));
  await plan.keyboard.press('Enter');
  await expect.poll(() => cell.getAttribute('data-in')).toBe(areaIds[other]);
  await plan.keyboard.press('Backspace');
  await expect.poll(() => cell.getAttribute('data-in')).toBe(home);
  expect(await squares(0)).toBe(first);
  await plan.keyboard.press('1');
  const box = (await plan.locator('.plan-map .map-ground').boundingBox())!;
  await plan.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await plan.mouse.down();
  for (let i = 1; i <= 12; i++)
    await plan.mouse.move(box.x + box.width / 2 + 9 * i, box.y + box.height / 2 + 5 * i);
  await plan.mouse.up();
  await expect.poll(() => squares(0)).not.toBe(first);
  await plan.click('[data-do=undoArea]');
  await expect.poll(() => squares(0)).toBe(first);
  const table = (text: string) => ({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await plan.setInputFiles('[name=areaFile]', table('cell,area\nnowhere,1\n'));
  await plan.locator('[role=alert]', { hasText: 'Line 2: there is no square nowhere' }).waitFor();
  expect(await squares(0)).toBe(first);
  await plan.fill('[name=areaSeconds]', '2');
  await plan.click('[data-do=divide]');
  const uneven = Number(await imbalance());
  await plan.click('[data-do=takeAreas]', { timeout: 120_000 });
  await expect.poll(async () => Number(await imbalance())).toBeLessThan(uneven);
  await plan.fill('[name=areaName]', 'West of the lake');
  expect(await violations(plan)).toEqual([]);

  // Several kinds under a budget: what has no cost is named; cancelled, nothing is left of it; taken over, it is a plan.
  await plan.click('[data-do=copy]');
  await plan.keyboard.press('Alt+3');
  await plan.click('[name=model][value=site]');
  const stand = await plan.locator('.plan-list').textContent();
  await plan.fill('[name=siteSeconds]', '60');
  await plan.click('[data-do=site]');
  await plan.click('[data-do=cancel]');
  await plan.locator('[role=status]', { hasText: 'Cancelled' }).waitFor();
  expect(await plan.locator('[data-sited]').count()).toBe(0);
  expect(await plan.locator('.plan-list').textContent()).toBe(stand);
  await plan.fill('[name=siteSeconds]', '2');
  await plan.click('[data-do=moreMinimum]');
  await plan.fill('[name=budget]', '900000');
  await plan.fill('[name="cost.ALS"]', '');
  expect(await plan.locator('[data-do=site]').isDisabled()).toBe(true);
  await plan.locator('[role=alert]', { hasText: 'None is set for: ALS' }).waitFor();
  await plan.fill('[name="cost.ALS"]', '87600');
  expect(await violations(plan)).toEqual([]);
  await plan.click('[data-do=site]');
  await plan.waitForSelector('[data-sited]', { timeout: 120_000 });
  expect(Number(await plan.locator('[data-sited-cost]').getAttribute('data-sited-cost'))).toBeLessThan(
    900_001,
  );
  expect(await plan.locator('[data-sited]').textContent()).toMatch(/no choice (is|can)/i);
  await plan.click('[data-do=takeSites]');
  await expect.poll(() => plan.locator('.plan-list').textContent()).not.toBe(stand);
  await plan.click('[data-variant=plan-1]');
  expect(await plan.locator('.plan-list').textContent()).toBe(stand);

  // Laid before the floor; nobody approves their own; the floor has it at its time.
  await plan.keyboard.press('Alt+5');
  await plan.selectOption('[name=moveUpRule]', 'gain');
  await plan.fill('[name=withinMinutes]', '3');
  await plan.fill('[name=minimumGain]', '0');
  await plan.waitForSelector(`.plan-changes [data-areas="${areaIds.length}"]`);
  await plan.fill('[name=inMinutes]', '5');
  await plan.click('[data-do=draft]');
  await plan.waitForSelector('[data-deployment=G1][data-state=drafted]');
  expect(await plan.locator('[data-do=ApproveDeployment]').count()).toBe(0);
  await chief.keyboard.press('Alt+5');
  await chief.click('[data-deployment=G1] [data-do=ApproveDeployment]');
  await chief.waitForSelector('[data-deployment=G1][data-state=approved]');
  await desk.keyboard.press('Alt+i');
  await desk.waitForSelector('[data-deployment=G1][data-state=approved]');
  await jump(chief, 300);
  await desk.waitForSelector('[data-deployment=G1][data-state=inForce]', { timeout: 240_000 });

  // Its areas are those of the floor: levels are set by them, in the panel and by the verb.
  await desk.locator('.readiness option', { hasText: 'West of the lake' }).waitFor({ state: 'attached' });
  await bar(desk, 'level high west of the lake weather');
  await desk.keyboard.press('Enter');
  await desk.locator('.readiness-list', { hasText: 'High West of the lake' }).first().waitFor();

  // The floor's advice is of the plan: its new post is left, and somebody should stand there. Rolled back, nobody should.
  await bar(desk, `${unitId} oos`);
  await desk.keyboard.press('Enter');
  await desk.waitForSelector('[data-advice][data-to=N1]', { timeout: 240_000 });
  expect(await desk.locator('[data-advice][data-to=N1]').textContent()).toMatch(/New post 1.*within 3 min/);
  await chief.click('[data-deployment=G1] [data-do=RollBackDeployment]', { timeout: 120_000 });
  await desk.waitForSelector('[data-deployment=G1]', { state: 'detached' });
  await desk.waitForSelector('[data-to=N1]', { state: 'detached' });
  expect(seats.flatMap(seat => seat.errors)).toEqual([]);
});
