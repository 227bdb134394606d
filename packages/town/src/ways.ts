import type { Names } from '@clarion/places';
import type { Joined } from './join.ts';
import { toLngLat } from './plane.ts';
import type { TownWay } from './town.ts';

/** Streets as the road builder takes them; junction 17 is node n17, the third bend of way w5 is w5.3. */
export function waysOf({ lines }: Joined, names: ReadonlyMap<string, Names>): TownWay[] {
  return lines.map(({ stretch, points, nodes }, index) => {
    const id = `w${index}`;
    const name = names.get(stretch.street);
    return {
      id,
      nodes: nodes.map((node, i) => (node >= 0 ? `n${node}` : `${id}.${i}`)),
      points: points.map(toLngLat),
      forward: true,
      backward: !stretch.oneWay,
      oneway: stretch.oneWay,
      speedKmh: stretch.speedKmh,
      roadClass: stretch.roadClass,
      roundabout: stretch.roundabout,
      bridge: stretch.bridge,
      ...(name && { name }),
    };
  });
}
