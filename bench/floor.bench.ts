import { openBrowser, sit } from '../e2e/browser.ts';
import { startCentre } from '../e2e/centre.ts';
import { handsAt } from '../e2e/keystrokes.ts';
import { type BenchRow, summarise } from './row.ts';

const CALLS = 15;

/**
 * A real browser at a real server: from the last letter of the location to the incident on the screen, with hands that need
 * no time to think or to type. Needs the built pages (`npm run build`).
 */
export const rows = async (): Promise<BenchRow[]> => {
  const centre = await startCentre('--exercise', 'off');
  const browser = await openBrowser({ webGl: false });
  try {
    const { page } = await sit(browser, centre.url, 'dispatcher');
    const times: number[] = [];
    let last: string | null = null;
    for (let call = 0; call < CALLS; call++) {
      const hands = handsAt(page);
      await hands.press('Alt+F2');
      await page.waitForFunction(
        before =>
          document.querySelector('.card:has(.call-open)')?.getAttribute('data-call') !== before &&
          document.activeElement?.getAttribute('data-focus') === 'location',
        last,
      );
      last = await page.locator('.card').getAttribute('data-call');
      await hands.type(`Wenhua Road ${10 + call}`);
      const typed = performance.now();
      await page.waitForSelector('.candidate');
      if ((await page.locator('.candidate[aria-selected=true]').count()) === 0)
        await hands.press('ArrowDown');
      await hands.press('Enter');
      await page.waitForFunction(() => document.activeElement?.getAttribute('data-focus') === 'type');
      await hands.type('medical incident');
      await page.waitForSelector('.type-option');
      await hands.press('Enter');
      await page.waitForSelector('.type-chosen');
      const shown = await page
        .locator('.incident')
        .getAttribute('data-incident', { timeout: 1 })
        .catch(() => null);
      await hands.press('F8');
      await page.waitForFunction(before => {
        const id = document.querySelector('.incident')?.getAttribute('data-incident') ?? null;
        return id !== null && id !== before;
      }, shown);
      times.push(performance.now() - typed);
    }
    const note = `${CALLS} calls, Chromium, generated town; place, type, release`;
    return [summarise('typed location to released call on the screen', 'ms', times.slice(1), note)];
  } finally {
    await browser.close();
    await centre.drop();
  }
};
