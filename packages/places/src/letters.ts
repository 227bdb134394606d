/**
 * Which letters a text has, so that most texts are ruled out without looking at them: bit b of `once` is set when some
 * letter of residue b occurs, of `twice` when such letters occur at least twice. Residues are those of UTF-16 units modulo
 * 31, so every script has some. One edit takes at most one bit away and adds at most one, over both words together.
 */
export interface Letters {
  readonly once: number;
  readonly twice: number;
}

export function lettersOf(text: string): Letters {
  let once = 0;
  let twice = 0;
  for (let i = 0; i < text.length; i++) {
    const bit = 1 << (text.charCodeAt(i) % 31);
    twice |= once & bit;
    once |= bit;
  }
  return { once, twice };
}

/** False only when the two texts are more than `limit` edits apart. */
export function mayBeWithin(a: Letters, once: number, twice: number, limit: number): boolean {
  return (
    bitCount(a.once & ~once) + bitCount(a.twice & ~twice) <= limit &&
    bitCount(once & ~a.once) + bitCount(twice & ~a.twice) <= limit
  );
}

export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
