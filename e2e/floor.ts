import type { Page } from 'playwright-core';

/** What hands do at a console, in the words of the floor. */
export const bar = async (page: Page, line: string): Promise<void> => {
  await page.keyboard.press('F3');
  await page.fill('[data-focus=bar]', line);
};

export const echo = (page: Page) => page.locator('.bar .echo');

/** Answers a call nobody announced and finds its place by the first candidate. */
export async function takeCall(page: Page, query: string): Promise<string> {
  const cardOf = () => document.querySelector('.card:has(.call-open)')?.getAttribute('data-call') ?? null;
  const before = await page.evaluate(cardOf);
  await page.keyboard.press('Alt+F2');
  // The card before may stay for a moment: what is typed then would be of the wrong call.
  await page.waitForFunction(known => {
    const now = document.querySelector('.card:has(.call-open)')?.getAttribute('data-call') ?? null;
    return now !== null && now !== known;
  }, before);
  const callId = await page.evaluate(cardOf);
  await page.locator('[data-focus=location]').fill(query);
  await page.waitForSelector('.candidate');
  const chosen = await page.locator('.candidate[aria-selected=true]').count();
  if (chosen === 0) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.three .place-label');
  return callId!;
}

export async function chooseType(page: Page, name: string): Promise<void> {
  await page.locator('.type-field input').fill(name);
  await page.waitForSelector('.type-option');
  await page.locator('.type-field input').press('Enter');
  await page.waitForSelector('.type-chosen');
}

/** Releases the call in hand and gives the incident's number: the new one's, not that of one that was in hand before. */
export async function release(page: Page): Promise<string> {
  const shown = () => document.querySelector('.incident')?.getAttribute('data-incident') ?? null;
  const before = await page.evaluate(shown);
  await page.keyboard.press('F8');
  await page.waitForFunction(known => {
    const now = document.querySelector('.incident')?.getAttribute('data-incident') ?? null;
    return now !== null && now !== known;
  }, before);
  return (await page.evaluate(shown))!;
}

/** The row of a call or incident in queue or board. */
export const row = (page: Page, id: string) =>
  page.locator(`.panel-queue [data-row="${id}"], .panel-active [data-row="${id}"]`);

/** Brings an incident on the screen with its list. */
export async function take(page: Page, incidentId: string): Promise<void> {
  await row(page, incidentId).click();
  await page.waitForSelector(`[data-incident="${incidentId}"]`);
}

export const markedUnits = async (page: Page): Promise<readonly string[]> =>
  page
    .locator('.offer-row:has(input:checked)')
    .evaluateAll(rows => rows.map(row => row.getAttribute('data-unit')!));
