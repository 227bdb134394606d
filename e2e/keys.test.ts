import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { chooseType, markedUnits, release, row, takeCall } from './floor.ts';
import { handsAt } from './keystrokes.ts';

let centre: Centre;
/** Software WebGL is slow: only what needs the map sits there. */
let plain: Browser;
let drawing: Browser;
let incidentId: string;
const seats: Seat[] = [];
const seat = async (browser: Browser, login: string) => {
  const made = await sit(browser, centre.url, login);
  seats.push(made);
  return made.page;
};

beforeAll(async () => {
  // Calls ring, and nobody but the test answers them.
  centre = await startCentre('--exercise', 'generated', '--attended');
  plain = await openBrowser({ webGl: false });
  drawing = await openBrowser();
});
afterAll(async () => {
  await plain?.close();
  await drawing?.close();
  await centre?.drop();
});

test('a call from its ring to its release in 12 keystroke groups, and a run card of two units in two more', async () => {
  const page = await seat(plain, 'dispatcher');
  const desk = await seat(plain, 'dispatcher2');
  await page.waitForSelector('.panel-queue [data-row]');
  const taking = handsAt(page);
  await taking.press('F2');
  await page.waitForSelector('.card .call-open');
  // The place first: the field has the focus by itself.
  await taking.type('Wenhua Road 12');
  await page.waitForSelector('.candidate');
  if ((await page.locator('.candidate[aria-selected=true]').count()) === 0) await taking.press('ArrowDown');
  await taking.press('Enter');
  await page.waitForSelector('.three .place-label');
  await taking.type('life-threatening');
  await page.waitForSelector('.type-option');
  await taking.press('Enter');
  await page.waitForSelector('.type-chosen');
  await taking.type('he does not wake up');
  await taking.press('Enter');
  await page.waitForFunction(() => document.querySelector('.card-said')?.textContent?.includes('wake'));
  await taking.press('F8');
  await page.waitForSelector('.incident');
  expect(taking.groups.length, taking.groups.join(' · ')).toBeLessThanOrEqual(12);
  incidentId = (await page.locator('.incident').getAttribute('data-incident'))!;

  // Another desk: to the incident that waits, and send what stands there.
  await row(desk, incidentId).waitFor();
  const sending = handsAt(desk);
  await sending.press('Alt+]');
  await desk.waitForSelector('.offer-in');
  const shown = await markedUnits(desk);
  expect(shown.length).toBeGreaterThanOrEqual(2);
  await sending.press('F9');
  await desk.waitForSelector('.assigned [data-unit]');
  expect(sending.groups.length, sending.groups.join(' · ')).toBeLessThanOrEqual(2);
  const sent = await desk
    .locator('.assigned [data-unit]')
    .evaluateAll(all => all.map(one => one.getAttribute('data-unit')!));
  expect([...sent].sort()).toEqual([...shown].sort());

  // A new card while one stands, and hands quicker than the line: nothing of it is written on the call before.
  const before = (await page.locator('.card').getAttribute('data-call'))!;
  await page.locator('[data-focus=location]').focus();
  const written = await page.locator('[data-focus=location]').inputValue();
  await page.route('**/api/commands', async route => {
    await new Promise(resolve => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.keyboard.press('Alt+F2');
  await page.keyboard.type('elsewhere');
  expect(await page.locator('.card').getAttribute('data-call')).toBe(before);
  expect(await page.locator('[data-focus=location]').inputValue()).toBe(written);
  await page.waitForSelector(`.card:not([data-call="${before}"]) .call-open`);
  await page.unroute('**/api/commands');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-focus') === 'location');
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});

/** What a pressed key changes: the focus, or anything on the page but its running figures. */
const face = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement;
    const focus =
      active === null
        ? ''
        : `${active.tagName} ${active.className} ${active.getAttribute('data-focus')} ${active.getAttribute('data-row')} ${(active as HTMLInputElement).value ?? ''}`;
    const printed = String((window as unknown as { printed?: number }).printed ?? 0);
    return `${focus}|${printed}|${document.documentElement.className}|${document.documentElement.lang}|${JSON.stringify(document.documentElement.dataset)}|${document.body.innerHTML.replaceAll(/\d/g, '')}`;
  });

async function openHelp(page: Page): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    if ((await page.locator('.help').count()) > 0) return;
    await page.keyboard.press('F1');
    await page.waitForSelector('.help', { timeout: 2_000 }).catch(() => undefined);
  }
  throw new Error('F1 opens no help');
}

