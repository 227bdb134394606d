import type { Joined, Line } from './join.ts';

/**
 * Makes every junction reachable from every other: a small one-way street that traps becomes two-way,
 * and what hangs together with nothing is left out.
 */
export function connectStreets({ junctions, lines }: Joined): Joined {
  let kept = [...lines];
  for (let round = 0; round < 12; round++) {
    const inside = strongCore(junctions.length, kept);
    const stuck = (line: Line) => line.nodes.some(node => node >= 0 && !inside[node]);
    if (!kept.some(stuck)) return { junctions, lines: kept };
    const twoWay = kept.some(line => stuck(line) && line.stretch.oneWay && line.stretch.overshoots);
    kept = twoWay
      ? kept.map(line =>
          stuck(line) && line.stretch.overshoots
            ? { ...line, stretch: { ...line.stretch, oneWay: false } }
            : line,
        )
      : kept.filter(line => !stuck(line));
  }
  throw new Error('connectStreets: streets do not settle into one network');
}

/** Which junctions are reachable both from and to the one with the largest such company. */
export function strongCore(count: number, lines: readonly Line[]): Uint8Array {
  const out: number[][] = Array.from({ length: count }, () => []);
  const back: number[][] = Array.from({ length: count }, () => []);
  for (const { stretch, nodes } of lines) {
    const junctions = nodes.filter(node => node >= 0);
    for (let i = 1; i < junctions.length; i++) {
      const [a, b] = [junctions[i - 1]!, junctions[i]!];
      out[a]!.push(b);
      back[b]!.push(a);
      if (!stretch.oneWay) {
        out[b]!.push(a);
        back[a]!.push(b);
      }
    }
  }
  let best = new Uint8Array(count);
  let bestSize = 0;
  for (let start = 0; start < count && bestSize * 2 < count; start++) {
    if (best[start] || out[start]!.length === 0) continue;
    const there = reached(start, out);
    const here = reached(start, back);
    const both = there.map((yes, node) => (yes && here[node] ? 1 : 0));
    const size = both.reduce((sum, yes) => sum + yes, 0);
    if (size > bestSize) [best, bestSize] = [both, size];
  }
  return best;
}

function reached(start: number, next: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const seen = new Uint8Array(next.length);
  const stack = [start];
  seen[start] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (const other of next[node]!)
      if (!seen[other]) {
        seen[other] = 1;
        stack.push(other);
      }
  return seen;
}
