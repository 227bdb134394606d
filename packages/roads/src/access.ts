import type { Tags } from './road-of.ts';

const CLOSED = new Set(['no', 'private', 'military', 'agricultural', 'forestry', 'use_sidepath']);
const OPENED = new Set(['yes', 'designated', 'permissive', 'official']);
/** From the most particular to the most general, as Key:access orders them for a motor vehicle. */
const KEYS = ['motorcar', 'motor_vehicle', 'vehicle', 'access'] as const;

/**
 * What the tags say about driving an emergency vehicle here: the most particular one decides.
 * `open` when nothing is said or only that there are conditions (destination, delivery, customers).
 */
export function accessOf(tags: Tags): 'allowed' | 'open' | 'closed' {
  const emergency = tags['emergency'] ?? '';
  if (OPENED.has(emergency) || tags['access'] === 'emergency' || tags['service'] === 'emergency_access') {
    return 'allowed';
  }
  if (emergency === 'no') return 'closed';
  for (const key of KEYS) {
    const value = tags[key];
    if (value === undefined) continue;
    if (CLOSED.has(value)) return 'closed';
    // access=yes on a footway speaks of walkers: only a word about vehicles allows driving.
    return key !== 'access' && OPENED.has(value) ? 'allowed' : 'open';
  }
  return 'open';
}
