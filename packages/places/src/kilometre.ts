import { between, distance, type LngLat } from '@clarion/measure';
import type { Draft } from './draft.ts';
import { fold } from './fold.ts';
import type { Language } from './hit.ts';
import type { KilometrePostInput } from './input.ts';
import { DEGREE } from './layout.ts';
import { type Inside, pairAt } from './placeIndex.ts';
import { reverse } from './reverse.ts';
import { streetName } from './streetName.ts';
import { compareAt, lowerBound, packTexts, type TextPool, textAt } from './textPool.ts';

/** A post stands beside the road, and callers read it from some way off. */
const POST_UNCERTAINTY_M = 50;
/** Between posts farther apart than this the road may go anywhere. */
const LARGEST_GAP_M = 10_000;
/** A road goes on for so much beyond its last post; how, is not known. */
const BEYOND_M = 2_000;
/** Posts of one kilometre this near are those of the two carriageways. */
const ONE_POST_M = 150;

/** Posts by road, then along it. A road is known by each of its numbers and names. */
export interface KilometreTable {
  readonly road: TextPool;
  /** As it is written: "A 41". */
  readonly roadText: TextPool;
  readonly roadFirst: Uint32Array;
  readonly postM: Uint32Array;
  readonly postAt: Int32Array;
}

export function buildKilometres(posts: readonly KilometrePostInput[]): KilometreTable {
  const byRoad = new Map<string, { readonly text: string; readonly posts: KilometrePostInput[] }>();
  for (const post of posts) {
    for (const [label, text] of new Map(post.roads.map(text => [roadLabel(text), text]))) {
      if (label === '') continue;
      const known = byRoad.get(label);
      if (known) known.posts.push(post);
      else byRoad.set(label, { text, posts: [post] });
    }
  }
  const roads = [...byRoad].sort(([a], [b]) => (a < b ? -1 : 1));
  const sorted = roads.map(([, road]) =>
    road.posts.toSorted((a, b) => a.km - b.km || a.at[0] - b.at[0] || a.at[1] - b.at[1]),
  );
  const roadFirst = new Uint32Array(roads.length + 1);
  sorted.forEach((list, i) => {
    roadFirst[i + 1] = roadFirst[i]! + list.length;
  });
  const all = sorted.flat();
  return {
    road: packTexts(roads.map(([label]) => label)),
    roadText: packTexts(roads.map(([, { text }]) => text)),
    roadFirst,
    postM: Uint32Array.from(all, post => Math.round(1000 * post.km)),
    postAt: Int32Array.from(
      all.flatMap(({ at }) => [Math.round(at[0] * DEGREE), Math.round(at[1] * DEGREE)]),
    ),
  };
}

const CLASS_LETTERS: Readonly<Record<string, string>> = { 国道: 'g', 省道: 's', 县道: 'x', 乡道: 'y' };

/** "A 41", "a41", "G107国道", "国道107": one label for a numbered road; a named one is taken as a street is. */
function roadLabel(text: string): string {
  const folded = fold(text).replace(/^(?:(?:on|of|the|auf|der) )+/, '');
  const said = /^(国道|省道|县道|乡道) ?(\d{1,4})(?:线|号)?$/.exec(folded);
  if (said) return `${CLASS_LETTERS[said[1]!]}${said[2]}`;
  const numbered = /^([a-z]{1,3}) ?(\d{1,5}) ?([a-z]?)(?:国道|省道|县道|乡道|高速公路|高速|线)?$/.exec(
    folded,
  );
  return numbered ? `${numbered[1]}${numbered[2]}${numbered[3]}` : streetName(text).full;
}

const DECIMAL = String.raw`(\d{1,4})(?:[.,](\d{1,3}))?`;
const ROAD = String.raw`(?<road>.*?\S)`;
/** 12+300, km 12.3, 12公里300米; "pk" is the kilometre post of French, Italian, Spanish and Portuguese roads. */
const FORMS = [
  String.raw`${ROAD}[\s,]*(?:\bkm|\bpk|\bk|\bkilomet(?:er|re)|桩号\s*k?|k(?=\d+\+))[\s.:]*(?<whole>\d{1,4})\s*\+\s*(?<metres>\d{1,3})`,
  String.raw`${ROAD}[\s,]*(?:\bkm|\bpk|\bkilomet(?:er|re)|桩号\s*k?)[\s.:]*${DECIMAL}`,
  String.raw`${ROAD}[\s,]*(?<!\d)(?<whole>\d{1,4})\s*(?:公里|千米)\s*(?:零|加|\+)?\s*(?<metres>\d{1,3})\s*米?`,
  String.raw`${ROAD}[\s,]*(?<!\d)${DECIMAL}\s*(?:km|公里|千米)`,
  String.raw`(?:km|pk|kilomet(?:er|re))[\s.:]*(?<whole>\d{1,4})\s*\+\s*(?<metres>\d{1,3})[\s,]+${ROAD}`,
  String.raw`(?:km|pk|kilomet(?:er|re))[\s.:]*${DECIMAL}[\s,]+${ROAD}`,
].map(form => new RegExp(`^${form}\\s*(?:处|附近|路段)?$`, 'iu'));

