/** Letters as they are written in Latin where a name is read aloud or posted: BGN/PCGN for Cyrillic, ISO 843 in common use for Greek. */
const LETTERS: Readonly<Record<string, string>> = {
  ...pairs(
    'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya',
  ),
  ...pairs('іїєґўј', 'i yi ye g u j'),
  ...pairs('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
};
/** Two letters that are one sound, before single ones; and endings that nobody writes out. */
const TOGETHER: readonly (readonly [letters: RegExp, latin: string])[] = [
  [/ου/gu, 'ou'],
  [/ευ(?=[θκξπσςτφχψ]|$|[^\p{L}])/gu, 'ef'],
  [/αυ(?=[θκξπσςτφχψ]|$|[^\p{L}])/gu, 'af'],
  [/ευ/gu, 'ev'],
  [/αυ/gu, 'av'],
  // One sound at the beginning of a word, two within it.
  [/(?<!\p{L})μπ/gu, 'b'],
  [/(?<!\p{L})ντ/gu, 'd'],
  [/μπ/gu, 'mp'],
  [/γγ/gu, 'ng'],
  [/γχ/gu, 'nch'],
  [/[иы]й(?=$|[^\p{L}])/gu, 'y'],
];

function pairs(letters: string, latin: string): Record<string, string> {
  const sounds = latin.split(' ');
  return Object.fromEntries([...letters].map((letter, i) => [letter, sounds[i]!]));
}

/** The text in Latin letters where it has Cyrillic or Greek ones; undefined where it has none. */
export function romanise(text: string): string | undefined {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return undefined;
  let out = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[άέήίόύώϊϋΐΰ]/gu, letter => letter.normalize('NFD')[0]!);
  for (const [letters, latin] of TOGETHER) out = out.replace(letters, latin);
  return out.replace(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, letter => LETTERS[letter] ?? letter);
}
