import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { chooseType, markedUnits, release, row, takeCall } from './floor.ts';
import { handsAt } from './keystrokes.ts';

let centre: Centre;
let browser: Browser;
const seats: Seat[] = [];
const seat = async (login: string) => {
  const made = await sit(browser, centre.url, login);
  seats.push(made);
  return made.page;
};

beforeAll(async () => {
  // Calls ring, and nobody but the test answers them.
  centre = await startCentre('--exercise', 'generated', '--attended');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

test('a call from its ring to its release in 12 keystroke groups, and a run card of two units in two more', async () => {
  const page = await seat('dispatcher');
  const desk = await seat('dispatcher2');
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
  const incidentId = (await page.locator('.incident').getAttribute('data-incident'))!;

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
  for (const away of await page.locator('.message-away').all()) await away.click();
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

/** Presses every key of the help in turn, with the help open, and tells which did nothing, and which said that they cannot. */
async function walkKeys(page: Page): Promise<{
  dead: string[];
  notNow: string[];
  keyOf: ReadonlyMap<string, string>;
}> {
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
    const { isDead, isNotNow } = await pressed(page, key);
    if (isDead) dead.push(`${id} ${key}`);
    if (isNotNow) notNow.push(id);
  }
  return { dead, notNow, keyOf: new Map(listed.map(({ id, key }) => [id, key])) };
}

test('a dead map key: every key of the help does something on the page on which it stands', async () => {
  const page = await seat('commander');
  await page.waitForSelector('.panel-map canvas');
  // On an empty floor a key says that there is nothing for it, and the map's own keys work all the same.
  const empty = await walkKeys(page);
  expect(empty.dead).toEqual([]);
  for (const id of ['map', 'bar', 'queue', 'units', 'closeStreet', 'slowStreet', 'settings'])
    expect(empty.notNow, id).not.toContain(id);

  await takeCall(page, 'market');
  await chooseType(page, 'medical');
  await release(page);
  await page.locator('.panel-units [data-row]').first().click();
  const full = await walkKeys(page);
  expect(full.dead).toEqual([]);
  for (const id of ['map', 'pick', 'placeUnit', 'location', 'note', 'replay']) {
    // What the key before began may not have come back from the server when it was pressed.
    const key = full.keyOf.get(id)!;
    for (let tries = 0; full.notNow.includes(id); tries++) {
      expect(tries, `${id} never works`).toBeLessThan(5);
      if (!(await pressed(page, key)).isNotNow) break;
    }
  }
  expect(seats.flatMap(one => one.errors)).toEqual([]);
});
