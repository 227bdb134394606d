import type { Closures } from '../closures.ts';
import type { RoadGraph } from '../graph.ts';
import { partTimeMs } from '../part.ts';
import type { Snap } from '../snap.ts';
import { MOST_PIECES } from '../turns/turn-back.ts';
import {
  BROKEN_RULE_MS,
  isBack,
  type Profile,
  type Turns,
  turnCostMs,
  U_TURN_MS,
} from '../turns/turn-costs.ts';

/**
 * The slow truth about turns: a search over what has been driven so far, as far back as any rule looks, told
 * apart arc by arc; no automaton, no copies, no heap. Rules are lists of arcs.
 */
export interface TurnTruth {
  readonly graph: RoadGraph;
  readonly rules: readonly (readonly number[])[];
  readonly turns: Turns;
  readonly profile: Profile;
}

/** What it takes to go on into `arc`, in milliseconds; undefined where it may not be done. */
export function goOnMs(truth: TurnTruth, driven: readonly number[], arc: number): number | undefined {
  const { graph, turns, profile } = truth;
  const last = driven[driven.length - 1];
  if (last === undefined) return 0;
  let ms = turns === 'full' ? turnCostMs(graph, last, arc) : 0;
  const isTurnBack = isBack(graph, last, arc);
  if (turns === 'full' && profile === 'strict' && isTurnBack && waysOn(graph, last) > 0) return undefined;
  if (breaksRule(truth.rules, driven, arc)) {
    if (profile === 'strict') return undefined;
    ms += BROKEN_RULE_MS;
  } else if (turns === 'restrictions' && isTurnBack && isBehindRule(truth, driven)) {
    if (profile === 'strict') return undefined;
    ms += U_TURN_MS;
  }
  return ms;
}

export function breaksRule(
  rules: readonly (readonly number[])[],
  driven: readonly number[],
  arc: number,
): boolean {
  const all = [...driven, arc];
  return rules.some(rule => rule.every((one, i) => all[all.length - rule.length + i] === one));
}

/** Whether the last streets driven lead past a forbidden turn to the first junction behind it. */
function isBehindRule({ graph, rules }: TurnTruth, driven: readonly number[]): boolean {
  if (waysOn(graph, driven[driven.length - 1]!) === 0) return false;
  return rules.some(rule => driven.some((_, start) => isPast(graph, rule, driven.slice(start))));
}

/** Whether a drive begins with all of a rule but its last arc, and went on elsewhere up to a first junction. */
function isPast(graph: RoadGraph, rule: readonly number[], driven: readonly number[]): boolean {
  const before = rule.slice(0, -1);
  const past = driven.slice(before.length);
  if (past.length === 0 || !before.every((arc, i) => driven[i] === arc)) return false;
  if (past[0] === rule[rule.length - 1] || isBack(graph, before[before.length - 1]!, past[0]!)) return false;
  if (past.length > MOST_PIECES) return false;
  return past.slice(0, -1).every((arc, i) => waysOn(graph, arc) === 1 && !isBack(graph, arc, past[i + 1]!));
}

/** The last part of a drive that can still matter: where no rule has begun, the last arc alone. */
function remembered({ graph, rules }: TurnTruth, driven: readonly number[]): readonly number[] {
  for (let start = 0; start < driven.length - 1; start++) {
    const tail = driven.slice(start);
    const matters = rules.some(
      rule =>
        (tail.length < rule.length && tail.every((arc, i) => rule[i] === arc)) || isPast(graph, rule, tail),
    );
    if (matters) return tail;
  }
  return driven.slice(-1);
}

function waysOn(graph: RoadGraph, arc: number): number {
  return outOf(graph, graph.arcHead[arc]!).filter(out => !isBack(graph, arc, out)).length;
}

function outOf(graph: RoadGraph, node: number): number[] {
  return Array.from({ length: graph.arcCount }, (_, arc) => arc).filter(arc => graph.arcTail[arc] === node);
}

/** Times from a place to any: asked by the function returned; undefined when there is no way. */
export function slowTurnTimes(
  truth: TurnTruth,
  from: Snap,
  closures: Closures | undefined,
): (to: Snap) => number | undefined {
  const { graph } = truth;
  const isShut = (arc: number, a: number, b: number) =>
    (closures?.stretches.get(arc) ?? []).some(([start, end]) => start < b && end > a);
  interface State {
    readonly driven: readonly number[];
    readonly node: number;
    readonly ms: number;
  }
  const best = new Map<string, State>();
  const queue: State[] = [];
  const offer = (state: State) => {
    const key = `${state.node}:${state.driven.join()}`;
    if (state.ms >= (best.get(key)?.ms ?? Infinity)) return;
    best.set(key, state);
    queue.push(state);
  };
  if (from.node !== undefined) offer({ driven: [], node: from.node, ms: 0 });
  for (const { arc, fraction } of from.arcs) {
    if (isShut(arc, fraction, 1)) continue;
    offer({ driven: [arc], node: graph.arcHead[arc]!, ms: partTimeMs(graph, arc, fraction, 1) });
  }
  for (let state = queue.shift(); state; state = queue.shift()) {
    for (const arc of outOf(graph, state.node)) {
      const ms = goOnMs(truth, state.driven, arc);
      if (ms === undefined || isShut(arc, 0, 1)) continue;
      const driven = remembered(truth, [...state.driven, arc]);
      offer({ driven, node: graph.arcHead[arc]!, ms: state.ms + ms + graph.arcTimeMs[arc]! });
    }
  }
  return to => {
    let found = Infinity;
    for (const { driven, node, ms } of best.values()) {
      if (node === to.node) found = Math.min(found, ms);
      for (const { arc, fraction } of to.arcs) {
        if (graph.arcTail[arc] !== node || isShut(arc, 0, fraction)) continue;
        const more = goOnMs(truth, driven, arc);
        if (more !== undefined) found = Math.min(found, ms + more + partTimeMs(graph, arc, 0, fraction));
      }
    }
    for (const start of from.arcs) {
      for (const end of to.arcs) {
        if (start.arc !== end.arc || end.fraction < start.fraction - 1e-9) continue;
        if (isShut(start.arc, start.fraction, end.fraction)) continue;
        found = Math.min(found, partTimeMs(graph, start.arc, start.fraction, end.fraction));
      }
    }
    return found === Infinity ? undefined : found;
  };
}
