import type { Agency, FiledIncident } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';

const LOOKED_BACK_MS = 28 * 24 * 3_600_000;
/** Of fewer the rate is chance. */
const CALLS_AT_LEAST = 50;

/** Incidents an hour that were called for and to which each service was sent; services with too few are left out. */
export function callsPerHour(
  incidents: readonly FiledIncident[],
  agencies: readonly Agency[],
  now: Instant,
): { readonly [agency: string]: number } {
  const counts = new Map<Agency, number>();
  let first: number = now;
  for (const one of incidents) {
    if (one.openedAt < now - LOOKED_BACK_MS || !one.called) continue;
    first = Math.min(first, one.openedAt);
    for (const agency of one.agencies) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  }
  const hours = (now - first) / 3_600_000;
  return Object.fromEntries(
    agencies.flatMap(agency => {
      const count = counts.get(agency) ?? 0;
      return count < CALLS_AT_LEAST || hours < 1 ? [] : [[agency, count / hours]];
    }),
  );
}
