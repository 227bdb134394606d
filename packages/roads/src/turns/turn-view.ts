import type { RoadGraph } from '../graph.ts';
import { NONE } from '../layout.ts';
import type { RoadArcs, TurnMap } from '../road-arcs.ts';
import { MAX_ARC_TIME_MS } from '../way.ts';
import { type RuleStates, ruleStates } from './rule-states.ts';
import { turnsBackBehind } from './turn-back.ts';
import {
  BROKEN_RULE_MS,
  isBack,
  isDeadEnd,
  type Profile,
  type Turns,
  turnCostMs,
  U_TURN_MS,
} from './turn-costs.ts';

/** Roads on which turns count; every search and the hierarchy take it in place of the graph. */
export interface TurnView extends RoadArcs {
  readonly turns: TurnMap;
  readonly profile: Profile;
}

/**
 * The view of a graph on which forbidden turns (`restrictions`), or these and what turns take (`full`), count
 * for a profile. With restrictions alone only the ends of arcs that rules speak of get copies of their own and
 * every other node keeps its number; turning back is then as free as without turns, except right behind a
 * forbidden turn. With full costs every arc's end is told apart.
 */
export function turnView(graph: RoadGraph, turns: Turns, profile: Profile): TurnView {
  const rules = [...rulesOf(graph)];
  const states = ruleStates([
    { lists: rules, price: BROKEN_RULE_MS },
    { lists: turns === 'full' ? [] : turnsBackBehind(graph, rules), price: U_TURN_MS },
  ]);
  const copies = turns === 'full' ? copiesByArc(graph, states) : copiesByRule(graph, states);
  const build = new ViewBuilder(graph, copies.nodeOf.length);
  const deadEnd = turns === 'full' && profile === 'strict' ? deadEnds(graph) : undefined;
  copies.nodeOf.forEach((node, copy) => {
    build.begin(copy);
    const [state, came] = [copies.state[copy]!, copies.came[copy]!];
    for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) {
      const price = states.price(state, arc);
      if (price > 0 && profile === 'strict') continue;
      if (deadEnd && came !== NONE && deadEnd[came] === 0 && isBack(graph, came, arc)) continue;
      const costMs = turns === 'full' && came !== NONE ? turnCostMs(graph, came, arc) : 0;
      build.add(copy, copies.after(states.next(state, arc), arc), arc, costMs + price);
    }
  });
  const after = Uint32Array.from({ length: graph.arcCount }, (_, arc) =>
    copies.after(states.next(0, arc), arc),
  );
  return { ...build.finish(copies, after), profile };
}

function* rulesOf({ firstTurnArc, turnArcs }: RoadGraph): Iterable<number[]> {
  for (let rule = 0; rule + 1 < firstTurnArc.length; rule++) {
    yield [...turnArcs.subarray(firstTurnArc[rule], firstTurnArc[rule + 1])];
  }
}

interface Copies {
  readonly nodeOf: number[];
  readonly state: number[];
  /** the arc by which one came; NONE where it does not matter */
  readonly came: number[];
  readonly free: Uint32Array;
  /** the copy after driving an arc into a state */
  after(state: number, arc: number): number;
}

/** Each node once, and once more for each state that ends there. */
function copiesByRule(graph: RoadGraph, states: RuleStates): Copies {
  const { nodeCount, arcHead } = graph;
  const nodeOf = Array.from({ length: nodeCount }, (_, node) => node);
  const state = nodeOf.map(() => 0);
  for (let s = 1; s < states.count; s++) {
    nodeOf.push(arcHead[states.lastArc[s]!]!);
    state.push(s);
  }
  return {
    nodeOf,
    state,
    came: nodeOf.map(() => NONE),
    free: Uint32Array.from({ length: nodeCount }, (_, node) => node),
    after: (s, arc) => (s === 0 ? arcHead[arc]! : nodeCount + s - 1),
  };
}

