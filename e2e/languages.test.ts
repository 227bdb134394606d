import { AxeBuilder } from '@axe-core/playwright';
import { type CardShelf, type CardTranslation, draftTranslations, sentencesOf } from '@clarion/dispatch';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, type Seat, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { release, takeCall } from './floor.ts';

let centre: Centre;
let browser: Browser;
let chief: Client;
let admin: Client;
const seats: Seat[] = [];
const seat = async (login: string, options: Parameters<typeof sit>[3] = {}): Promise<Page> => {
  const made = await sit(browser, centre.url, login, options);
  seats.push(made);
  return made.page;
};

let taker: Page;
let author: Page;
beforeAll(async () => {
  [centre, browser] = await Promise.all([startCentre('--exercise', 'off'), openBrowser({ webGl: false })]);
  [chief, admin, taker, author] = await Promise.all([
    clientOf(centre.url, 'commander'),
    clientOf(centre.url, 'admin'),
    seat('calltaker'),
    seat('commander'),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

/** Pictures for whoever wants to look, not for the test. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CLARION_LOOK'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
const must = async (client: Client, command: object): Promise<void> => {
  const answer = await client.command(command as { readonly type: string });
  if (answer.status !== 200) throw new Error(answer.text);
};
const shelf = async (): Promise<CardShelf> => {
  const { body } = await admin.get('/api/cards');
  return (body['cards'] as CardShelf[]).find(one => one.cardId === 'collapse')!;
};
const answers = ['awake', 'breathing', 'age', 'helper', 'device', 'now'].map(questionId => ({
  questionId,
  choiceId: 'unknown',
}));
const told = (page: Page, where: string) => page.locator(`${where} [data-told]`).first();

test('a caller’s language by keys, its interpreter, and sentences that two people approved, from right to left; an old one is not shown', async () => {
  await takeCall(taker, 'renminlu');
  expect(await taker.locator('.three .place-label').first().textContent()).toMatch(/Renmin/);

  // The language: one key, then a digit or the first letters.
  await taker.keyboard.press('Alt+Shift+F');
  await taker.waitForSelector('.language-option');
  await taker.keyboard.type('arab');
  await picture(taker, 'language-list');
  await taker.keyboard.press('Enter');
  await taker.waitForSelector('[data-language="ar"]');
  expect(await taker.locator('.language-chosen').textContent()).toContain('العربية');
  for (const step of ['asked', 'onLine', 'left', 'asked']) {
    await taker.keyboard.press('Alt+Shift+D');
    await taker.waitForSelector(`[data-interpreter="${step}"]`);
  }
  // Nobody comes: it is given up, and asked for anew.
  await taker.keyboard.press('Alt+Shift+Enter');
  await taker.waitForSelector('[data-interpreter=left]');
  await taker.keyboard.press('Alt+Shift+D');
  await taker.waitForSelector('[data-interpreter=asked]');
  await taker.keyboard.press('Alt+Shift+G');
  await taker.waitForSelector('.protocol [data-card]');
  await taker.locator('[data-card=collapse]').click();
  await taker.waitForSelector('[data-question=awake]');
  expect(await told(taker, '[data-question=awake]').getAttribute('data-told')).toBe('absent');

  // A draft is shown to nobody, tried or not, until somebody else has approved it.
  const { editions } = await shelf();
  const { card, edition } = editions[0]!;
  const translation: CardTranslation = {
    form: 1,
    cardId: 'collapse',
    tag: 'ar',
    edition,
    translator: 'interpreterService',
    sentences: [
      { slot: 'ask/awake', text: 'هل الشخص مستيقظ؟', reading: 'hal ash-shakhs mustayqiz?' },
      { slot: 'choice/awake/no', text: 'لا يستجيب' },
      { slot: 'ask/breathing', text: 'هل يتنفس بشكل طبيعي؟', reading: 'hal yatanaffas bi-shakl tabiʿi?' },
    ].map(one => ({ ...one, of: sentencesOf(card).find(({ slot }) => slot === one.slot)!.said })),
  };
  await must(chief, { type: 'ProposeTranslation', translation });
  const proposal = (await shelf()).translations![0]!.draft!.seq;
  await must(chief, { type: 'TryTranslation', cardId: 'collapse', tag: 'ar', proposal, answers });
  expect(await told(taker, '[data-question=awake]').getAttribute('data-told')).toBe('absent');
  await must(admin, { type: 'ApproveTranslation', cardId: 'collapse', tag: 'ar', proposal });
  await taker.waitForSelector('[data-question=awake] > [data-told=approved]');
  const sentence = taker.locator('[data-question=awake] > .for-caller .for-caller-text');
  expect(await sentence.textContent()).toBe('هل الشخص مستيقظ؟');
  expect([await sentence.getAttribute('lang'), await sentence.getAttribute('dir')]).toEqual(['ar', 'rtl']);
  expect(await taker.locator('[data-question=awake] > .for-caller').textContent()).toContain('mustayqiz');
  // An answer that nobody has translated says so.
  expect(await told(taker, '[data-digit="1"]').getAttribute('data-told')).toBe('absent');
  const axe = await new AxeBuilder({ page: taker }).include('.panel-protocol').include('.card').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await picture(taker, 'rtl-dark-en');

  // Who is sent knows what is spoken there.
  const incidentId = await release(taker);
  await taker.waitForSelector(`[data-incident="${incidentId}"] [data-spoken]`);
  expect(await taker.locator('[data-clock=interpreter]').count()).toBe(1);

  // The card says otherwise since: on the next call the sentence is not given.
  const changed = {
    ...card,
    questions: card.questions.map(one =>
      one.questionId === 'awake' ? { ...one, ask: { ...one.ask, en: 'Is the person conscious?' } } : one,
    ),
  };
  await must(chief, { type: 'ProposeCard', card: changed });
  const draft = (await shelf()).draft!.seq;
  await must(chief, { type: 'TestCard', cardId: 'collapse', proposal: draft, answers });
  await must(admin, { type: 'PublishCard', cardId: 'collapse', proposal: draft });
  // The page's own language is another thing than the caller's, and another button.
  await taker.locator('[data-action=language]').click();
  await taker.waitForSelector('html[lang=zh-CN]');
  const next = taker;
  await takeCall(next, 'renmin路');
  await next.keyboard.press('Alt+Shift+F');
  await next.waitForSelector('.language-option');
  await next.keyboard.type('阿拉伯');
  await next.keyboard.press('Enter');
  await next.waitForSelector('[data-language="ar"]');
  await next.keyboard.press('Alt+Shift+G');
  await next.locator('[data-card=collapse]').click();
  await next.waitForSelector('[data-question=awake] > [data-told=outOfDate]');
  expect(await next.locator('[data-question=awake]').textContent()).not.toContain('هل');
  await next.keyboard.press('Alt+2');
  await next.waitForSelector('[data-question=breathing] > [data-told=approved]');
  await picture(next, 'rtl-zh');
});

test('a draft of the project is taken, tried and proposed by one, approved by another, on the page where cards are written', async () => {
  await author.keyboard.press('Alt+Shift+E');
  const here = author.locator('[data-translations=collapse]');
  await here.locator('summary').click();
  await here.locator('[data-take=es]').click();
  await author.waitForSelector('[data-translation=es] [data-faults="0"]');
  await picture(author, 'translation-editor');
  await here.locator('[data-translation-do=propose]').click();
  await here.locator('[data-language=es] [data-translation-do=try]').click();
  const unknown = here.locator('[data-choice=unknown]');
  await unknown.waitFor();
  for (let i = 0; i < 8 && (await unknown.count()) > 0; i++) await unknown.click();
  await here.locator('.writing-try .button-strong').click();
  await author.waitForSelector('[data-language=es][data-tried=true]');
  // Who proposed it does not approve it.
  expect(await here.locator('[data-language=es] [data-translation-do=approve]').count()).toBe(0);
  const inTag = async (tag: string) => (await shelf()).translations!.find(one => one.tag === tag)!;
  const { draft } = await inTag('es');
  await must(admin, { type: 'ApproveTranslation', cardId: 'collapse', tag: 'es', proposal: draft!.seq });
  await author.waitForSelector('[data-language=es][data-live="1"]');

  // What somebody else has proposed and tried is approved here by one button.
  const { live: edition = 1 } = await shelf();
  const translation = { ...draftTranslations.find(one => one.tag === 'fr')!, edition };
  await must(admin, { type: 'ProposeTranslation', translation });
  const proposal = (await inTag('fr')).draft!.seq;
  await must(admin, { type: 'TryTranslation', cardId: 'collapse', tag: 'fr', proposal, answers });
  await here.locator('[data-language=fr] [data-translation-do=approve]:enabled').click();
  await author.waitForSelector('[data-language=fr][data-live="1"]');
  const { live } = await inTag('fr');
  expect([live!.proposedBy.id === live!.approvedBy.id, live!.translation.translator]).toEqual([
    false,
    'project',
  ]);
  const axe = await new AxeBuilder({ page: author }).include('[data-translations=collapse]').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);
  await picture(author, 'translations');
  for (const { errors } of seats) expect(errors).toEqual([]);
});
