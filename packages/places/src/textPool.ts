/** Many short texts in one array of UTF-16 units: text i is codes[start[i]] … codes[start[i + 1] - 1]. Opened, not parsed. */
export interface TextPool {
  readonly codes: Uint16Array;
  readonly start: Uint32Array;
}

export function packTexts(texts: readonly string[]): TextPool {
  const start = new Uint32Array(texts.length + 1);
  texts.forEach((text, i) => {
    start[i + 1] = start[i]! + text.length;
  });
  const codes = new Uint16Array(start[texts.length]!);
  let at = 0;
  for (const text of texts) for (let i = 0; i < text.length; i++) codes[at++] = text.charCodeAt(i);
  return { codes, start };
}

export const textAt = (pool: TextPool, i: number): string =>
  textBetween(pool.codes, pool.start[i]!, pool.start[i + 1]!);

/** Names are short; a text longer than the stack takes is put together in pieces. */
export function textBetween(codes: Uint16Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 4096)
    text += String.fromCharCode(...codes.subarray(at, Math.min(to, at + 4096)));
  return text;
}

/** Order of a stored text beside a given one by UTF-16 units, as `<` has it; `asPrefix` looks at its beginning alone. */
export function compareAt(
  codes: Uint16Array,
  from: number,
  to: number,
  text: string,
  asPrefix: boolean,
): number {
  const length = to - from;
  const shared = Math.min(length, text.length);
  for (let i = 0; i < shared; i++) {
    const difference = codes[from + i]! - text.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return asPrefix && length >= text.length ? 0 : length - text.length;
}

/** The first place of a sorted list of `length` whose order is not below 0; `length` when all are. */
export function lowerBound(length: number, order: (i: number) => number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So few are sorted faster by putting each in its place. */
const FEW = 12;

/**
 * Numbers 0 … count - 1 in the order of their texts by UTF-16 units, equal texts by number. Text i is
 * codes[from[i]] … codes[to[i] - 1]. Three-way radix quicksort (Bentley and Sedgewick 1997).
 */
export function sortTexts(codes: Uint16Array, from: ArrayLike<number>, to: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from(from, (_, i) => i);
  const unit = (i: number, depth: number): number => {
    const at = from[i]! + depth;
    return at < to[i]! ? codes[at]! : -1;
  };
  const swap = (a: number, b: number): void => {
    const kept = order[a]!;
    order[a] = order[b]!;
    order[b] = kept;
  };
  const isAfter = (a: number, b: number, depth: number): boolean => {
    for (let d = depth; ; d++) {
      const [one, other] = [unit(a, d), unit(b, d)];
      if (one !== other || one === -1) return one === other ? a > b : one > other;
    }
  };
  const sort = (first: number, end: number, depth: number): void => {
    if (end - first < FEW) {
      for (let at = first + 1; at < end; at++)
        for (let i = at; i > first && isAfter(order[i - 1]!, order[i]!, depth); i--) swap(i, i - 1);
      return;
    }
    const pivot = unit(order[(first + end) >>> 1]!, depth);
    let [low, at, high] = [first, first, end];
    while (at < high) {
      const difference = unit(order[at]!, depth) - pivot;
      if (difference < 0) swap(low++, at++);
      else if (difference > 0) swap(at, --high);
      else at++;
    }
    sort(first, low, depth);
    if (pivot === -1) order.subarray(low, high).sort();
    else sort(low, high, depth + 1);
    sort(high, end, depth);
  };
  sort(0, order.length, 0);
  return order;
}
