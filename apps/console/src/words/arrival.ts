import type { Eta } from '@clarion/dispatch';
import { duration, type Speech } from './speak.ts';

/** A candidate, or the answer to a route. */
interface Timed {
  readonly eta?: Eta;
  readonly travelTimeMs?: number;
}

/** What a list is ranked by: the ETA; in entries of before there were any, the travel time. */
export const arrivalMs = ({ eta, travelTimeMs }: Timed): number | undefined => eta?.ms ?? travelTimeMs;

/** `(03:20–06:05)`; with a question mark where no recorded drives stand behind it. */
export const rangeInShort = ({ lowMs, highMs, basis }: Eta): string =>
  `(${duration(lowMs)}–${duration(highMs)}${basis === 'uncalibrated' ? '?' : ''})`;

/** `04:10 (03:20–06:05)`; only the time where no range is known, undefined where there is no way. */
export function arrivalInShort(one: Timed): string | undefined {
  const ms = arrivalMs(one);
  if (ms === undefined) return undefined;
  return one.eta === undefined ? duration(ms) : `${duration(ms)} ${rangeInShort(one.eta)}`;
}

/** That turnout is counted; undefined when it is not. */
export const turnoutInWords = (eta: Eta | undefined, w: Speech): string | undefined =>
  eta?.turnoutMs === undefined ? undefined : w('eta.turnout', { turnout: duration(eta.turnoutMs) });

/** What the range means, and what stands behind it. */
export const basisInWords = (eta: Eta | undefined, w: Speech): string | undefined =>
  eta && w(`eta.${eta.basis}`);
