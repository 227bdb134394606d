import { boundsOf, distance, type LngLat, ringContains } from '@clarion/measure';
import { ownName } from './displayName.ts';
import type { DistrictInput, Names, PlaceInput } from './input.ts';
import { NONE } from './layout.ts';

/** Collects district names while the index is built, and finds the district of a point. */
export class DistrictTable {
  readonly names: Names[] = [];
  readonly #byName = new Map<string, number>();
  readonly #areas: { district: number; rings: DistrictInput['rings']; bounds: readonly number[] }[] = [];

  constructor(districts: readonly DistrictInput[]) {
    for (const { name, rings } of districts) {
      const bounds = boundsOf(rings.flat());
      if (bounds) this.#areas.push({ district: this.number(name), rings, bounds });
    }
  }

  number(name: Names): number {
    const key = ownName(name);
    const known = this.#byName.get(key);
    if (known !== undefined) return known;
    this.#byName.set(key, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }

  /** The district given, else the one whose area holds the point, else NONE. */
  of(given: Names | undefined, at: LngLat): number {
    if (given !== undefined && ownName(given) !== '') return this.number(given);
    for (const { district, rings, bounds } of this.#areas) {
      const inBox = at[0] >= bounds[0]! && at[1] >= bounds[1]! && at[0] <= bounds[2]! && at[1] <= bounds[3]!;
      // A hole is a ring inside a ring: an odd number of rings around the point means inside.
      if (inBox && rings.filter(ring => ringContains(ring, at)).length % 2 === 1) return district;
    }
    return NONE;
  }
}

/** Districts as places of their own; the radius reaches the farthest corner of the ring. */
export function districtPlaces(
  districts: readonly DistrictInput[],
): (PlaceInput & { uncertaintyM: number })[] {
  return districts.flatMap(({ name, rings }, i) => {
    const ring = rings.reduce<readonly LngLat[]>((a, b) => (b.length > a.length ? b : a), []);
    if (ring.length === 0) return [];
    const sum = ring.reduce((s, p) => [s[0] + p[0], s[1] + p[1]] as const, [0, 0] as const);
    const at: LngLat = [sum[0] / ring.length, sum[1] / ring.length];
    const uncertaintyM = Math.ceil(Math.max(...ring.map(p => distance(at, p))));
    return [{ id: `district-${i}`, names: name, kind: 'district', at, uncertaintyM }];
  });
}
