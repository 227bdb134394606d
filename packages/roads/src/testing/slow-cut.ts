/**
 * The slow truth about cordons: streets as a bare list of one-way legs between numbered nodes, with what is known of
 * each. Written apart from the cordon on purpose; it shares no code with it.
 */
export interface Streets {
  readonly nodeCount: number;
  readonly legs: readonly SlowLeg[];
  readonly isInside: (node: number) => boolean;
  readonly isOutside: (node: number) => boolean;
}

export interface SlowLeg {
  readonly from: number;
  readonly to: number;
  readonly isClosed: boolean;
  /** from outside the area into it or through it, as far as it can be driven */
  readonly isEntry: boolean;
}

/**
 * The largest flow from the outside into the area when every node between carries one: Edmonds and Karp's shortest
 * augmenting paths on a residual network of split nodes. Infinity when a leg leads from the outside straight in.
 */
export function slowMaxFlow({ nodeCount, legs, isInside, isOutside }: Streets): number {
  const [source, sink] = [2 * nodeCount, 2 * nodeCount + 1];
  const edges: { to: number; room: number }[] = [];
  const at: number[][] = Array.from({ length: 2 * nodeCount + 2 }, () => []);
  const join = (from: number, to: number, room: number) => {
    at[from]!.push(edges.length);
    edges.push({ to, room });
    at[to]!.push(edges.length);
    edges.push({ to: from, room: 0 });
  };
  for (let node = 0; node < nodeCount; node++) {
    if (!isInside(node) && !isOutside(node)) join(2 * node, 2 * node + 1, 1);
  }
  for (const { from, to, isClosed, isEntry } of legs) {
    if (isInside(from)) continue;
    const tail = isOutside(from) ? source : 2 * from + 1;
    if (isEntry) {
      if (tail === source) return Infinity;
      join(tail, sink, Infinity);
    }
    if (!isClosed && !isInside(to) && !isOutside(to)) join(tail, 2 * to, Infinity);
  }
  for (let flow = 0; ; flow++) {
    const cameBy = new Map<number, number>([[source, -1]]);
    const queue = [source];
    for (let i = 0; i < queue.length && !cameBy.has(sink); i++) {
      for (const edge of at[queue[i]!]!) {
        const { to, room } = edges[edge]!;
        if (room === 0 || cameBy.has(to)) continue;
        cameBy.set(to, edge);
        queue.push(to);
      }
    }
    if (!cameBy.has(sink)) return flow;
    for (let node = sink; node !== source; ) {
      const edge = cameBy.get(node)!;
      edges[edge]!.room -= 1;
      edges[edge ^ 1]!.room += 1;
      node = edges[edge ^ 1]!.to;
    }
  }
}

/** Every node that is driven to from the given ones over legs that are open and that `isHeld` does not stop. */
export function drivenTo(
  { nodeCount, legs }: Streets,
  starts: Iterable<number>,
  isHeld: (leg: SlowLeg, index: number) => boolean = () => false,
): ReadonlySet<number> {
  const from: number[][] = Array.from({ length: nodeCount }, () => []);
  legs.forEach((leg, index) => {
    if (!leg.isClosed && !isHeld(leg, index)) from[leg.from]!.push(leg.to);
  });
  const found = new Set(starts);
  for (const node of found) for (const to of from[node]!) found.add(to);
  return found;
}

/** The entries by which somebody from the outside still comes in. */
export function entriesOpen(
  streets: Streets,
  isHeld: (leg: SlowLeg, index: number) => boolean = () => false,
): SlowLeg[] {
  const outside = Array.from({ length: streets.nodeCount }, (_, node) => node).filter(streets.isOutside);
  const reached = drivenTo(
    streets,
    outside,
    (leg, index) => isHeld(leg, index) || streets.isInside(leg.from),
  );
  return streets.legs.filter(
    (leg, index) =>
      leg.isEntry && reached.has(leg.from) && !streets.isInside(leg.from) && !isHeld(leg, index),
  );
}
