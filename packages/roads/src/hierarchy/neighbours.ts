/** An undirected graph without loops and doubles: the neighbours of n are to[first[n]] … to[first[n+1]-1], ascending. */
export interface Neighbours {
  readonly count: number;
  readonly first: Int32Array;
  readonly to: Int32Array;
}

/** Joins a[i] and b[i] for every i. */
export function neighboursOf(count: number, a: ArrayLike<number>, b: ArrayLike<number>): Neighbours {
  const pairs = a.length;
  // Two stable counting sorts, by the far end and then by the near end, leave every list ascending.
  const byFar = countingSort(count, 2 * pairs, i => (i < pairs ? b[i]! : a[i - pairs]!));
  const near = (i: number) => (i < pairs ? a[i]! : b[i - pairs]!);
  const far = (i: number) => (i < pairs ? b[i]! : a[i - pairs]!);
  const order = countingSort(count, 2 * pairs, i => near(byFar[i]!));
  const first = new Int32Array(count + 1);
  const to = new Int32Array(2 * pairs);
  let size = 0;
  let node = 0;
  for (let i = 0; i < order.length; i++) {
    const pair = byFar[order[i]!]!;
    const [from, head] = [near(pair), far(pair)];
    while (node < from) first[++node] = size;
    if (from === head || (size > first[node]! && to[size - 1] === head)) continue;
    to[size++] = head;
  }
  while (node < count) first[++node] = size;
  return { count, first, to: to.slice(0, size) };
}

/** Positions 0 … size-1 ordered by key, equal keys in their own order. */
function countingSort(keys: number, size: number, keyOf: (i: number) => number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (let i = 0; i < size; i++) next[keyOf(i) + 1]! += 1;
  for (let k = 0; k < keys; k++) next[k + 1]! += next[k]!;
  const sorted = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const at = next[keyOf(i)]!;
    next[keyOf(i)] = at + 1;
    sorted[at] = i;
  }
  return sorted;
}
