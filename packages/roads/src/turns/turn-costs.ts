import { bearing, type LngLat } from '@clarion/measure';
import type { RoadGraph } from '../graph.ts';
import { ROAD_CLASSES } from '../way.ts';

/**
 * Who asks. `emergency`: a vehicle on a call, which may make a forbidden turn, for `BROKEN_RULE_MS`. `strict`:
 * one that makes none, whatever the detour, and turns back in a street only at its dead end. Neither ever drives
 * against a one-way street or through what access closes: who comes towards it there is not warned.
 */
export const PROFILES = ['emergency', 'strict'] as const;
export type Profile = (typeof PROFILES)[number];

/** `restrictions`: forbidden turns alone. `full`: also what turning, giving way and signals take. */
export const TURNS = ['restrictions', 'full'] as const;
export type Turns = (typeof TURNS)[number];

/*
 * Estimates of our own in milliseconds, to be replaced by measured ones. Braking from 50 to 20 km/h at
 * 2.5 m/s² and gathering speed again at 1.5 m/s² loses 2.6 s against driving on, and 15 m of bend at
 * 20 km/h another second and a half; a sharp bend is taken at 10 km/h, a gentle one without braking much.
 */
const GENTLE_MS = 1000;
const TURN_MS = 4000;
const SHARP_MS = 7000;
/** Turning round in three moves, or in one where the street is wide. */
export const U_TURN_MS = 12_000;
/** A look and a lifted foot where the other street goes first. */
const GIVE_WAY_MS = 2000;
/** With blue lights: half of the signals are red, and a red is passed at walking pace after a look on both sides. */
const SIGNAL_MS = 4000;
/** To stop, look and be let through where nobody expects it. Also keeps a broken rule from saving seconds. */
export const BROKEN_RULE_MS = 30_000;

const GENTLE_DEGREES = 30;
const TURN_DEGREES = 60;
const SHARP_DEGREES = 135;

/** Change of direction from one arc into the next in degrees: 0 straight on, > 0 to the right, ±180 back. */
export function turnDegrees(graph: RoadGraph, from: number, to: number): number {
  const change = headingAtStart(graph, to) - headingAtEnd(graph, from);
  return ((change + 540) % 360) - 180;
}

/** Whether `to`, which begins where `from` ends, is the same stretch of street the other way (in a table, a row of its own). */
export function isBack(graph: RoadGraph, from: number, to: number): boolean {
  const [a, b] = [graph.arcEdge[from]!, graph.arcEdge[to]!];
  if ((a ^ b) === 1) return true;
  const isStraight = (edge: number) => graph.edgeFirstPoint[edge + 1]! - graph.edgeFirstPoint[edge]! === 2;
  const tail = graph.arcTail[from];
  return (
    graph.arcHead[to] === tail && graph.arcHead[from] !== tail && isStraight(a >>> 1) && isStraight(b >>> 1)
  );
}

/**
 * What it takes to go on from one arc into the next, by angle, by whose street goes first, and by the signal.
 * Bends where no other street meets are part of the street and take nothing.
 */
export function turnCostMs(graph: RoadGraph, from: number, to: number): number {
  if (isBack(graph, from, to)) return U_TURN_MS;
  const signal = graph.arcSignal.length > 0 && graph.arcSignal[from] === 1;
  const node = graph.arcHead[from]!;
  if (!isJunction(graph, node)) return signal ? SIGNAL_MS : 0;
  const [was, is] = [isRoundabout(graph, from), isRoundabout(graph, to)];
  if (was) return signal ? SIGNAL_MS : 0;
  const degrees = Math.abs(turnDegrees(graph, from, to));
  const bend =
    degrees < GENTLE_DEGREES
      ? 0
      : degrees < TURN_DEGREES || is
        ? GENTLE_MS
        : degrees < SHARP_DEGREES
          ? TURN_MS
          : SHARP_MS;
  if (signal) return bend + SIGNAL_MS;
  return bend + (is || givesWay(graph, from, node) ? GIVE_WAY_MS : 0);
}

/** Whether a street of a higher class meets here. */
function givesWay(graph: RoadGraph, from: number, node: number): boolean {
  const own = rankOf(graph, from);
  for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) {
    if (rankOf(graph, arc) < own) return true;
  }
  return false;
}

/** Classes stand from the highest to the lowest; of `other` nothing is known. */
function rankOf(graph: RoadGraph, arc: number): number {
  return graph.edgeClass[graph.arcEdge[arc]! >>> 1]! || ROAD_CLASSES.length;
}

export function isRoundabout(graph: RoadGraph, arc: number): boolean {
  return (graph.edgeFlags[graph.arcEdge[arc]! >>> 1]! & 1) === 1;
}

/** Whether streets to three or more neighbours meet. */
export function isJunction(graph: RoadGraph, node: number): boolean {
  let [first, second] = [node, node];
  const isThird = (other: number) => {
    if (other === node || other === first || other === second) return false;
    if (first === node) first = other;
    else if (second === node) second = other;
    else return true;
    return false;
  };
  for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) {
    if (isThird(graph.arcHead[arc]!)) return true;
  }
  for (let i = graph.firstIn[node]!; i < graph.firstIn[node + 1]!; i++) {
    if (isThird(graph.arcTail[graph.inArcs[i]!]!)) return true;
  }
  return false;
}

/** Whether nothing but the way back leads on from the head of an arc. */
export function isDeadEnd(graph: RoadGraph, arc: number): boolean {
  const node = graph.arcHead[arc]!;
  for (let out = graph.firstOut[node]!; out < graph.firstOut[node + 1]!; out++) {
    if (!isBack(graph, arc, out)) return false;
  }
  return true;
}

/** Far enough along to tell the street's direction from the rounding of a kerb. */
const LOOK_M = 15;
const METRES_PER_DEGREE = 111_195;

/** The direction in which an arc is left, in degrees from north. */
export function headingAtEnd(graph: RoadGraph, arc: number): number {
  const backward = (graph.arcEdge[arc]! & 1) === 1;
  const [near, far] = endPoints(graph, arc, !backward);
  return bearing(far, near);
}

/** The direction in which an arc sets out, in degrees from north. */
export function headingAtStart(graph: RoadGraph, arc: number): number {
  const backward = (graph.arcEdge[arc]! & 1) === 1;
  const [near, far] = endPoints(graph, arc, backward);
  return bearing(near, far);
}

/** The last (or first) point of an arc's edge, and one some way along from it. */
function endPoints(graph: RoadGraph, arc: number, atLast: boolean): [near: LngLat, far: LngLat] {
  const edge = graph.arcEdge[arc]! >>> 1;
  const [first, last] = [graph.edgeFirstPoint[edge]!, graph.edgeFirstPoint[edge + 1]! - 1];
  const [start, end, step] = atLast ? [last, first, -1] : [first, last, 1];
  const near: LngLat = [graph.points[2 * start]!, graph.points[2 * start + 1]!];
  const scale = Math.cos((near[1] * Math.PI) / 180);
  let far = near;
  for (let p = start + step; p !== end + step; p += step) {
    far = [graph.points[2 * p]!, graph.points[2 * p + 1]!];
    const away = Math.hypot((far[0] - near[0]) * scale, far[1] - near[1]) * METRES_PER_DEGREE;
    if (away >= LOOK_M) break;
  }
  return [near, far];
}
