import { say } from '@clarion/protocol';

/** A code of a closed list by itself, by its word in either language, or by an unmistakable part of one, a beginning first. */
export function namedCode<T extends string>(text: string, codes: readonly T[], word: string): T | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  const words = (one: T) =>
    [one, say('en', `${word}.${one}`), say('zh-CN', `${word}.${one}`)].map(each => each.toLowerCase());
  const exact = codes.find(one => words(one).includes(wanted));
  if (exact !== undefined) return exact;
  for (const fits of [(each: string) => each.startsWith(wanted), (each: string) => each.includes(wanted)]) {
    const found = codes.filter(one => words(one).some(fits));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** The codes with their words, for a line that named none. */
export const listedCodes = (codes: readonly string[], word: string): string =>
  codes.map(one => `${say('en', `${word}.${one}`)} ${say('zh-CN', `${word}.${one}`)}`).join(', ');
