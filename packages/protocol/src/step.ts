import type { LngLat } from '@clarion/measure';
import type { Language } from './measures.ts';
import { say } from './say.ts';

/** A step of a drive, as the road engine gives it. */
export interface RouteStep {
  readonly kind:
    | 'depart'
    | 'goOn'
    | 'keepLeft'
    | 'keepRight'
    | 'slightLeft'
    | 'slightRight'
    | 'left'
    | 'right'
    | 'sharpLeft'
    | 'sharpRight'
    | 'turnBack'
    | 'roundabout'
    | 'arrive';
  readonly at: LngLat;
  readonly names?: StreetNames;
  /** metres to the next step */
  readonly lengthM: number;
  /** since the start */
  readonly atMs: number;
  /** of a roundabout: the how manyth exit */
  readonly exit?: number;
  /** of `depart`: degrees from north */
  readonly heading?: number;
  /** a turn restriction forbids this to general traffic */
  readonly isForbidden?: boolean;
}

export interface StreetNames {
  readonly en?: string;
  readonly zh?: string;
  readonly local?: string;
}

/** The street's name in the reader's language, else as written on the spot, else in the other; undefined without any. */
export function streetName(language: Language, names: StreetNames | undefined): string | undefined {
  const [own, other] = language === 'en' ? [names?.en, names?.zh] : [names?.zh, names?.en];
  return own ?? names?.local ?? other;
}

/** What the driver does, in words. */
export function sayStep(language: Language, step: RouteStep): string {
  const street = streetName(language, step.names);
  const kind = step.exit === undefined ? step.kind : 'exit';
  const way = say(language, `way.${Math.round((step.heading ?? 0) / 45) % 8}`);
  const key = street === undefined ? `step.${kind}` : `step.${kind}.named`;
  const words = say(language, key, { street, way, exit: step.exit });
  return step.isForbidden ? say(language, 'step.forbidden', { step: words }) : words;
}

/** A length as a driver takes it in: tens of metres, from 100 m fifties, from 1 km tenths, from 10 km whole kilometres. */
export function sayLength(language: Language, metres: number): string {
  if (metres < 975) {
    const step = metres < 97.5 ? 10 : 50;
    return say(language, 'step.metres', { n: Math.max(10, Math.round(metres / step) * step) });
  }
  return say(language, 'step.kilometres', {
    n: metres < 9950 ? (metres / 1000).toFixed(1) : Math.round(metres / 1000),
  });
}
