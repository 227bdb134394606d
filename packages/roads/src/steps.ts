import type { LngLat } from '@clarion/measure';
import { arcLengthM, arcNames, arcPoints, type RoadGraph } from './graph.ts';
import { NONE } from './layout.ts';
import type { Leg, Route } from './route.ts';
import { headingAtStart, isBack, isRoundabout, turnDegrees } from './turns/turn-costs.ts';
import { ROAD_CLASSES, type RoadNames } from './way.ts';

export const STEP_KINDS = [
  'depart',
  'goOn',
  'keepLeft',
  'keepRight',
  'slightLeft',
  'slightRight',
  'left',
  'right',
  'sharpLeft',
  'sharpRight',
  'turnBack',
  'roundabout',
  'arrive',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What a driver does at a place, and how far it is from there to the next. In words: `sayStep` of the protocol. */
export interface Step {
  readonly kind: StepKind;
  readonly at: LngLat;
  /** into this street; absent where it has no name */
  readonly names?: RoadNames;
  /** to the next step */
  readonly lengthM: number;
  /** since the start */
  readonly atMs: number;
  /** of a roundabout: the how manyth exit; absent where the drive ends inside it */
  readonly exit?: number;
  /** of `depart`: degrees from north */
  readonly heading?: number;
  /** true: a turn restriction forbids this to general traffic */
  readonly isForbidden?: boolean;
}

const STRAIGHT_DEGREES = 30;
const TURN_DEGREES = 60;
const SHARP_DEGREES = 135;
/** Two ways on that part by less than this are a fork. */
const FORK_DEGREES = 45;
const SERVICE = ROAD_CLASSES.indexOf('service');

/**
 * The steps of a drive: where to turn, where a street leads on under another name, which exit to take. Nothing is said where a
 * street only bends and there is no other way. The drive must be one on this graph.
 */
export function stepsOf(graph: RoadGraph, drive: Route): Step[] {
  const legs = drive.legs.filter(leg => leg.to > leg.from);
  const end = drive.points[drive.points.length - 1]!;
  const arrive: Step = { kind: 'arrive', at: end, lengthM: 0, atMs: drive.travelTimeMs };
  const first = legs[0];
  if (!first) return [arrive];
  const rules = rulesByLastArc(graph);
  const heading = Math.round(headingAtStart(graph, first.arc)) % 360;
  const steps: Draft[] = [{ ...draft(graph, first, 'depart', drive.points[0]!, 0), heading }];
  let clockMs = first.timeMs;
  let roundabout: Draft | undefined;
  const isInside = (leg: Leg) => isRoundabout(graph, leg.arc);
  if (isInside(first)) roundabout = { ...steps[0]!, kind: 'roundabout', exit: 0 };
  addLength(steps, graph, first);
  for (let i = 1; i < legs.length; i++) {
    const [before, leg] = [legs[i - 1]!, legs[i]!];
    const at = arcPoints(graph, leg.arc)[0]!;
    const isForbidden = breaksRule(rules, legs, i);
    if (isInside(before) && roundabout && hasExit(graph, before.arc))
      roundabout.exit = (roundabout.exit ?? 0) + 1;
    if (isInside(leg) && !isInside(before)) {
      roundabout = { ...draft(graph, leg, 'roundabout', at, clockMs), exit: 0 };
      delete roundabout.names;
      steps.push(roundabout);
    } else if (!isInside(leg) && roundabout) {
      if (roundabout !== steps[steps.length - 1]) steps.push(roundabout);
      const names = arcNames(graph, leg.arc);
      if (names) roundabout.names = names;
      roundabout = undefined;
    } else if (!isInside(leg)) {
      const kind = kindOf(graph, before.arc, leg.arc);
      if (kind) steps.push(draft(graph, leg, kind, at, clockMs));
    }
    if (isForbidden) {
      if (steps[steps.length - 1]!.at !== at) steps.push(draft(graph, leg, 'goOn', at, clockMs));
      steps[steps.length - 1]!.isForbidden = true;
    }
    clockMs += leg.turnMs + leg.timeMs;
    addLength(steps, graph, leg);
  }
  // Who never comes out of a roundabout takes no exit.
  if (roundabout) delete roundabout.exit;
  return [...steps, arrive];
}

type Draft = { -readonly [K in keyof Step]: Step[K] };

function draft(graph: RoadGraph, leg: Leg, kind: StepKind, at: LngLat, atMs: number): Draft {
  const names = arcNames(graph, leg.arc);
  return { kind, at, lengthM: 0, atMs, ...(names ? { names } : {}) };
}

function addLength(steps: readonly Draft[], graph: RoadGraph, leg: Leg): void {
  steps[steps.length - 1]!.lengthM += arcLengthM(graph, leg.arc) * (leg.to - leg.from);
}

/** What to say where one arc follows another; undefined where nothing need be said. */
function kindOf(graph: RoadGraph, from: number, to: number): StepKind | undefined {
  if (isBack(graph, from, to)) return 'turnBack';
  const degrees = turnDegrees(graph, from, to);
  const others = othersAt(graph, from, to);
  const name = nameOf(graph, to);
  const isRenamed = nameOf(graph, from) !== name;
  const size = Math.abs(degrees);
  if (others.length === 0 && (!isRenamed || name === NONE)) return undefined;
  if (size < TURN_DEGREES) {
    const rival = others.find(other => isRival(graph, other, to, turnDegrees(graph, from, other), degrees));
    if (rival !== undefined) {
      const away = turnDegrees(graph, from, rival);
      // Who goes straight on in the street that they are in need not be told of one that leaves it.
      const leaves = nameOf(graph, rival) !== name && Math.abs(away) > size;
      if (!(leaves && !isRenamed && name !== NONE)) return away > degrees ? 'keepLeft' : 'keepRight';
    }
  }
  if (size < STRAIGHT_DEGREES) return isRenamed && name !== NONE ? 'goOn' : undefined;
  const isRight = degrees > 0;
  if (size < TURN_DEGREES) {
    // A street that bends where smaller ones meet it goes on under its name.
    if (others.length === 0) return 'goOn';
    const straighter = (other: number) => Math.abs(turnDegrees(graph, from, other)) <= size;
    if (!isRenamed && !others.some(straighter)) return undefined;
    return isRight ? 'slightRight' : 'slightLeft';
  }
  if (size < SHARP_DEGREES) return isRight ? 'right' : 'left';
  return isRight ? 'sharpRight' : 'sharpLeft';
}

/** Whether a driver could take the one for the other: both lead on in about the same direction, and not into a yard. */
function isRival(graph: RoadGraph, other: number, to: number, away: number, degrees: number): boolean {
  const isLesser = classOf(graph, other) >= SERVICE && classOf(graph, to) < SERVICE;
  return !isLesser && Math.abs(away) < TURN_DEGREES && Math.abs(away - degrees) < FORK_DEGREES;
}

function classOf(graph: RoadGraph, arc: number): number {
  return graph.edgeClass[graph.arcEdge[arc]! >>> 1]!;
}

/** The other ways on, the one back left out. */
function othersAt(graph: RoadGraph, from: number, to: number): number[] {
  const node = graph.arcHead[from]!;
  const others: number[] = [];
  for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) {
    if (arc !== to && !isBack(graph, from, arc)) others.push(arc);
  }
  return others;
}

