const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  號: '号',
  與: '与',
};

/**
 * One spelling for what a person takes for the same text: full-width forms (NFKC), case, diacritics and
 * apostrophes go; every other mark becomes a space. Han characters stay.
 */
export function fold(text: string): string {
  return foldLetters(text)
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** As `fold`, but marks such as "/", "&" and "," stay. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[ßøæœłđðþı號與]/g, letter => LETTERS[letter] ?? letter);
}

export const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
