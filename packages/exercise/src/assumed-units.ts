import { capabilitiesOf, findKind } from '@clarion/dispatch';
import type { Station, StationedUnit } from './homes.ts';

/** Which post of a kind gets which crews: each of them every `every`-th post, the first included. */
const crews = {
  fire: [
    { kind: 'ENGINE', letter: 'E', every: 1 },
    { kind: 'LADDER', letter: 'L', every: 2 },
    { kind: 'RESCUE', letter: 'R', every: 4 },
    { kind: 'CHIEF', letter: 'C', every: 6 },
    { kind: 'HAZMAT', letter: 'H', every: 8 },
  ],
  ambulance: [
    { kind: 'ALS', letter: 'M', every: 1 },
    { kind: 'BLS', letter: 'B', every: 1 },
  ],
  police: [
    { kind: 'PATROL', letter: 'P', every: 1 },
    { kind: 'PATROL', letter: 'P', every: 1 },
    { kind: 'TRAFFIC', letter: 'T', every: 3 },
  ],
} as const;

/**
 * Units for a drill in a place that names none: crews for each post by the stated rule above, in the order of the posts'
 * ids. Where no ambulance has a post of its own, hospitals have the ambulances. Units are numbered by letter: E1, E2, M1.
 * Empty where there are no posts. For drills alone: a live centre works with the units that it was given.
 */
export function assumedUnits(posts: readonly Station[]): StationedUnit[] {
  const units: StationedUnit[] = [];
  const numbers = new Map<string, number>();
  const hasAmbulances = posts.some(({ kind }) => kind === 'ambulance');
  for (const kind of ['fire', 'ambulance', 'police'] as const) {
    const home = kind === 'ambulance' && !hasAmbulances ? 'hospital' : kind;
    const stations = posts.filter(post => post.kind === home).sort((a, b) => (a.id < b.id ? -1 : 1));
    stations.forEach((post, i) => {
      for (const crew of crews[kind]) {
        if (i % crew.every !== 0) continue;
        const number = (numbers.get(crew.letter) ?? 0) + 1;
        numbers.set(crew.letter, number);
        units.push({
          id: `${crew.letter}${number}`,
          kind: crew.kind,
          agency: findKind(crew.kind)!.agency,
          capabilities: capabilitiesOf(crew.kind),
          postId: post.id,
        });
      }
    });
  }
  return units;
}
