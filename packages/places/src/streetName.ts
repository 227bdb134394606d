import { fold, hasHan } from './fold.ts';
import { foldOrdinals } from './numerals.ts';

/** A street's name taken apart, so that its spellings meet. */
export interface StreetName {
  /** Everything but particles, in one order: direction, base, type. */
  readonly full: string;
  /** Without the type ("market"). */
  readonly base: string;
  /** Without type and direction. */
  readonly loose: string;
  /** The type as a whole word ("street"), or "" where the name has none. */
  readonly type: string;
}

/** Abbreviations as in USPS Publication 28, appendix C1, and as dispatch systems cut them; romanised Chinese beside. */
const TRAILING = wordsOf({
  street: 'st str street strasse jie',
  avenue: 'av ave aven avenue',
  boulevard: 'bl blv blvd boul boulevard',
  road: 'rd road lu',
  drive: 'dr drv drive',
  way: 'wy way',
  court: 'ct crt court',
  place: 'pl place',
  lane: 'ln lane xiang',
  terrace: 'ter terr tr terrace',
  alley: 'al aly alley',
  circle: 'cr cir circ circle',
  highway: 'hw hwy hiway highway',
  expressway: 'expy expressway',
  freeway: 'fwy freeway',
  parkway: 'pkwy pky parkway',
  plaza: 'plz plaza',
  square: 'sq square',
  park: 'pk park',
  tunnel: 'tunl tunnel',
  stairway: 'stwy stairway',
  hill: 'hl hill',
  loop: 'loop',
  path: 'path',
  row: 'row',
  walk: 'wlk walk',
  ramp: 'ramp',
  crescent: 'cres crescent',
  close: 'close',
  bridge: 'brg bridge',
  trail: 'trl trail',
});

/** Types that stand before the name. */
const LEADING = wordsOf({
  rua: 'r rua',
  avenue: 'av avda avenue avenida',
  travessa: 'tv trav travessa',
  praca: 'pc praca',
  largo: 'lg largo',
  calle: 'calle',
  rue: 'rue',
  via: 'via',
  estrada: 'estr estrada',
  rotunda: 'rot rotunda',
  alameda: 'al alam alameda',
  viela: 'viela',
  beco: 'beco',
});

const DIRECTION = wordsOf({
  north: 'n no nor north',
  south: 's so sou south',
  east: 'e east',
  west: 'w west',
  northeast: 'ne northeast',
  northwest: 'nw northwest',
  southeast: 'se southeast',
  southwest: 'sw southwest',
});

const PREFIX: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'saint',
  mt: 'mount',
  ft: 'fort',
  dr: 'doctor',
};
const PARTICLES = new Set('the of de da do dos das del la las los le les du des'.split(' '));

function wordsOf(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([word, spellings]) => spellings.split(' ').map(s => [s, word] as const)),
  );
}

export const isStreetType = (token: string): boolean => TRAILING.has(token);

/** Takes a street's name, or what a person typed for one, apart. Total: any text gives a name. */
export function streetName(text: string): StreetName {
  const folded = fold(text);
  if (hasHan(folded)) {
    const han = folded.replaceAll(' ', '');
    const type = /(?:大道|大街|公路|胡同|路|街|巷|弄|道|里)$/.exec(han)?.[0] ?? '';
    const base = han.length > type.length + 1 ? han.slice(0, han.length - type.length) : han;
    return { full: han, base, loose: base, type: base === han ? '' : type };
  }
  let tokens = foldOrdinals(folded.split(' ')).map(germanic);
  if (tokens.length > 1 && !(tokens.length === 2 && TRAILING.has(tokens[1]!) && tokens[0] !== 'st')) {
    const whole = PREFIX[tokens[0]!];
    if (whole !== undefined) tokens = [whole, ...tokens.slice(1)];
  }
  const directions: string[] = [];
  let type = '';
  const takeLastDirection = (): void => {
    const word = DIRECTION.get(tokens.at(-1) ?? '');
    const before = tokens.slice(0, -1);
    if (word === undefined || !before.some(t => !TRAILING.has(t))) return;
    tokens = before;
    directions.push(word);
  };
  takeLastDirection();
  const trailing = TRAILING.get(tokens.at(-1) ?? '');
  const leading = LEADING.get(tokens[0] ?? '');
  if (tokens.length > 1 && trailing !== undefined) {
    type = trailing;
    tokens = tokens.slice(0, -1);
    if (directions.length === 0) takeLastDirection();
  } else if (tokens.length > 1 && leading !== undefined) {
    type = leading;
    tokens = tokens.slice(1);
  }
  const first = DIRECTION.get(tokens[0]!);
  if (first !== undefined && tokens.length > 1) {
    tokens = tokens.slice(1);
    directions.unshift(first);
  }
  // People leave particles out and put them in at will: "Rua (de) Santa Catarina", "(The) Embarcadero".
  const weighty = tokens.filter(t => !PARTICLES.has(t));
  const loose = (weighty.length > 0 ? weighty : tokens).join(' ');
  const base = [...directions, loose].join(' ');
  return { full: type === '' ? base : `${base} ${type}`, base, loose, type };
}

/** "hauptstr" → "hauptstrasse", "storgt" → "storgate". */
function germanic(token: string): string {
  if (/^\p{L}{3,}str$/u.test(token)) return `${token}asse`;
  return /^\p{L}{4,}gt$/u.test(token) ? `${token.slice(0, -2)}gate` : token;
}
