import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, sit } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { bar, release } from './floor.ts';

let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  process.env['CLARION_LINE_KEY'] = KEY;
  centre = await startCentre('--exercise', 'off');
  delete process.env['CLARION_LINE_KEY'];
  browser = await openBrowser({ webGl: false });
});
afterAll(async () => {
  await browser?.close();
  await centre?.drop();
});

const KEY = 'a-key-of-the-line-for-this-test';
const as = { 'content-type': 'application/pidf+xml', authorization: `Bearer ${KEY}` };
const pidf = (info: string) => `<presence xmlns="urn:ietf:params:xml:ns:pidf"
  xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:gml="http://www.opengis.net/gml"
  xmlns:gs="http://www.opengis.net/pidflo/1.0" xmlns:con="urn:ietf:params:xml:ns:geopriv:conf">
  <tuple id="t"><status><gp:geopriv><gp:location-info>${info}</gp:location-info>
  <gp:method>DerivedGPS</gp:method></gp:geopriv></status></tuple></presence>`;
const metre = 'uom="urn:ogc:def:uom:EPSG::9001"';

test('the phone’s location stands with its confidence, a newer one replaces it, and one key confirms it', async () => {
  const line = await clientOf(centre.url);
  const { center } = (await (await clientOf(centre.url, 'gateway')).get('/api/place')).body as unknown as {
    center: [number, number];
  };
  const pos = `<gml:pos>${center[1]} ${center[0]}</gml:pos>`;
  const seat = await sit(browser, centre.url, 'calltaker');
  const { page } = seat;
  await page.keyboard.press('Alt+F2');
  await page.waitForSelector('.card .call-open');
  const callId = (await page.locator('.card').getAttribute('data-call'))!;
  const say = (info: string) => line.send('POST', `/api/calls/${callId}/location`, pidf(info), as);
  const cell = `<gs:ArcBand>${pos}<gs:innerRadius ${metre}>300</gs:innerRadius><gs:outerRadius ${metre}>900</gs:outerRadius><gs:startAngle>10</gs:startAngle><gs:openingAngle>120</gs:openingAngle></gs:ArcBand>`;
  expect((await say(cell)).status).toBe(200);
  await page.locator('.phone-newest', { hasText: /sector ±\d+ m at 95 %/ }).waitFor();
  await say(
    `<gs:Circle>${pos}<gs:radius ${metre}>40</gs:radius></gs:Circle><con:confidence pdf="normal">67</con:confidence>`,
  );
  await page.locator('.phone-newest[data-locations="2"]', { hasText: 'circle' }).waitFor();
  expect(await page.locator('.phone-newest').textContent()).toContain(
    'circle ±40 m at 67 % · ±67 m at 95 % (reckoned) · by DerivedGPS',
  );
  expect(await page.locator('.phone-old s').textContent()).toContain('sector');
  const axe = await new AxeBuilder({ page }).include('.panel-card').analyze();
  expect(axe.violations.map(one => one.id)).toEqual([]);

  // It is a place of nothing until the caller confirms it.
  expect(await page.locator('.three .place-verified').count()).toBe(0);
  await page.keyboard.press('Alt+Shift+V');
  await page.waitForSelector('.three .place-verified');
  expect(await page.locator('.three .place-verified').textContent()).toContain('±67 m');
  const incidentId = await release(page);
  const board = (await (await clientOf(centre.url, 'dispatcher')).get('/api/board')).body as unknown as {
    board: { incidents: { incidentId: string; place: { source: string; verified: boolean } }[] };
  };
  expect(board.board.incidents.find(one => one.incidentId === incidentId)?.place).toMatchObject({
    source: 'phone',
    verified: true,
  });

  // The same by a line of the bar, in Chinese.
  const zh = await sit(browser, centre.url, 'calltaker2', { language: 'zh-CN' });
  await zh.page.keyboard.press('Alt+F2');
  await zh.page.waitForSelector('.card .call-open');
  const second = (await zh.page.locator('.card').getAttribute('data-call'))!;
  await line.send(
    'POST',
    `/api/calls/${second}/location`,
    pidf(`<gs:Circle>${pos}<gs:radius ${metre}>25</gs:radius></gs:Circle>`),
    as,
  );
  await zh.page.locator('.phone-newest', { hasText: '圆形' }).waitFor();
  expect(await zh.page.locator('.phone-newest').textContent()).toContain('圆形 ±25 米（置信度 95%）');
  await bar(zh.page, '确认定位');
  await zh.page.keyboard.press('Enter');
  await zh.page.waitForSelector('.three .place-verified');
  expect([...seat.errors, ...zh.errors]).toEqual([]);
});
