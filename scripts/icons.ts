import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.ts';

/** The icons of the crew's page, as phones want them, from the project's own mark. To be run when the mark has changed. */
const folder = join(import.meta.dirname, '..', 'apps', 'console', 'public');
const mark = readFileSync(join(folder, 'mark.svg'), 'utf8');
/** A phone cuts a form of its own out of it: the ground to the edge, the mark in the middle four fifths. */
const whole = mark
  .replace('rx="7" ', '')
  .replace('<path', '<g transform="translate(3.2 3.2) scale(.8)"><path')
  .replace('</svg>', '</g></svg>');

const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [name, svg, edge] of [
  ['icon-192', mark, 192],
  ['icon-512', mark, 512],
  ['icon-whole-512', whole, 512],
] as const) {
  await page.setViewportSize({ width: edge, height: edge });
  const sized = svg.replace('<svg ', `<svg width="${edge}" height="${edge}" `);
  await page.setContent(`<body style="margin:0;background:transparent">${sized}</body>`);
  writeFileSync(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
