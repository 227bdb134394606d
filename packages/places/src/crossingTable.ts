import type { LngLat } from '@clarion/measure';
import { ownName } from './displayName.ts';
import type { CrossingInput, Names, NumberRange, StreetSegmentInput } from './input.ts';
import { streetName } from './streetName.ts';

/** A row of a city's table of crossings: either a junction of a street, or the run of a street between two. */
export type CrossingRow =
  | { readonly kind: 'junction'; readonly node: string; readonly street: Names }
  | {
      readonly kind: 'run';
      readonly segment: string;
      readonly street: Names;
      readonly from: string;
      readonly to: string;
      readonly left?: NumberRange;
      readonly right?: NumberRange;
    };

/**
 * Joins a table of crossings to the segments of the street table. The two seldom agree to the last row: runs that
 * the street table lacks become straight segments between known nodes, a run under another name gives that segment
 * its second name, numbers fill in where the street table has none, and junctions add streets that meet there.
 * `ignored` counts runs and junctions at nodes of unknown place.
 */
export function joinCrossingTable(
  segments: readonly StreetSegmentInput[],
  rows: Iterable<CrossingRow>,
  nodeAt: ReadonlyMap<string, LngLat>,
): { segments: StreetSegmentInput[]; crossings: CrossingInput[]; ignored: number } {
  const known = new Map(segments.map((s, i) => [s.id, i]));
  const joined = [...segments];
  const junctions = new Map<string, Names[]>();
  let ignored = 0;
  for (const row of rows) {
    if (row.kind === 'junction') {
      const list = junctions.get(row.node);
      if (list) list.push(row.street);
      else junctions.set(row.node, [row.street]);
      continue;
    }
    const numbers = {
      ...(row.left === undefined ? {} : { left: row.left }),
      ...(row.right === undefined ? {} : { right: row.right }),
    };
    const number = known.get(row.segment);
    if (number === undefined) {
      const from = nodeAt.get(row.from);
      const to = nodeAt.get(row.to);
      // A run from a node to itself is a loop of unknown shape; its node still says where the street is.
      if (from === undefined || to === undefined) {
        ignored++;
        continue;
      }
      const { street, segment: id } = row;
      joined.push({ street, id, from: row.from, to: row.to, points: [from, to], ...numbers });
      continue;
    }
    const segment = joined[number]!;
    if (keyOf(segment.street) !== keyOf(row.street)) {
      joined.push({ ...segment, street: row.street, id: `${segment.id} ${ownName(row.street)}`, ...numbers });
    } else if (!hasNumbers(segment)) joined[number] = { ...segment, ...numbers };
  }
  const crossings = [...junctions].flatMap(([node, streets]) => {
    const at = nodeAt.get(node);
    if (at === undefined) ignored++;
    return at === undefined ? [] : [{ node, at, streets }];
  });
  return { segments: joined, crossings, ignored };
}

const keyOf = (names: Names): string => streetName(ownName(names)).full;

const hasNumbers = (s: StreetSegmentInput): boolean =>
  [s.left?.from, s.left?.to, s.right?.from, s.right?.to].some(n => (n ?? 0) > 0);
