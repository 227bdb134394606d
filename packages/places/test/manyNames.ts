import type { Names, PlaceInput, StreetSegmentInput } from '../src/index.ts';
import { seeded } from './mistakes.ts';

const syllables =
  'ka mo ri ta ne so lu vi be dra fin gor hal jun kel min nor pas qui ros sta tor ul ven wil xan yor zed'.split(
    ' ',
  );
const han = [
  ...'人民中山解放建设和平胜利光明新华文化东西南北长江黄河青年友谊幸福团结进步红旗先锋科技学院工业园林花桥湖山水',
];
const types = ['Street', 'Road', 'Avenue', 'Lane'];
const kinds = [
  ['Hospital', '医院'],
  ['School', '学校'],
  ['Hotel', '酒店'],
  ['Park', '公园'],
] as const;

/** As many made-up names as a province has: half streets, half places, each in English and Chinese. */
export function manyNames(count: number, seed: number) {
  const chance = seeded(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const several = (list: readonly string[]) =>
    Array.from({ length: 2 + Math.floor(chance() * 3) }, () => one(list)).join('');
  const word = () => several(syllables).replace(/^./, letter => letter.toUpperCase());
  const segments: StreetSegmentInput[] = [];
  const places: PlaceInput[] = [];
  for (let i = 0; i < count / 2; i++) {
    const [lng, lat] = [113 + 2 * chance(), 30 + 2 * chance()];
    const second = chance() < 0.3 ? `${word()} ` : '';
    const street: Names = { en: `${word()} ${second}${one(types)}`, zh: `${several(han)}路` };
    const numbers = { left: { from: 1, to: 99 }, right: { from: 2, to: 100 } };
    const points = [[lng, lat] as const, [lng + 0.002, lat] as const];
    segments.push({ street, id: `s${i}`, from: `a${i}`, to: `b${i}`, points, ...numbers });
    const [kind, zh] = one(kinds);
    const at = [113 + 2 * chance(), 30 + 2 * chance()] as const;
    places.push({ id: `p${i}`, names: { en: `${word()} ${kind}`, zh: `${several(han)}${zh}` }, kind, at });
  }
  return { segments, places };
}
