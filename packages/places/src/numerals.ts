const UNITS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINAL_OF_WORD = new Map<string, number>(UNITS.map((word, n) => [word, n]));
const TENS_OF_WORD = new Map<string, number>(TENS.map((word, i) => [word, (i + 2) * 10]));
for (const [word, n] of TENS_OF_WORD) ORDINAL_OF_WORD.set(`${word.slice(0, -1)}ieth`, n);

/**
 * "05th", "5th", "fifth" → "5th"; "twenty first" → "21st". A wrong ending ("43th") stays: it may be a slip in the
 * digits as well as in the letters.
 */
export function foldOrdinals(tokens: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const digits = /^0*(\d+)(?:st|nd|rd|th)$/.exec(token)?.[1];
    const tens = TENS_OF_WORD.get(token);
    const next = ORDINAL_OF_WORD.get(tokens[i + 1] ?? '');
    if (tens !== undefined && next !== undefined && next > 0 && next < 10) {
      out.push(ordinal(tens + next));
      i++;
      continue;
    }
    const n = digits === undefined ? ORDINAL_OF_WORD.get(token) : Number(digits);
    out.push(n !== undefined && (digits === undefined || token.endsWith(ordinal(n))) ? ordinal(n) : token);
  }
  return out;
}

function ordinal(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}

const HAN_DIGIT = '零一二三四五六七八九';

/** The number that Chinese numerals below ten thousand spell ("一百二十" → 120), or undefined. */
export function hanNumber(text: string): number | undefined {
  const plain = text.replaceAll('〇', '零').replaceAll('两', '二');
  if (!/^[零一二三四五六七八九十百千]+$/.test(plain)) return undefined;
  if (!/[十百千]/.test(plain)) return Number([...plain].map(c => HAN_DIGIT.indexOf(c)).join(''));
  let total = 0;
  let digit = 0;
  for (const c of plain) {
    const scale = c === '十' ? 10 : c === '百' ? 100 : c === '千' ? 1000 : 0;
    if (scale === 0) digit = HAN_DIGIT.indexOf(c);
    else {
      total += (digit === 0 ? 1 : digit) * scale;
      digit = 0;
    }
  }
  return total + digit;
}