export interface KilometreReading {
  readonly road: string;
  /** Metres along the road, as its posts count them. */
  readonly m: number;
}

/** A road and its kilometre in a query; every way to read it. Empty when the text is something else. */
export function readKilometre(query: string): KilometreReading[] {
  const text = query.normalize('NFKC').trim();
  const readings: KilometreReading[] = [];
  for (const form of FORMS) {
    const match = form.exec(text);
    if (match?.groups === undefined) continue;
    const { road, whole, metres } = match.groups;
    const [kilometres, thousandths] =
      whole === undefined ? match.slice(1).filter(part => part !== road) : [whole, undefined];
    const m =
      1000 * Number(kilometres) +
      (metres === undefined ? Number((thousandths ?? '').padEnd(3, '0')) : Number(metres));
    const label = roadLabel(road!);
    if (label !== '' && !readings.some(one => one.road === label && one.m === m))
      readings.push({ road: label, m });
  }
  return readings;
}

/** The point of a road's kilometre, by the posts around it. Empty where the road has no posts, or none that near. */
export function kilometreHits(inside: Inside, reading: KilometreReading, lang: Language): Draft[] {
  const { kilometres } = inside;
  const { road: roads, roadFirst, postM } = kilometres;
  const road = lowerBound(roadFirst.length - 1, i =>
    compareAt(roads.codes, roads.start[i]!, roads.start[i + 1]!, reading.road, false),
  );
  if (road >= roadFirst.length - 1 || textAt(roads, road) !== reading.road) return [];
  const [first, end] = [roadFirst[road]!, roadFirst[road + 1]!];
  const after = first + lowerBound(end - first, i => postM[first + i]! - reading.m);
  const points = pointsOf(inside, reading.m, first, after, end);
  return points.map(({ at, uncertaintyM, sure }) => {
    const near = reverse(inside, at, lang);
    const name = textAt(kilometres.roadText, road);
    const label = `${name} ${lang === 'zh-CN' ? kilometreText(reading.m) : `km ${(reading.m / 1000).toFixed(1)}`}`;
    return {
      id: `kilometre:${reading.road}:${reading.m}:${at[0].toFixed(4)}`,
      kind: 'kilometre',
      label,
      names: {},
      at,
      uncertaintyM,
      ...(near?.district === undefined ? {} : { district: near.district }),
      ...(near === undefined ? {} : { crossStreets: near.label }),
      matched: label,
      cost: sure ? 0 : 2,
      confidence: !sure ? 'unsure' : points.length > 1 ? 'likely' : 'exact',
      ambiguous: points.length > 1,
    };
  });
}

/** As posts of Chinese roads have it. */
const kilometreText = (m: number): string => `K${Math.floor(m / 1000)}+${String(m % 1000).padStart(3, '0')}`;

interface Point {
  readonly at: LngLat;
  readonly uncertaintyM: number;
  readonly sure: boolean;
}

function pointsOf({ kilometres }: Inside, m: number, first: number, after: number, end: number): Point[] {
  const { postM, postAt } = kilometres;
  const there: LngLat[] = [];
  for (let i = after; i < end && postM[i] === m; i++) {
    const at = pairAt(postAt, i);
    if (!there.some(other => distance(other, at) <= ONE_POST_M)) there.push(at);
  }
  if (there.length > 0) return there.map(at => ({ at, uncertaintyM: POST_UNCERTAINTY_M, sure: true }));
  if (after === first || after === end) {
    if (first === end) return [];
    const last = after === first ? first : end - 1;
    const beyondM = Math.abs(postM[last]! - m);
    if (beyondM > BEYOND_M) return [];
    return [{ at: pairAt(postAt, last), uncertaintyM: POST_UNCERTAINTY_M + beyondM, sure: false }];
  }
  const [low, high] = [after - 1, after];
  const alongM = postM[high]! - postM[low]!;
  const [from, to] = [pairAt(postAt, low), pairAt(postAt, high)];
  const straightM = distance(from, to);
  if (alongM > LARGEST_GAP_M) return [];
  // A road of this length between two posts stays within an ellipse around them; this is half its width.
  const asideM = Math.sqrt(Math.max(0, alongM ** 2 - straightM ** 2)) / 2;
  const share = (m - postM[low]!) / alongM;
  // Posts that lie farther apart than their numbers say belong to different roads, or are wrong.
  const sure = straightM <= 1.1 * alongM + 2 * POST_UNCERTAINTY_M;
  return [
    {
      at: between(from, to, share),
      uncertaintyM: Math.round(POST_UNCERTAINTY_M + (sure ? asideM : straightM)),
      sure,
    },
  ];
}