function hasExit(graph: RoadGraph, arc: number): boolean {
  const node = graph.arcHead[arc]!;
  for (let out = graph.firstOut[node]!; out < graph.firstOut[node + 1]!; out++) {
    if (!isRoundabout(graph, out)) return true;
  }
  return false;
}

function nameOf(graph: RoadGraph, arc: number): number {
  return graph.edgeName[graph.arcEdge[arc]! >>> 1]!;
}

const rulesOf = new WeakMap<Uint32Array, ReadonlyMap<number, readonly Uint32Array[]>>();

/** Rules by the arc that completes them; sorted once for a graph. */
function rulesByLastArc({ firstTurnArc, turnArcs }: RoadGraph): ReadonlyMap<number, readonly Uint32Array[]> {
  const known = rulesOf.get(turnArcs);
  if (known) return known;
  const rules = new Map<number, Uint32Array[]>();
  for (let rule = 0; rule + 1 < firstTurnArc.length; rule++) {
    const arcs = turnArcs.subarray(firstTurnArc[rule], firstTurnArc[rule + 1]);
    const last = arcs[arcs.length - 1]!;
    const others = rules.get(last);
    if (others) others.push(arcs);
    else rules.set(last, [arcs]);
  }
  rulesOf.set(turnArcs, rules);
  return rules;
}

function breaksRule(
  rules: ReadonlyMap<number, readonly Uint32Array[]>,
  legs: readonly Leg[],
  at: number,
): boolean {
  return (rules.get(legs[at]!.arc) ?? []).some(rule => {
    const first = at - rule.length + 1;
    return first >= 0 && rule.every((arc, i) => legs[first + i]!.arc === arc);
  });
}
