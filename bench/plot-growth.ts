import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from './row.ts';

/**
 * Draws how cost grows with the network: `npm run bench -- hierarchy --json > rows.json`, then
 * `node bench/plot-growth.ts rows.json` writes docs/images/roads-growth-light.svg and -dark.svg. Medians by nodes
 * of the generated networks, both scales logarithmic; least and most stand in the rows.
 */
interface Line {
  readonly label: string;
  readonly points: readonly { readonly nodes: number; readonly ms: number }[];
}

const LINES: readonly [label: string, fits: (road: NonNullable<BenchRow['road']>) => boolean][] = [
  ['plain search of everything', ({ figure }) => figure.operation === 'search'],
  ['full customisation', ({ figure }) => figure.operation === 'customise'],
  ['matrix 50 × 1,000', ({ figure }) => figure.operation === 'matrix'],
  ['100 arcs change', ({ figure }) => figure.operation === 'change' && figure.given['arcs'] === 100],
  ['nearest 5 of 100', ({ figure }) => figure.operation === 'nearest' && figure.given['units'] === 100],
  ['nearest 5 of 10,000', ({ figure }) => figure.operation === 'nearest' && figure.given['units'] === 10_000],
  ['one-to-one time', ({ figure }) => figure.operation === 'time'],
  ['one arc changes', ({ figure }) => figure.operation === 'change' && figure.given['arcs'] === 1],
  ['a unit moves', ({ figure }) => figure.operation === 'move'],
];

const THEMES = {
  light: {
    ground: '#ffffff',
    ink: '#1f2933',
    grid: '#d5dbe1',
    lines: [
      '#52606d',
      '#b44d12',
      '#7b5cc4',
      '#a8327e',
      '#0b6bcb',
      '#0f8a8a',
      '#2f8132',
      '#8a6d00',
      '#c42b2b',
    ],
  },
  dark: {
    ground: '#12181f',
    ink: '#e4e9ee',
    grid: '#33404d',
    lines: [
      '#9fb0c0',
      '#f0975a',
      '#b79cff',
      '#f07cc4',
      '#6cb6ff',
      '#4fd1c5',
      '#7fd483',
      '#e3c14a',
      '#ff8a8a',
    ],
  },
} as const;

const WIDTH = 860;
const HEIGHT = 520;
const PLOT = { left: 80, top: 56, right: 640, bottom: 460 };
const LABEL_GAP = 19;

/** Errors: no rows of at least two generated networks. */
export function growthOf(rows: readonly BenchRow[]): Line[] {
  const generated = rows.filter(({ road }) => road?.network.startsWith('generated'));
  const lines = LINES.map(([label, fits]) => ({
    label,
    points: generated
      .filter(({ road }) => fits(road!))
      .map(({ road }) => ({ nodes: road!.nodes, ms: road!.figure.medianMs }))
      .sort((a, b) => a.nodes - b.nodes),
  }));
  if (lines.some(({ points }) => points.length < 2))
    throw new Error('rows of fewer than two generated networks: nothing grows');
  return lines;
}

export function drawGrowth(lines: readonly Line[], theme: keyof typeof THEMES): string {
  const { ground, ink, grid, lines: colours } = THEMES[theme];
  const all = lines.flatMap(({ points }) => points);
  const decade = (value: number, round: (log: number) => number) => round(Math.log10(value));
  const x = axis(
    Math.min(...all.map(p => p.nodes)) * 0.8,
    Math.max(...all.map(p => p.nodes)) * 1.25,
    PLOT.left,
    PLOT.right,
  );
  const low = decade(Math.min(...all.map(p => p.ms)), Math.floor);
  const high = decade(Math.max(...all.map(p => p.ms)), Math.ceil);
  const y = axis(10 ** low, 10 ** high, PLOT.bottom, PLOT.top);
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="13" fill="${ink}">`,
    `<title>How the road engine's costs grow with the network</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${ground}"/>`,
    `<text x="${PLOT.left}" y="30" font-size="16">Time of one operation by size of the network (medians, one thread)</text>`,
  ];
  for (let power = low; power <= high; power++) {
    const at = y(10 ** power);
    out.push(`<path d="M${PLOT.left} ${at}H${PLOT.right}" stroke="${grid}"/>`);
    out.push(`<text x="${PLOT.left - 8}" y="${at + 4}" text-anchor="end">${timeWords(10 ** power)}</text>`);
  }
  for (const nodes of [...new Set(all.map(p => p.nodes))]) {
    out.push(`<path d="M${x(nodes)} ${PLOT.top}V${PLOT.bottom}" stroke="${grid}"/>`);
    out.push(
      `<text x="${x(nodes)}" y="${PLOT.bottom + 20}" text-anchor="middle">${(nodes / 1e6).toFixed(1)}</text>`,
    );
  }
  out.push(
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 44}" text-anchor="middle">million nodes of a generated network</text>`,
  );
  const labelAt = spread(lines.map(({ points }) => y(points.at(-1)!.ms)));
  lines.forEach(({ label, points }, i) => {
    const colour = colours[i]!;
    const path = points.map(p => `${x(p.nodes).toFixed(1)} ${y(p.ms).toFixed(1)}`).join('L');
    out.push(`<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const p of points)
      out.push(`<circle cx="${x(p.nodes).toFixed(1)}" cy="${y(p.ms).toFixed(1)}" r="3.5" fill="${colour}"/>`);
    const last = points.at(-1)!;
    out.push(
      `<path d="M${x(last.nodes) + 6} ${y(last.ms)}L${PLOT.right + 6} ${labelAt[i]}" stroke="${colour}" stroke-width="1"/>`,
    );
    out.push(
      `<text x="${PLOT.right + 10}" y="${labelAt[i]! + 4}" fill="${colour}">${label}: ${timeWords(last.ms)}</text>`,
    );
  });
  return `${[...out, '</svg>'].join('\n')}\n`;
}

/** A logarithmic scale from values to places. */
function axis(from: number, to: number, start: number, end: number): (value: number) => number {
  return value =>
    start + ((Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))) * (end - start);
}

/** Places moved apart so that labels do not overlap, in their order. */
function spread(places: readonly number[]): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const moved = [...places];
  order.forEach((i, n) => {
    if (n > 0) moved[i] = Math.max(moved[i]!, moved[order[n - 1]!]! + LABEL_GAP);
  });
  return moved;
}

function timeWords(ms: number): string {
  const figures = (value: number) => Number(value.toPrecision(2)).toString();
  if (ms >= 1000) return `${figures(ms / 1000)} s`;
  return ms >= 1 ? `${figures(ms)} ms` : `${figures(ms * 1000)} µs`;
}

const file = process.argv[2];
if (file !== undefined && import.meta.filename === process.argv[1]) {
  const lines = growthOf(JSON.parse(readFileSync(file, 'utf8')) as BenchRow[]);
  for (const theme of ['light', 'dark'] as const) {
    const path = join(import.meta.dirname, `../docs/images/roads-growth-${theme}.svg`);
    writeFileSync(path, drawGrowth(lines, theme));
    process.stdout.write(`${path}\n`);
  }
}