/** The end of each arc; once more for each state of several arcs; and nodes that no arc leads to. */
function copiesByArc(graph: RoadGraph, states: RuleStates): Copies {
  const { nodeCount, arcCount, arcHead, firstIn } = graph;
  const nodeOf = Array.from(arcHead);
  const came = nodeOf.map((_, arc) => arc);
  const state = came.map(arc => states.next(0, arc));
  const copyOfState = new Int32Array(states.count).fill(-1);
  for (let s = 1; s < states.count; s++) {
    if (states.length[s] === 1) continue;
    copyOfState[s] = nodeOf.length;
    came.push(states.lastArc[s]!);
    nodeOf.push(arcHead[states.lastArc[s]!]!);
    state.push(s);
  }
  const free = new Uint32Array(nodeCount).fill(NONE);
  for (let node = 0; node < nodeCount; node++) {
    if (firstIn[node] !== firstIn[node + 1]) continue;
    free[node] = nodeOf.length;
    nodeOf.push(node);
    came.push(NONE);
    state.push(0);
  }
  if (nodeOf.length < arcCount) throw new Error('copiesByArc: fewer copies than arcs');
  return { nodeOf, state, came, free, after: (s, arc) => (copyOfState[s] === -1 ? arc : copyOfState[s]!) };
}

function deadEnds(graph: RoadGraph): Uint8Array {
  return Uint8Array.from({ length: graph.arcCount }, (_, arc) => (isDeadEnd(graph, arc) ? 1 : 0));
}

/** Takes arcs in the order of their tails. */
class ViewBuilder {
  private readonly graph: RoadGraph;
  private readonly firstOut: Uint32Array;
  private readonly tails: number[] = [];
  private readonly heads: number[] = [];
  private readonly times: number[] = [];
  private readonly arcs: number[] = [];

  constructor(graph: RoadGraph, copies: number) {
    this.graph = graph;
    this.firstOut = new Uint32Array(copies + 1);
  }

  begin(copy: number): void {
    this.firstOut[copy] = this.arcs.length;
  }

  add(tail: number, head: number, arc: number, costMs: number): void {
    this.tails.push(tail);
    this.heads.push(head);
    this.arcs.push(arc);
    this.times.push(Math.min(MAX_ARC_TIME_MS, this.graph.arcTimeMs[arc]! + costMs));
  }

  finish({ nodeOf, free }: Copies, after: Uint32Array): RoadArcs & { readonly turns: TurnMap } {
    const { graph, firstOut } = this;
    const [nodeCount, arcCount] = [nodeOf.length, this.arcs.length];
    firstOut[nodeCount] = arcCount;
    const arcHead = Uint32Array.from(this.heads);
    const arcOf = Uint32Array.from(this.arcs);
    const [firstIn, inArcs] = grouped(nodeCount, arcHead);
    const [firstCopy, copies] = grouped(graph.nodeCount, nodeOf);
    const [firstOver, over] = grouped(graph.arcCount, arcOf);
    const nodePoints = new Float64Array(2 * nodeCount);
    nodeOf.forEach((node, copy) => {
      nodePoints[2 * copy] = graph.nodePoints[2 * node]!;
      nodePoints[2 * copy + 1] = graph.nodePoints[2 * node + 1]!;
    });
    return {
      nodeCount,
      arcCount,
      nodePoints,
      firstOut,
      firstIn,
      inArcs,
      arcTail: Uint32Array.from(this.tails),
      arcHead,
      arcTimeMs: Uint32Array.from(this.times),
      turns: {
        streets: graph,
        nodeOf: Uint32Array.from(nodeOf),
        arcOf,
        firstCopy,
        copies,
        firstOver,
        over,
        after,
        free,
      },
    };
  }
}

/** Which items belong to each group: items[first[g]] …, ascending. */
function grouped(groups: number, groupOf: ArrayLike<number>): [first: Uint32Array, items: Uint32Array] {
  const first = new Uint32Array(groups + 1);
  for (let i = 0; i < groupOf.length; i++) first[groupOf[i]! + 1]! += 1;
  for (let g = 0; g < groups; g++) first[g + 1]! += first[g]!;
  const next = first.slice();
  const items = new Uint32Array(groupOf.length);
  for (let i = 0; i < groupOf.length; i++) {
    items[next[groupOf[i]!]!] = i;
    next[groupOf[i]!]! += 1;
  }
  return [first, items];
}
