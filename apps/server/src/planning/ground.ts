import { createHash } from 'node:crypto';
import type { Area, FiledIncident } from '@clarion/dispatch';
import { type LngLat, ringContains } from '@clarion/measure';
import type { PlaceAtHand } from '../place/place-at-hand.ts';

/** Fewer calls than this say more about chance than about need. */
const CALLS_AT_LEAST = 50;
/** Calls are gathered in squares of about this size. */
const CELL_M = 250;
const METRES_PER_DEGREE = 111_195;

/** The demand that posts are judged by: where people live, or where help was asked for. */
export interface DemandGround {
  readonly source: 'people' | 'calls';
  readonly at: readonly LngLat[];
  readonly weight: Float64Array;
  readonly total: number;
  /** By cell: index into `areas`; -1: in none. */
  readonly areaOf: Int32Array;
  readonly areas: readonly { readonly areaId: string; readonly names: GroundNames }[];
  /** SHA-256 of places and weights. */
  readonly hash: string;
}
type GroundNames = { readonly en?: string; readonly zh?: string; readonly local?: string };

/**
 * People of the pack; else its recorded calls; else the calls for help of the centre's own log. Incidents that nobody
 * called about are no demand: units begin them where they already are. What a call was about is not asked. Undefined:
 * nothing is known.
 */
export function demandGround(
  place: PlaceAtHand,
  incidents: readonly FiledIncident[],
): DemandGround | undefined {
  const areas = areasOf(place.areas);
  const people = (place.people ?? []).filter(one => one.people > 0);
  if (people.length > 0)
    return groundOf(
      'people',
      people.map(({ at, people: weight }) => ({ at, weight })),
      areas,
    );
  const recorded = place.calls?.map(call => call.at) ?? [];
  const asked = recorded.length >= CALLS_AT_LEAST ? recorded : callsOf(incidents);
  if (asked.length < CALLS_AT_LEAST) return undefined;
  return groundOf('calls', gathered(asked), areas);
}

/** Where help was called for; an incident without a call was begun by a unit or a desk. */
function callsOf(incidents: readonly FiledIncident[]): LngLat[] {
  return incidents.flatMap(({ called, place }) => (called && place !== undefined ? [place.at] : []));
}

function gathered(calls: readonly LngLat[]): { at: LngLat; weight: number }[] {
  const high = CELL_M / METRES_PER_DEGREE;
  const wide = high / Math.max(0.01, Math.cos(((calls[0]?.[1] ?? 0) * Math.PI) / 180));
  const cells = new Map<string, { lng: number; lat: number; weight: number }>();
  for (const [lng, lat] of calls) {
    const key = `${Math.floor(lng / wide)} ${Math.floor(lat / high)}`;
    const cell = cells.get(key) ?? { lng: 0, lat: 0, weight: 0 };
    cells.set(key, { lng: cell.lng + lng, lat: cell.lat + lat, weight: cell.weight + 1 });
  }
  return [...cells.values()].map(({ lng, lat, weight }) => ({ at: [lng / weight, lat / weight], weight }));
}

/** Response areas of the pack, as rings. */
export const areasOfPack = (place: Pick<PlaceAtHand, 'areas'>): Area[] =>
  areasOf(place.areas).map(({ areaId, names, polygons }) => ({ areaId, names, rings: polygons.flat() }));

interface DrawnArea {
  readonly areaId: string;
  readonly names: GroundNames;
  readonly polygons: readonly (readonly (readonly LngLat[])[])[];
}

function areasOf(areas: unknown): DrawnArea[] {
  const features = (areas as { features?: readonly unknown[] } | undefined)?.features ?? [];
  return features.flatMap(raw => {
    const { properties, geometry } = raw as {
      properties: { id: string; name: GroundNames };
      geometry: { type: string; coordinates: unknown };
    };
    const polygons = (
      geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    ) as LngLat[][][];
    return [{ areaId: properties.id, names: properties.name, polygons }];
  });
}

function groundOf(
  source: DemandGround['source'],
  cells: readonly { readonly at: LngLat; readonly weight: number }[],
  areas: readonly DrawnArea[],
): DemandGround {
  const weight = Float64Array.from(cells, cell => cell.weight);
  const areaOf = Int32Array.from(cells, ({ at }) =>
    areas.findIndex(({ polygons }) =>
      polygons.some(
        ([outer, ...holes]) => ringContains(outer!, at) && !holes.some(hole => ringContains(hole, at)),
      ),
    ),
  );
  const hash = createHash('sha256');
  for (const { at, weight: own } of cells) hash.update(`${at[0]},${at[1]},${own}\n`);
  return {
    source,
    at: cells.map(cell => cell.at),
    weight,
    total: weight.reduce((sum, own) => sum + own, 0),
    areaOf,
    areas: areas.map(({ areaId, names }) => ({ areaId, names })),
    hash: hash.digest('hex'),
  };
}
