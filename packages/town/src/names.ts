import type { Names } from '@clarion/places';
import { type Random, shuffled } from './random.ts';
import type { Stretch } from './street.ts';

type Word = readonly [zh: string, en: string];

const fixed: Record<string, Names> = {
  'row-0-north': { zh: '滨江北路', en: 'North Binjiang Road' },
  'row-1-north': { zh: '解放大道', en: 'Jiefang Avenue' },
  'row-2-north': { zh: '文化路', en: 'Wenhua Road' },
  'row-3-north': { zh: '北环路', en: 'North Ring Road' },
  'row-0-south': { zh: '滨江南路', en: 'South Binjiang Road' },
  'row-1-south': { zh: '南岸大道', en: "Nan'an Avenue" },
  'row-2-south': { zh: '南环路', en: 'South Ring Road' },
  'column-0-north': { zh: '西环北路', en: 'North West Ring Road' },
  'column-0-south': { zh: '西环南路', en: 'South West Ring Road' },
  'column-1-north': { zh: '中山北路', en: 'North Zhongshan Road' },
  'column-1-south': { zh: '中山南路', en: 'South Zhongshan Road' },
  'column-2-north': { zh: '鼓楼街', en: 'Gulou Street' },
  'column-2-south': { zh: '桂花路', en: 'Guihua Road' },
  'column-3-north': { zh: '人民北路', en: 'North Renmin Road' },
  'column-3-south': { zh: '人民南路', en: 'South Renmin Road' },
  'column-4-north': { zh: '建设大道', en: 'Jianshe Avenue' },
  'column-4-south': { zh: '桃源大道', en: 'Taoyuan Avenue' },
  'column-5-north': { zh: '新华路', en: 'Xinhua Road' },
  'column-5-south': { zh: '和平路', en: 'Heping Road' },
  'column-6-north': { zh: '东湖北路', en: 'North Donghu Road' },
  'column-6-south': { zh: '东湖南路', en: 'South Donghu Road' },
  'column-7-north': { zh: '工业一路', en: 'Gongye 1st Road' },
  'column-7-south': { zh: '工业二路', en: 'Gongye 2nd Road' },
  'column-8-north': { zh: '东环北路', en: 'North East Ring Road' },
  'column-8-south': { zh: '东环南路', en: 'South East Ring Road' },
  'bridge-1': { zh: '中山大桥', en: 'Zhongshan Bridge' },
  'bridge-3': { zh: '人民桥', en: 'Renmin Bridge' },
  'bridge-4': { zh: '云汀大桥', en: 'Yunting Bridge' },
  'bridge-6': { zh: '东湖大桥', en: 'Donghu Bridge' },
  diagonal: { zh: '迎宾大道', en: 'Yingbin Avenue' },
  'roundabout-centre': { zh: '云汀环岛', en: 'Yunting Circus' },
  'roundabout-north': { zh: '北环环岛', en: 'North Ring Roundabout' },
  'roundabout-south': { zh: '南环环岛', en: 'South Ring Roundabout' },
  'motorway-north': { zh: '沿江高速', en: 'Yanjiang Expressway' },
  'motorway-south': { zh: '沿江高速', en: 'Yanjiang Expressway' },
};

/**
 * Names that a call taker must be able to tell apart: the same name in two districts, the same sound with another
 * sign, the same stem with another kind of street. Given to small streets far from one another.
 */
export const TRAPS: readonly (readonly Names[])[] = [
  [
    { zh: '人民路', en: 'Renmin Road' },
    { zh: '人民路', en: 'Renmin Road' },
  ],
  [
    { zh: '新华街', en: 'Xinhua Street' },
    { zh: '新华街', en: 'Xinhua Street' },
  ],
  [
    { zh: '清江路', en: 'Qingjiang Road' },
    { zh: '青江路', en: 'Qingjiang Road' },
  ],
  [
    { zh: '东风路', en: 'Dongfeng Road' },
    { zh: '东丰路', en: 'Dongfeng Road' },
  ],
  [
    { zh: '文昌路', en: 'Wenchang Road' },
    { zh: '文昌街', en: 'Wenchang Street' },
    { zh: '文昌巷', en: 'Wenchang Lane' },
  ],
];

