import type { Unit } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

/** Crew and equipment as they are now, where somebody has signed on or said so; empty when all is as usual. */
export function staffedInWords(
  { staffing, crew }: Unit,
  w: Speech,
  nameOf: (qualificationId: string) => string = id => id,
): string {
  const without = (staffing?.without ?? []).map(one => w.maybe(`capability.${one}`) ?? one).join(', ');
  const people = staffing?.people ?? crew?.people;
  const expired = (crew?.holds ?? []).filter(one => one.expired > 0);
  const list = expired.map(one => nameOf(one.qualificationId)).join(', ');
  return [
    // First, for the row is short.
    list === '' ? '' : `▲ ${w('units.expired', { list })}`,
    people === undefined ? '' : w('units.people', { n: people }),
    without === '' ? '' : w('units.without', { what: without }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Whether somebody aboard has a qualification that does not count any more. */
export const hasExpired = ({ crew }: Unit): boolean => crew?.holds.some(one => one.expired > 0) === true;