/** Presses a key of the help, with the help open; what came of it. */
async function pressed(page: Page, key: string): Promise<{ isDead: boolean; isNotNow: boolean }> {
  // From the same place each time: nothing focused, nothing told, the help beside the work.
  await page.keyboard.press('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  // Each that is put away moves the others up, and one may be gone by itself meanwhile.
  const away = page.locator('.message-away').first();
  while ((await away.count()) > 0) await away.click({ timeout: 2000 }).catch(() => undefined);
  await openHelp(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const before = await face(page);
  await page.keyboard.press(key.replace('Ctrl+K', 'Control+k').replace('Ctrl+', 'Control+'));
  const changed = await page
    .waitForFunction(
      was => {
        const active = document.activeElement;
        return active !== document.body || document.body.innerHTML.replaceAll(/\d/g, '') !== was;
      },
      before.slice(before.indexOf('<')),
      { timeout: 6_000 },
    )
    .then(
      () => true,
      () => false,
    );
  const isDead = !changed && (await face(page)) === before;
  const isNotNow = (await page.locator('.message-tell').count()) > 0;
  // What a key has put into the bar is not done.
  if ((await page.locator('[data-focus=bar]').inputValue()) !== '') await page.fill('[data-focus=bar]', '');
  return { isDead, isNotNow };
}

interface Walked {
  readonly dead: readonly string[];
  readonly notNow: readonly string[];
}

/** Presses keys of the help in turn, with the help open: all of them, or those of some actions. */
async function walkKeys(page: Page, only?: readonly string[]): Promise<Walked> {
  await page.evaluate(() => {
    window.print = () => {
      Object.assign(window, { printed: ((window as unknown as { printed?: number }).printed ?? 0) + 1 });
    };
  });
  const dead: string[] = [];
  const notNow: string[] = [];
  await openHelp(page);
  const listed = await page
    .locator('.help-action')
    .evaluateAll(all =>
      all.map(one => ({ id: one.getAttribute('data-action')!, key: one.querySelector('kbd')!.textContent! })),
    );
  for (const { id, key } of listed) {
    if (only?.includes(id) === false) continue;
    let { isDead, isNotNow } = await pressed(page, key);
    // What the key before began may not have come back from the server when it was pressed.
    for (let tries = 0; isNotNow && only !== undefined && tries < 5; tries++)
      ({ isDead, isNotNow } = await pressed(page, key));
    if (isDead) dead.push(`${id} ${key}`);
    if (isNotNow) notNow.push(id);
  }
  return { dead, notNow };
}

test('every key of the help does something on the page on which it stands', async () => {
  const page = await seat(plain, 'commander');
  // On an empty floor a key says that there is nothing for it.
  const empty = await walkKeys(page);
  expect(empty.dead).toEqual([]);
  for (const id of ['bar', 'queue', 'units', 'settings']) expect(empty.notNow, id).not.toContain(id);

  // Its own keys have paused the drill: crews go on.
  await page.keyboard.press('Alt+Shift+Digit1');
  await takeCall(page, 'market');
  await chooseType(page, 'medical');
  await release(page);
  // Another has put crews by their due time, where nobody stands while no crew is out.
  if ((await page.locator('[data-units-by=due]').count()) > 0) await page.keyboard.press('Alt+Shift+Digit4');
  await page.locator('.panel-units [data-row]').first().click();
  const full = await walkKeys(page);
  expect(full.dead).toEqual([]);
  expect(await walkKeys(page, ['note', 'replay'])).toEqual({ dead: [], notNow: [] });
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});

test('a dead map key: the keys of the map work, with an incident in hand and with none', async () => {
  const page = await seat(drawing, 'commander');
  await page.waitForSelector('.panel-map canvas');
  expect(await walkKeys(page, ['map', 'closeStreet', 'slowStreet'])).toEqual({ dead: [], notNow: [] });
  await row(page, incidentId).click();
  await page.waitForSelector('.incident');
  await page.locator('.panel-units [data-row]').first().click();
  const ofMap = ['map', 'pick', 'placeUnit', 'location', 'closeStreet', 'slowStreet'];
  expect(await walkKeys(page, ofMap)).toEqual({ dead: [], notNow: [] });
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});
