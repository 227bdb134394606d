import {
  buildPlaceIndex,
  crossStreetsAt,
  type GazetteerInput,
  openPlaceIndex,
  searchPlaces,
} from '@clarion/places';
import { generateTown } from '@clarion/town';
import { soundsOf } from '../packages/places/src/pinyin.ts';
import { manyNames } from '../packages/places/test/manyNames.ts';
import { mistakes, seeded } from '../packages/places/test/mistakes.ts';
import {
  publishedAddresses,
  sanFranciscoFolder,
  sanFranciscoStreets,
} from '../packages/places/test/sanFrancisco.ts';
import { type BenchRow, summarise } from './row.ts';

const SEED = 119;
/** As many names as a province has, in two languages each; fewer for a quick look. */
const NAMES = Number(process.env['CLARION_BENCH_NAMES'] ?? 1_000_000);

/** San Francisco where its tables are at hand, else the generated town. */
function loadCity(): { name: string; input: GazetteerInput; spelt: string[] } {
  if (sanFranciscoFolder !== undefined) {
    return { name: 'San Francisco', input: sanFranciscoStreets(), spelt: [...publishedAddresses().keys()] };
  }
  const input = generateTown(SEED).gazetteer;
  const spelt = (input.addresses ?? []).slice(0, 2000).map(a => `${a.number} ${a.street.en ?? a.street.zh}`);
  return { name: 'generated town', input, spelt };
}

const timed = (runs: number, work: (i: number) => unknown): number[] =>
  Array.from({ length: runs }, (_, i) => {
    const start = performance.now();
    work(i);
    return performance.now() - start;
  });

export const rows = async (): Promise<BenchRow[]> => {
  const { name, input, spelt } = loadCity();
  const bytes = buildPlaceIndex(input);
  const opened = openPlaceIndex(bytes);
  if (!opened.ok) throw new Error(opened.error.code);
  const index = opened.value;
  const random = seeded(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const wrong = mistakes(input, SEED, 2000).map(m => m.query);
  const typed = spelt.map(text => text.slice(0, 3 + Math.floor(random() * (text.length - 3))));
  const search = (queries: readonly string[]) => timed(1000, () => searchPlaces(index, pick(queries)));
  search(spelt);
  const size = `${(bytes.byteLength / 1e6).toFixed(1)} MB, ${index.counts.segments} segments`;
  const p99 = (figures: readonly number[]): string => {
    const sorted = [...figures].sort((a, b) => a - b);
    return `${name}; p99 ${sorted[Math.floor(sorted.length * 0.99)]!.toFixed(2)} ms`;
  };
  const [whole, unfinished, misspelt] = [search(spelt), search(typed), search(wrong)];
  const clicks = timed(1000, () => crossStreetsAt(index, pick(pick(input.segments).points)));
  return [
    summarise(
      'place index: build',
      'ms',
      timed(5, () => buildPlaceIndex(input)),
      `${name}, ${size}`,
    ),
    summarise(
      'place index: open',
      'ms',
      timed(10, () => openPlaceIndex(bytes)),
      name,
    ),
    summarise('place search: addresses as published', 'ms', whole, p99(whole)),
    summarise('place search: unfinished', 'ms', unfinished, p99(unfinished)),
    summarise('place search: misspelt and ambiguous', 'ms', misspelt, p99(misspelt)),
    summarise('place search: what is at a point', 'ms', clicks, p99(clicks)),
    ...manyNamesRows(),
  ];
};

function manyNamesRows(): BenchRow[] {
  const input = manyNames(NAMES, SEED);
  const title = `${NAMES.toLocaleString('en')} names`;
  let bytes: Uint8Array = new Uint8Array();
  const built = timed(1, () => {
    bytes = buildPlaceIndex(input);
  });
  let opened = openPlaceIndex(bytes);
  const opening = timed(3, () => {
    opened = openPlaceIndex(bytes);
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const index = opened.value;
  const random = seeded(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const drop = (text: string) => {
    const at = 1 + Math.floor(random() * (text.length - 2));
    return text.slice(0, at) + text.slice(at + 1);
  };
  const street = () => pick(input.segments).street;
  const queries: Record<string, () => string> = {
    'an address': () => `${1 + Math.floor(random() * 99)} ${street().en}`,
    unfinished: () => street().en!.slice(0, 3 + Math.floor(random() * 6)),
    misspelt: () => drop(street().en!),
    'words in another order': () => pick(input.places).names.en!.split(' ').reverse().join(' '),
    'Chinese, half': () => street().zh!.slice(0, 2),
    'pinyin without tones': () => soundsOf(street().zh!)[0]!.full,
    'pinyin, half': () => soundsOf(street().zh!)[0]!.full.slice(0, 6),
    initials: () => soundsOf(street().zh!)[0]!.initials,
  };
  return [
    summarise(`place index of ${title}: build`, 'ms', built, `${(bytes.byteLength / 1e6).toFixed(0)} MB`),
    summarise(`place index of ${title}: open`, 'ms', opening),
    ...Object.entries(queries).map(([what, make]) => {
      const figures = timed(100, () => searchPlaces(index, make()));
      const p99 = [...figures].sort((a, b) => a - b)[98]!;
      return summarise(`place search in ${title}: ${what}`, 'ms', figures, `p99 ${p99.toFixed(0)} ms`);
    }),
  ];
}
