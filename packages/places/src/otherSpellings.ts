import { romanise } from './romanise.ts';

/** Letters that are written as two where the keyboard has no better. `fold` writes each as one. */
const AS_TWO: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', đ: 'dj' };

/** Names of Chinese places in the spelling of the old post and maps, beside pinyin, as words of a longer name. */
const POSTAL = new Map(
  Object.entries({
    peking: 'beijing',
    peiping: 'beijing',
    canton: 'guangzhou',
    kwangchow: 'guangzhou',
    nanking: 'nanjing',
    tientsin: 'tianjin',
    chungking: 'chongqing',
    amoy: 'xiamen',
    swatow: 'shantou',
    tsingtao: 'qingdao',
    tsinan: 'jinan',
    mukden: 'shenyang',
    dairen: 'dalian',
    soochow: 'suzhou',
    hangchow: 'hangzhou',
    foochow: 'fuzhou',
    kweilin: 'guilin',
    chengtu: 'chengdu',
    sian: 'xian',
    hankow: 'hankou',
    whampoa: 'huangpu',
    chefoo: 'yantai',
    ningpo: 'ningbo',
    wusih: 'wuxi',
    szechuan: 'sichuan',
    szechwan: 'sichuan',
    kwangtung: 'guangdong',
    kwangsi: 'guangxi',
    fukien: 'fujian',
    chekiang: 'zhejiang',
    kiangsu: 'jiangsu',
    shantung: 'shandong',
    shensi: 'shaanxi',
    honan: 'henan',
    hopei: 'hebei',
    kansu: 'gansu',
    harbin: 'haerbin',
    tibet: 'xizang',
    lhasa: 'lasa',
    kashgar: 'kashi',
    urumqi: 'wulumuqi',
    urumchi: 'wulumuqi',
    hohhot: 'huhehaote',
    macau: 'aomen',
    macao: 'aomen',
    taipei: 'taibei',
    kaohsiung: 'gaoxiong',
    yangtze: 'changjiang',
    yangtse: 'changjiang',
  }),
);

/**
 * How else the text may be written: umlauts and the like as two letters, Cyrillic and Greek in Latin letters, old spellings of Chinese
 * places in pinyin. Said of names and of what is typed alike, so that either may stand in either.
 */
export function otherSpellings(text: string): string[] {
  const composed = text.normalize('NFC');
  const two = composed.replace(/[äöüøåđ]/giu, letter => AS_TWO[letter.toLowerCase()]!);
  const now = composed.replace(/\p{L}+/gu, word => POSTAL.get(word.toLowerCase()) ?? word);
  return [...new Set([two, now, romanise(composed) ?? composed])].filter(one => one !== composed);
}
