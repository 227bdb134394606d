import type { FeatureCollection, Geometry } from 'geojson';

type Data = FeatureCollection<Geometry, Record<string, string | number | boolean>>;

/**
 * Passes on to `put` only what differs from what a source was given before: each giving costs the map's worker a parse and
 * every layer of the source a new drawing, whatever it holds. Where the sources are made anew, so is this.
 */
export function changedOnly<Source extends string>(
  put: (source: Source, data: Data) => void,
): (source: Source, data: Data) => void {
  const given = new Map<Source, Data>();
  return (source, data) => {
    const before = given.get(source);
    if (before !== undefined && isSame(before, data)) return;
    given.set(source, data);
    put(source, data);
  };
}

/** Feature by feature, and ended by the first that differs: of a thousand units that drive that is the first. */
function isSame({ features: a }: Data, { features: b }: Data): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i]!;
      return isSameFlat(one.properties, other.properties) && isSameShape(one.geometry, other.geometry);
    })
  );
}

function isSameFlat(a: Data['features'][number]['properties'], b: typeof a): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => a[key] === b[key]);
}

function isSameShape(a: Geometry, b: Geometry): boolean {
  if (a.type === 'GeometryCollection' || b.type === 'GeometryCollection') return a === b;
  return a.type === b.type && isSameNumbers(a.coordinates, b.coordinates);
}

type Numbers = number | readonly Numbers[];

function isSameNumbers(a: Numbers, b: Numbers): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.length === b.length && a.every((one, i) => isSameNumbers(one, b[i]!));
}
