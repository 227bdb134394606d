import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { littleTown, spot } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import type { StreetSegmentInput } from './index.ts';
import { searchPlaces } from './index.ts';
import { soundsOf } from './pinyin.ts';

const full = (name: string) => soundsOf(name).map(sound => sound.full);

test.each([
  ['人民路', 'renminlu'],
  ['重庆路', 'chongqinglu'],
  ['厦门大厦', 'xiamendasha'],
  ['蚌埠路', 'bengbulu'],
  ['六安路', 'luanlu'],
  ['丽水街', 'lishuijie'],
  ['大栅栏街', 'dashilanjie'],
  ['乐亭街', 'laotingjie'],
  ['东阿路', 'dongelu'],
  ['长乐巷', 'changlexiang'],
  ['绿地大道', 'ludidadao'],
  ['吕梁路', 'lulianglu'],
  ['解放路', 'jiefanglu'],
  ['中国银行', 'zhongguoyinhang'],
  ['A4高速', 'a4gaosu'],
])('%s sounds %s', (name, sound) => {
  expect(full(name)).toContain(sound);
});

test('a name without Chinese characters has no reading', () => {
  expect(soundsOf('Renmin Road')).toEqual([]);
});

const town = indexOf(littleTown);
const first = (query: string) => searchPlaces(town, query, { lang: 'zh-CN' })[0];

/** Streets with Chinese names alone, one beside the other. */
function streets(names: readonly string[]) {
  const segments = names.map(
    (zh, i): StreetSegmentInput => ({
      street: { zh },
      id: `n${i}`,
      from: `a${i}`,
      to: `b${i}`,
      points: [spot(0, 300 * i), spot(200, 300 * i)],
      left: { from: 1, to: 99 },
      right: { from: 2, to: 100 },
    }),
  );
  return indexOf({ segments });
}
const labels = (index: ReturnType<typeof streets>, query: string) =>
  searchPlaces(index, query, { lang: 'zh-CN' }).map(hit => hit.label);

describe('a street without an English name', () => {
  const index = streets([
    '建设路',
    '绿园路',
    '仁民路',
    '人民路',
    '人民广场东街',
    '长安街',
    '西安路',
    '吕梁路',
  ]);
  test.each([
    ['jiansheliu', undefined],
    ['jianshelu', '建设路'],
    ['jian she lu', '建设路'],
    ['jiànshè lù', '建设路'],
    ['JIANSHELU', '建设路'],
    ['jianshe', '建设路'],
    ['jsl', '建设路'],
    ['jianshe路', '建设路'],
    ['jianshe路 25', '建设路25号'],
    ['jianshe路25号', '建设路25号'],
    ['jianshelu 25', '建设路25号'],
    ['jianshelu25hao', '建设路25号'],
    ['lvyuanlu', '绿园路'],
    ['lüyuanlu', '绿园路'],
    ['luyuan lu', '绿园路'],
    ["xi'an lu", '西安路'],
    ['lyuliang lu', '吕梁路'],
    ['changan jie', '长安街'],
    ['在jianshelu', '建设路'],
  ])('%s finds %s', (query, name) => {
    const [best] = searchPlaces(index, query, { lang: 'zh-CN' });
    if (name === undefined) expect(best?.confidence ?? 'unsure').toBe('unsure');
    else expect(best?.label).toBe(name);
  });

  test('a name that is said without tones is never exact, and of two that sound alike neither is preselected', () => {
    expect(searchPlaces(index, 'jianshelu')[0]).toMatchObject({ confidence: 'likely', ambiguous: false });
    const alike = searchPlaces(index, 'renminlu', { lang: 'zh-CN' });
    expect(new Set(alike.slice(0, 2).map(hit => hit.label))).toEqual(new Set(['仁民路', '人民路']));
    for (const hit of alike.slice(0, 2)) expect(hit).toMatchObject({ confidence: 'likely', ambiguous: true });
  });

  test('who writes the characters means that name and none that sounds alike', () => {
    const hits = searchPlaces(index, '人民路', { lang: 'zh-CN' });
    expect(hits[0]).toMatchObject({ label: '人民路', confidence: 'exact' });
    expect(hits.map(hit => hit.label)).not.toContain('仁民路');
  });

  test('characters that no name has are read as they sound', () => {
    expect(labels(index, '见设路')[0]).toBe('建设路');
  });
});

test('an English name goes before what only sounds like it', () => {
  expect(first('Renmin Road')?.label).toContain('人民路');
  expect(first('Market St')?.names.en).toBe('MARKET ST');
});

const characters = [
  ...'人民中山解放建设和平胜利光明新华文化东西南北江河湖海花园林桥门大小上下前后金银铜铁春夏秋冬红黄蓝绿白黑',
];
const name = fc
  .array(fc.constantFrom(...characters), { minLength: 2, maxLength: 4 })
  .chain(list => fc.constantFrom('路', '街', '大道', '巷').map(kind => list.join('') + kind));

test('the toneless pinyin of any name finds it among the first five, and all that sound so and no others as likely', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 40 }), fc.nat(), (names, pick) => {
      const wanted = names[pick % names.length]!;
      const [sound] = full(wanted);
      const index = streets(names);
      const alike = names.filter(one => full(one).includes(sound!));
      const hits = searchPlaces(index, sound!, { lang: 'zh-CN' });
      const found = hits.filter(hit => hit.confidence === 'likely').map(hit => hit.label);
      expect(new Set(found)).toEqual(new Set(alike));
      if (alike.length <= 5) expect(hits.slice(0, 5).map(hit => hit.label)).toContain(wanted);
    }),
    { numRuns: 200 },
  );
});

test('half of a name in pinyin proposes it', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), fc.nat(), (names, pick) => {
      const wanted = names[pick % names.length]!;
      const [sound] = full(wanted);
      const hits = searchPlaces(streets(names), sound!.slice(0, -1), { lang: 'zh-CN' });
      expect(hits.map(hit => hit.label)).toContain(wanted);
    }),
    { numRuns: 100 },
  );
});

test('places are found as they sound too, by their initials as a proposal', () => {
  const at = spot(50, 50);
  const index = indexOf({
    segments: littleTown.segments,
    places: [
      { id: 'h', kind: 'hospital', names: { zh: '临江市中心医院' }, at },
      { id: 'd', kind: 'hotel', names: { zh: '厦门大厦' }, at: spot(900, 50) },
      { id: 'u', kind: 'school', names: { zh: '北京大学' }, at: spot(1900, 50) },
    ],
  });
  const best = (query: string) => searchPlaces(index, query, { lang: 'zh-CN' })[0];
  expect(best('linjiangshi zhongxin yiyuan')).toMatchObject({
    label: '临江市中心医院',
    confidence: 'likely',
  });
  expect(best('xiamen dasha')).toMatchObject({ label: '厦门大厦', confidence: 'likely' });
  expect(best('xmds')).toMatchObject({ label: '厦门大厦', confidence: 'unsure' });
  expect(best('amoy dasha')?.label).toBe('厦门大厦');
  expect(best('Peking Daxue')?.label).toBe('北京大学');
});
