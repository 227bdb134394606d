import type { RoadClass } from '@clarion/roads';
import type { Bank, Ground } from './ground.ts';
import { apart, type Point } from './plane.ts';

/** Streets of one level meet where they cross; the others meet only where one ends on another. */
export type Level = 'ground' | 'motorway' | 'ramp';

/** A stretch of street as laid out, before it is joined with the others. */
export interface Stretch {
  /** Stretches of one street share its key: one name, one run of house numbers. */
  readonly street: string;
  readonly roadClass: RoadClass;
  readonly speedKmh: number;
  readonly points: readonly Point[];
  /** Only from the first point to the last. */
  readonly oneWay: boolean;
  readonly level: Level;
  readonly bridge: boolean;
  readonly roundabout: boolean;
  /** Half of the roadway with its pavements: houses stand behind it. */
  readonly halfWidthM: number;
  readonly houses: boolean;
  /** Laid on purpose past what it should end on; the overshoot is cut off again. */
  readonly overshoots: boolean;
}

const kinds = {
  motorway: { roadClass: 'motorway', speedKmh: 100, halfWidthM: 9, houses: false },
  ramp: { roadClass: 'motorway', speedKmh: 50, halfWidthM: 5, houses: false },
  avenue: { roadClass: 'primary', speedKmh: 60, halfWidthM: 18, houses: true },
  arterial: { roadClass: 'secondary', speedKmh: 50, halfWidthM: 15, houses: true },
  collector: { roadClass: 'tertiary', speedKmh: 40, halfWidthM: 11, houses: true },
  local: { roadClass: 'residential', speedKmh: 30, halfWidthM: 8, houses: true },
  lane: { roadClass: 'living_street', speedKmh: 20, halfWidthM: 5, houses: true },
} as const satisfies Record<string, Pick<Stretch, 'roadClass' | 'speedKmh' | 'halfWidthM' | 'houses'>>;
export type StreetKind = keyof typeof kinds;

type Rest = Partial<Omit<Stretch, 'street' | 'points'>>;

export function stretchOf(
  kind: StreetKind,
  street: string,
  points: readonly Point[],
  rest: Rest = {},
): Stretch {
  return {
    ...kinds[kind],
    level: 'ground',
    oneWay: false,
    bridge: false,
    roundabout: false,
    overshoots: false,
    ...rest,
    street,
    points,
  };
}

/** Points of a line that is straight in grid coordinates, one about every 40 m; `bend` moves them aside in metres. */
export function drawn(
  ground: Ground,
  bank: Bank,
  from: Point,
  to: Point,
  bend: (f: number) => number = () => 0,
): Point[] {
  const rough = apart(ground.at(bank, from[0], from[1]), ground.at(bank, to[0], to[1]));
  const steps = Math.max(2, Math.ceil(rough / 40));
  const plain = Array.from({ length: steps + 1 }, (_, i) => {
    const f = i / steps;
    return ground.at(bank, from[0] + (to[0] - from[0]) * f, from[1] + (to[1] - from[1]) * f);
  });
  return plain.map((p, i) => {
    const before = plain[Math.max(0, i - 1)]!;
    const after = plain[Math.min(steps, i + 1)]!;
    const length = apart(before, after) || 1;
    const by = bend(i / steps);
    return [p[0] - ((after[1] - before[1]) / length) * by, p[1] + ((after[0] - before[0]) / length) * by];
  });
}