// biome-ignore format: rows of words
const firsts: readonly Word[] = [
  ['永', 'Yong'], ['福', 'Fu'], ['长', 'Chang'], ['春', 'Chun'], ['秋', 'Qiu'], ['梅', 'Mei'], ['兰', 'Lan'],
  ['竹', 'Zhu'], ['桂', 'Gui'], ['柳', 'Liu'], ['槐', 'Huai'], ['枫', 'Feng'], ['云', 'Yun'], ['明', 'Ming'],
  ['金', 'Jin'], ['银', 'Yin'], ['玉', 'Yu'], ['石', 'Shi'], ['龙', 'Long'], ['鹤', 'He'], ['白', 'Bai'],
  ['红', 'Hong'], ['青', 'Qing'], ['古', 'Gu'], ['松', 'Song'], ['杏', 'Xing'], ['荷', 'Lian'], ['双', 'Shuang'],
  ['万', 'Wan'], ['广', 'Guang'], ['德', 'De'], ['仁', 'Ren'], ['义', 'Yi'], ['礼', 'Li'], ['智', 'Zhi'],
  ['天', 'Tian'], ['星', 'Xin'], ['月', 'Yue'], ['朝', 'Chao'], ['晚', 'Wan'],
];
// biome-ignore format: rows of words
const seconds: readonly Word[] = [
  ['宁', 'ning'], ['华', 'hua'], ['和', 'he'], ['平', 'ping'], ['康', 'kang'], ['乐', 'le'], ['祥', 'xiang'],
  ['瑞', 'rui'], ['泉', 'quan'], ['溪', 'xi'], ['湖', 'hu'], ['桥', 'qiao'], ['塘', 'tang'], ['井', 'jing'],
  ['园', 'yuan'], ['林', 'lin'], ['台', 'tai'], ['山', 'shan'], ['岭', 'ling'], ['坊', 'fang'], ['门', 'men'],
];

const endings = {
  living_street: ['巷', 'Lane'],
  residential: ['街', 'Street'],
  tertiary: ['路', 'Road'],
} as const satisfies Record<string, Word>;

/** A name for every street, in Chinese and English; unique but for the traps. */
export function nameStreets(
  stretches: readonly Stretch[],
  trapped: ReadonlyMap<string, Names>,
  random: Random,
): Map<string, Names> {
  const names = new Map<string, Names>();
  const taken = new Set<string>(
    [...Object.values(fixed), ...TRAPS.flat()].flatMap(name => [stem(name.zh!), name.en!.toLowerCase()]),
  );
  const stems = shuffled(
    random,
    firsts.flatMap(first => seconds.map(second => [first[0] + second[0], first[1] + second[1]] as const)),
  );
  for (const { street, level, roadClass } of stretches) {
    if (names.has(street) || level === 'ramp') continue;
    const given = fixed[street] ?? trapped.get(street);
    if (given) {
      names.set(street, given);
      continue;
    }
    const ending =
      roadClass === 'living_street' || roadClass === 'residential' ? endings[roadClass] : endings.tertiary;
    for (;;) {
      const next = stems.pop();
      if (!next) throw new Error('nameStreets: more streets than names');
      const name = { zh: next[0] + ending[0], en: `${next[1]} ${ending[1]}` };
      if (taken.has(next[0]) || taken.has(next[1].toLowerCase())) continue;
      taken.add(next[0]).add(next[1].toLowerCase());
      names.set(street, name);
      break;
    }
  }
  return names;
}

const stem = (zh: string): string => zh.slice(0, -1);
