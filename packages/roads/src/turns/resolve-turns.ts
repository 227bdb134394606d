import type { TurnRuleInput, UnusableTurn } from './turn-rule.ts';

/** What must be known of a graph while it is built: its arcs, and the edges of each way in the way's order. */
export interface WayArcs {
  readonly arcTail: ArrayLike<number>;
  readonly arcHead: ArrayLike<number>;
  readonly firstOut: ArrayLike<number>;
  /** the arc along and the arc against each edge; NONE where there is none */
  readonly edgeArcs: ArrayLike<number>;
  edgesOf(way: string): readonly number[];
  /** the node with this source id; undefined where it is none */
  nodeOf(id: string): number | undefined;
}

export interface ResolvedTurns {
  /** arcs that may not be driven one after the other, each list once, two or more arcs long */
  readonly rules: readonly (readonly number[])[];
  /** rules of the source that are kept */
  readonly used: number;
  readonly ignored: Readonly<Partial<Record<UnusableTurn, number>>>;
}

const NONE = 0xffffffff;

/** Turns rules about ways into lists of arcs that may not follow one another. */
export function resolveTurns(roads: WayArcs, inputs: Iterable<TurnRuleInput>): ResolvedTurns {
  const rules = new Map<string, readonly number[]>();
  const ignored: Partial<Record<UnusableTurn, number>> = {};
  let used = 0;
  for (const input of inputs) {
    const found = sequencesOf(roads, input);
    if (typeof found === 'string') {
      ignored[found] = (ignored[found] ?? 0) + 1;
      continue;
    }
    used++;
    for (const arcs of found) rules.set(arcs.join(), arcs);
  }
  return { rules: [...rules.values()], used, ignored };
}

function sequencesOf(roads: WayArcs, input: TurnRuleInput): number[][] | UnusableTurn {
  const found: number[][] = [];
  let worst: UnusableTurn = 'turnElsewhere';
  for (const from of input.from) {
    for (const to of input.to) {
      const line = lineOf(roads, from, input.via, to);
      if (typeof line !== 'string') found.push(...(input.kind === 'no' ? [line] : othersThan(roads, line)));
      else if (line === 'turnUnclear') worst = line;
    }
  }
  return found.length > 0 ? found : worst;
}

/** The arcs from the last of `from` to the first of `to`. */
function lineOf(
  roads: WayArcs,
  from: string,
  via: TurnRuleInput['via'],
  to: string,
): number[] | UnusableTurn {
  if ('node' in via) {
    const node = roads.nodeOf(via.node);
    if (node === undefined) return 'turnElsewhere';
    const first = only(arcsEnding(roads, from, node));
    if (typeof first === 'string') return first;
    const last = only(arcsStarting(roads, to, node));
    return typeof last === 'string' ? last : [first, last];
  }
  const ways = via.ways.map(way => roads.edgesOf(way));
  if (ways.length === 0 || ways.some(edges => edges.length === 0)) return 'turnElsewhere';
  const lines: number[][] = [];
  for (const start of new Set(endsOf(roads, ways[0]!))) {
    const first = only(arcsEnding(roads, from, start));
    if (first === 'turnUnclear') return first;
    const middle = typeof first === 'string' ? undefined : along(roads, ways, start);
    if (typeof first === 'string' || middle === undefined) continue;
    const last = only(arcsStarting(roads, to, roads.arcHead[middle[middle.length - 1]!]!));
    if (last === 'turnUnclear') return last;
    if (typeof last !== 'string') lines.push([first, ...middle, last]);
  }
  return lines.length === 1 ? lines[0]! : lines.length === 0 ? 'turnElsewhere' : 'turnUnclear';
}

/** One arc, or why there is not one. */
function only(arcs: readonly number[]): number | UnusableTurn {
  return arcs.length === 1 ? arcs[0]! : arcs.length === 0 ? 'turnElsewhere' : 'turnUnclear';
}

function arcsOf(roads: WayArcs, way: string): number[] {
  return roads
    .edgesOf(way)
    .flatMap(edge => [roads.edgeArcs[2 * edge]!, roads.edgeArcs[2 * edge + 1]!])
    .filter(arc => arc !== NONE);
}

const arcsEnding = (roads: WayArcs, way: string, node: number) =>
  arcsOf(roads, way).filter(arc => roads.arcHead[arc] === node);
const arcsStarting = (roads: WayArcs, way: string, node: number) =>
  arcsOf(roads, way).filter(arc => roads.arcTail[arc] === node);

/** The nodes between which a way runs; its edges are in its own order. */
function endsOf(roads: WayArcs, edges: readonly number[]): number[] {
  const [first, last] = [edges[0]!, edges[edges.length - 1]!];
  return [tailOf(roads, first), headOf(roads, last)];
}

function tailOf({ edgeArcs, arcTail, arcHead }: WayArcs, edge: number): number {
  const along = edgeArcs[2 * edge]!;
  return along !== NONE ? arcTail[along]! : arcHead[edgeArcs[2 * edge + 1]!]!;
}

function headOf({ edgeArcs, arcTail, arcHead }: WayArcs, edge: number): number {
  const along = edgeArcs[2 * edge]!;
  return along !== NONE ? arcHead[along]! : arcTail[edgeArcs[2 * edge + 1]!]!;
}

/** The arcs of whole ways one after the other from `start`; undefined where they do not join or may not be driven so. */
function along(roads: WayArcs, ways: readonly (readonly number[])[], start: number): number[] | undefined {
  const arcs: number[] = [];
  let at = start;
  for (const edges of ways) {
    const isForward = tailOf(roads, edges[0]!) === at;
    for (const edge of isForward ? edges : [...edges].reverse()) {
      const arc = roads.edgeArcs[2 * edge + (isForward ? 0 : 1)]!;
      if (arc === NONE || roads.arcTail[arc] !== at) return undefined;
      arcs.push(arc);
      at = roads.arcHead[arc]!;
    }
  }
  return arcs;
}

/** Every way off a line of arcs that only may be followed. */
function othersThan({ firstOut, arcTail }: WayArcs, line: readonly number[]): number[][] {
  const found: number[][] = [];
  for (let i = 1; i < line.length; i++) {
    const node = arcTail[line[i]!]!;
    for (let arc = firstOut[node]!; arc < firstOut[node + 1]!; arc++) {
      if (arc !== line[i]) found.push([...line.slice(0, i), arc]);
    }
  }
  return found;
}
