import { type Neighbours, neighboursOf } from './neighbours.ts';

/** What is left of a road network without dead ends and bends: its crossings, joined where a street joined them. */
export interface Core {
  /** nodes that are put away first, in the order in which they are */
  readonly before: Int32Array;
  /** the node of each node of the core */
  readonly nodes: Int32Array;
  readonly neighbours: Neighbours;
}

/**
 * Takes trees of dead ends and chains of nodes with two neighbours out of a network. Removing them first
 * joins no two nodes that were not one street apart, and halves what is left to be cut.
 */
export function coreOf(roads: Neighbours): Core {
  const { count, first, to } = roads;
  const degree = new Int32Array(count);
  for (let v = 0; v < count; v++) degree[v] = first[v + 1]! - first[v]!;
  const gone = new Uint8Array(count);
  const before: number[] = [];
  for (let start = 0; start < count; start++) {
    for (let v = start; v !== -1 && gone[v] === 0 && degree[v]! <= 1; ) {
      gone[v] = 1;
      before.push(v);
      let next = -1;
      for (let e = first[v]!; e < first[v + 1]!; e++) if (gone[to[e]!] === 0) next = to[e]!;
      if (next !== -1) degree[next]! -= 1;
      v = next;
    }
  }
  const inCore = new Int32Array(count).fill(-1);
  const nodes: number[] = [];
  const keep = (v: number) => {
    inCore[v] = nodes.length;
    nodes.push(v);
  };
  for (let v = 0; v < count; v++) if (gone[v] === 0 && degree[v]! >= 3) keep(v);

  const [a, b]: [number[], number[]] = [[], []];
  const follow = (start: number) => {
    for (let e = first[start]!; e < first[start + 1]!; e++) {
      const chain: number[] = [];
      let [last, v] = [start, to[e]!];
      while (gone[v] === 0 && inCore[v] === -1) {
        gone[v] = 1;
        chain.push(v);
        const next = nextInChain(roads, v, last, gone);
        if (next === -1) break;
        [last, v] = [v, next];
      }
      if (inCore[v] !== -1 && inCore[v] !== inCore[start]) {
        a.push(inCore[start]!);
        b.push(inCore[v]!);
      }
      middleLast(chain, before);
    }
  };
  for (let i = 0; i < nodes.length; i++) follow(nodes[i]!);
  // What is still there are rings without a crossing: one node of each stays.
  for (let v = 0; v < count; v++) {
    if (gone[v] !== 0 || inCore[v] !== -1) continue;
    keep(v);
    follow(v);
  }
  return {
    before: Int32Array.from(before),
    nodes: Int32Array.from(nodes),
    neighbours: neighboursOf(nodes.length, a, b),
  };
}

/** The way on from v, not back to `last`; -1 where the chain ends at its own start. */
function nextInChain({ first, to }: Neighbours, v: number, last: number, gone: Uint8Array): number {
  for (let e = first[v]!; e < first[v + 1]!; e++) {
    if (to[e] !== last && gone[to[e]!] === 0) return to[e]!;
  }
  return -1;
}

/** A chain in an order that makes no long branch: halves first, their middle last. */
function middleLast(chain: readonly number[], out: number[], from = 0, to = chain.length): void {
  if (from >= to) return;
  const middle = (from + to) >> 1;
  middleLast(chain, out, from, middle);
  middleLast(chain, out, middle + 1, to);
  out.push(chain[middle]!);
}
