import type { StreetSegmentInput } from '@clarion/places';
import type { WayInput } from '@clarion/roads';

/** Named ways as searchable streets; the two directions of a street are one. */
export function waySegments(ways: readonly WayInput[]): StreetSegmentInput[] {
  const segments = new Map<string, StreetSegmentInput>();
  for (const { name, nodes, points } of ways) {
    const from = nodes[0];
    const to = nodes.at(-1);
    if (name === undefined || from === undefined || to === undefined || from === to) continue;
    const ends = [from, to].sort();
    const key = JSON.stringify([name, ...ends]);
    if (!segments.has(key))
      segments.set(key, { street: name, id: `s${segments.size + 1}`, from, to, points });
  }
  return [...segments.values()];
}
