import { distance, type LngLat, lineLength } from '@clarion/measure';
import { MAX_ARC_TIME_MS, ROAD_CLASSES, type RoadNames, type WayInput } from './way.ts';

/** A piece of a way between two junctions. Ids are numbers of the source id table; -1 for a bend without one. */
export interface Piece {
  readonly ids: number[];
  readonly points: LngLat[];
  readonly lengthM: number;
  /** undefined where the piece may not be driven that way */
  readonly forwardMs: number | undefined;
  readonly backwardMs: number | undefined;
  readonly roadClass: number;
  readonly roundabout: boolean;
  readonly name: RoadNames | undefined;
}

/** Rounds half up. The margin keeps a half that floating point made a hair too small from falling. */
export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5 + 1e-6);
}

/** Cuts a way at its junctions. The shares of a given time and length add up to what was given. */
export function splitWay(
  way: WayInput,
  ids: readonly number[],
  isJunction: (id: number) => boolean,
): Piece[] {
  const { points } = way;
  const drawnM = lineLength(points);
  const cuts = [0];
  for (let i = 1; i < ids.length - 1; i++) if (ids[i]! >= 0 && isJunction(ids[i]!)) cuts.push(i);
  cuts.push(ids.length - 1);

  const pieces: Piece[] = [];
  let before = 0;
  for (let c = 1; c < cuts.length; c++) {
    const from = cuts[c - 1]!;
    const to = cuts[c]!;
    const drawn = lineLength(points.slice(from, to + 1));
    const whole = cuts.length === 2;
    const after = before + drawn;
    const share = (total: number) =>
      whole
        ? total
        : drawnM > 0
          ? roundHalfUp((total * after) / drawnM) - roundHalfUp((total * before) / drawnM)
          : 0;
    const lengthM =
      way.lengthM === undefined ? drawn : whole ? way.lengthM : (way.lengthM * drawn) / (drawnM || 1);
    const time = (given: number | undefined, speedKmh: number) =>
      given === undefined ? roundHalfUp((lengthM * 3600) / speedKmh) : share(given);
    const given = way.travelTimeMs;
    pieces.push({
      ids: ids.slice(from, to + 1),
      points: points.slice(from, to + 1),
      lengthM,
      forwardMs: way.forward ? time(given?.forward, way.speedKmh) : undefined,
      backwardMs: way.backward
        ? time(given?.backward ?? given?.forward, way.speedBackwardKmh ?? way.speedKmh)
        : undefined,
      roadClass: ROAD_CLASSES.indexOf(way.roadClass),
      roundabout: way.roundabout === true,
      name: way.name,
    });
    before = after;
  }
  return pieces;
}

/** A way without the points that repeat the one before; throws on what a reader must never pass. */
export function cleanWay(way: WayInput): WayInput {
  if (way.nodes.length !== way.points.length) throw new Error('WayInput: as many nodes as points');
  checkTime(way.travelTimeMs?.forward, way.speedKmh);
  checkTime(way.travelTimeMs?.backward, way.speedBackwardKmh ?? way.speedKmh);
  const repeats = (i: number) =>
    i > 0 &&
    (way.nodes[i] === ''
      ? distance(way.points[i]!, way.points[i - 1]!) === 0
      : way.nodes[i] === way.nodes[i - 1]);
  // A table's arc from a node to itself is one arc of two points and stays.
  if (way.nodes.length <= 2 || !way.nodes.some((_, i) => repeats(i))) return way;
  const kept = way.nodes.map((_, i) => i).filter(i => !repeats(i));
  return { ...way, nodes: kept.map(i => way.nodes[i]!), points: kept.map(i => way.points[i]!) };
}

function checkTime(givenMs: number | undefined, speedKmh: number): void {
  if (givenMs === undefined) {
    if (!(speedKmh > 0 && Number.isFinite(speedKmh))) throw new Error(`WayInput: speed ${speedKmh}`);
  } else if (!(Number.isInteger(givenMs) && givenMs >= 0 && givenMs <= MAX_ARC_TIME_MS)) {
    throw new Error(`WayInput: travel time ${givenMs}`);
  }
}
