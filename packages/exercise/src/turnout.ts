import { delayOf, type Key } from './keyed-chance.ts';

/**
 * How long crews take from being told to rolling. Medians by sort of crew: fire crews dress (NFPA 1710 §4.1.2.1 asks 80 s
 * of nine in ten), ambulances 45 s, patrol cars are in the car already. A crew on the road answers at once.
 */
const medianMs = { fire: 58_000, rescue: 58_000, ambulance: 42_000, police: 12_000 } as const;
const ON_THE_ROAD_MS = 9000;

/** From dispatched to acknowledged. */
export const acknowledgeMs = (...keys: readonly Key[]): number => delayOf(7000, 0.45, ...keys, 'acknowledge');

/** From dispatched to en route; never before it is acknowledged. */
export function turnoutMs(agency: keyof typeof medianMs, atPost: boolean, ...keys: readonly Key[]): number {
  return delayOf(atPost ? medianMs[agency] : ON_THE_ROAD_MS, 0.3, ...keys, 'turnout');
}
