import type { Unit } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

/** What somebody has said about crew and equipment for now; empty when all is as usual. */
export function staffedInWords({ staffing }: Unit, w: Speech): string {
  if (staffing === undefined) return '';
  const without = staffing.without.map(one => w.maybe(`capability.${one}`) ?? one).join(', ');
  return [
    staffing.people === undefined ? '' : w('units.people', { n: staffing.people }),
    without === '' ? '' : w('units.without', { what: without }),
  ]
    .filter(Boolean)
    .join(' · ');
}
