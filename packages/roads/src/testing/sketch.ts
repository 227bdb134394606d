import { type LngLat, type Metres, metres } from '@clarion/measure';
import { expect } from 'vitest';
import { buildGraph } from '../build.ts';
import { type Closures, resolveClosures } from '../closures.ts';
import { openGraph, type RoadGraph } from '../graph.ts';
import { type Route, route } from '../route.ts';
import { type Snap, snap, snapToId } from '../snap.ts';
import type { Profile, Turns } from '../turns/turn-costs.ts';
import type { TurnRuleInput } from '../turns/turn-rule.ts';
import { type TurnView, turnView } from '../turns/turn-view.ts';
import type { WayInput } from '../way.ts';
import { digest } from './digest.ts';

/** A drawn map: letters are nodes, `-` and `|` two-way streets, `>` `<` `v` `^` one-ways. */
export interface Sketch {
  readonly graph: RoadGraph;
  /** where turns count */
  readonly view: TurnView | undefined;
  readonly closures: Closures | undefined;
  at(letter: string): LngLat;
  /** A place on the straight line between two letters. */
  between(a: string, b: string, fraction: number): LngLat;
  /** `A` is the node; `AB 0.3` lies on the line from A to B. */
  snap(spot: string): Snap;
  route(from: string, to: string): { is(letters: string): void; none(): void; found: Route | undefined };
  /** Travel time; undefined when there is no way. */
  ms(from: string, to: string): number | undefined;
}

export interface SketchOptions {
  readonly grid?: Metres;
  readonly closed?: readonly string[];
  /** `ABC`: who comes from A to B may not go on to C; `ABCD`: nor on to D over C */
  readonly forbidden?: readonly string[];
  /** `ABC`: who comes from A to B may go on to C only */
  readonly only?: readonly string[];
  /** which turns count, and for whom; none when not given */
  readonly turns?: Turns;
  readonly profile?: Profile;
}

/** All streets are driven at 10 m/s: a hundred metres take ten seconds. Three columns or two lines are one `grid`. */
export function sketch(drawing: string, options: SketchOptions = {}): Sketch {
  const lines = drawing.split('\n');
  const gridM = options.grid ?? metres(100);
  const places = new Map<string, LngLat>();
  const symbol = (x: number, y: number) => lines[y]?.[x] ?? ' ';
  const degree = 111_194.92664455873;
  lines.forEach((line, y) => {
    [...line].forEach((mark, x) => {
      if (/[A-Za-uw-z]/.test(mark))
        places.set(mark, [(x / 3) * (gridM / degree), -(y / 2) * (gridM / degree)]);
    });
  });
  const ways: WayInput[] = [];
  const follow = (
    x: number,
    y: number,
    dx: number,
    dy: number,
    line: string,
    along: string,
    against: string,
  ) => {
    const from = symbol(x, y);
    let marks = '';
    let [px, py] = [x + dx, y + dy];
    for (; [line, along, against].includes(symbol(px, py)); px += dx, py += dy) marks += symbol(px, py);
    const to = symbol(px, py);
    if (marks === '' || !places.has(to)) return;
    ways.push({
      id: from + to,
      nodes: [from, to],
      points: [places.get(from)!, places.get(to)!],
      forward: !marks.includes(against),
      backward: !marks.includes(along),
      speedKmh: 36,
      roadClass: 'residential',
      name: { local: from + to },
    });
  };
  lines.forEach((line, y) => {
    [...line].forEach((mark, x) => {
      if (!places.has(mark)) return;
      follow(x, y, 1, 0, '-', '>', '<');
      follow(x, y, 0, 1, '|', 'v', '^');
    });
  });
  return sketchOf(ways, places, options.closed ?? [], options);
}

/** The same questions about ways given outright; `closed` holds pairs of one-letter ids. */
export function sketchOf(
  ways: readonly WayInput[],
  places: ReadonlyMap<string, LngLat>,
  closed: readonly string[],
  options: SketchOptions = {},
): Sketch {
  const turns = { rules: rulesOf(ways, options) };
  const opened = openGraph(buildGraph(ways, { digest, turns }).buffer, digest);
  if (!opened.ok) throw new Error(opened.error.code);
  const graph = opened.value;
  const resolved = resolveClosures(
    graph,
    closed.map(pair => ({ from: pair[0]!, to: pair[1]! })),
  );
  if (!resolved.ok) throw new Error(`${resolved.error.from}${resolved.error.to} is not in the drawing`);
  const closures = closed.length > 0 ? resolved.value : undefined;
  const at = (letter: string): LngLat => {
    const place = places.get(letter);
    if (!place) throw new Error(`${letter} is not in the drawing`);
    return place;
  };
  const between = (a: string, b: string, fraction: number): LngLat => [
    at(a)[0] + (at(b)[0] - at(a)[0]) * fraction,
    at(a)[1] + (at(b)[1] - at(a)[1]) * fraction,
  ];
  const snapSpot = (spot: string): Snap => {
    const [letters = '', fraction] = spot.split(' ');
    const found =
      fraction === undefined
        ? snapToId(graph, letters)
        : snap(graph, between(letters[0]!, letters[1]!, Number(fraction)), { closures });
    if (!found) throw new Error(`${spot} is on no road`);
    return found;
  };
  const view = options.turns && turnView(graph, options.turns, options.profile ?? 'strict');
  const find = (from: string, to: string) => route(graph, snapSpot(from), snapSpot(to), closures, view);
  const letterAt = (point: LngLat) =>
    [...places].find(([, [x, y]]) => Math.abs(x - point[0]) < 1e-9 && Math.abs(y - point[1]) < 1e-9)?.[0];
  return {
    graph,
    view,
    closures,
    at,
    between,
    snap: snapSpot,
    route(from, to) {
      const found = find(from, to);
      return {
        found,
        is: letters => expect(found?.points.flatMap(point => letterAt(point) ?? []).join(' ')).toBe(letters),
        none: () => expect(found).toBeUndefined(),
      };
    },
    ms: (from, to) => find(from, to)?.travelTimeMs,
  };
}

/** `ABCD` as a rule: from the way AB, over the way BC, into the way CD. */
function rulesOf(ways: readonly WayInput[], { forbidden = [], only = [] }: SketchOptions): TurnRuleInput[] {
  const wayBetween = (a: string, b: string): string => {
    const way = ways.find(({ nodes }) => nodes.includes(a) && nodes.includes(b));
    if (way?.id === undefined) throw new Error(`${a}${b} is not in the drawing`);
    return way.id;
  };
  const ruleOf = (kind: TurnRuleInput['kind'], letters: string): TurnRuleInput => {
    const line = [...letters].slice(1).map((letter, i) => wayBetween(letters[i]!, letter));
    const between = line.slice(1, -1);
    return {
      kind,
      from: [line[0]!],
      via: between.length > 0 ? { ways: between } : { node: letters[1]! },
      to: [line[line.length - 1]!],
    };
  };
  return [...forbidden.map(one => ruleOf('no', one)), ...only.map(one => ruleOf('only', one))];
}
