import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../scripts/chromium.ts';

/** Software WebGL, and nothing that talks to the world. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PASSWORD = 'clarion-drill';

export async function openBrowser(options: { readonly webGl?: boolean } = {}): Promise<Browser> {
  const noWebGl = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-3d-apis', '--disable-webgl'];
  return chromium.launch({
    executablePath: ensureChromium(),
    args: options.webGl === false ? noWebGl : flags,
  });
}

export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors that the page threw; a test ends with none. */
  readonly errors: string[];
}

/** Somebody signed in at a page of their own. */
export async function sit(
  browser: Browser,
  url: string,
  login: string,
  options: {
    readonly language?: 'en' | 'zh-CN';
    readonly theme?: 'dark' | 'light';
    readonly phone?: boolean;
    /** The planner's page. */
    readonly plan?: boolean;
    /** The page of the centre's rules. */
    readonly rules?: boolean;
    /** The page keeps itself for times without a network. */
    readonly keeps?: boolean;
    /** The test moves the page's clock. */
    readonly clock?: boolean;
    /** The centre is none of a drill, as a measured one. */
    readonly live?: boolean;
  } = {},
): Promise<Seat> {
  const context = await browser.newContext({
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    locale: options.language ?? 'en-GB',
    serviceWorkers: options.keeps ? 'allow' : 'block',
    ...(options.phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
  });
  const settings = JSON.stringify({ language: options.language ?? 'en', theme: options.theme ?? 'dark' });
  await context.addInitScript(kept => localStorage.setItem('clarion.settings', kept), settings);
  const page = await context.newPage();
  // A wait ends when what it waits for is there; how long it may last is for the slowest machine.
  page.setDefaultTimeout(120_000);
  if (options.clock) await page.clock.install();
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  const at = options.phone ? '/unit' : options.plan ? '/plan' : options.rules ? '/rules' : '/';
  await page.goto(`${url}${at}`);
  // No page of a drill looks like a live one: not before signing in, nor after.
  if (!options.live) await page.waitForSelector('.tag-drill');
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector(options.plan ? '.plan-legend' : options.rules ? '.rules-form' : '.live-live');
  if (!options.live) await page.waitForSelector('.drill');
  return { page, context, errors };
}
