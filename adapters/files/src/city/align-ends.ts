import { distance, type LngLat } from '@clarion/measure';

export interface NodedLine {
  /** Node ids of its ends. */
  readonly from: string;
  readonly to: string;
  points: readonly LngLat[];
}

/** An end nearer to its node than this is drawn inexactly; one further away gets a piece of line to the node. */
const SAME_SPOT_M = 5;
/** A turned line moves a node, which may turn another; real tables settle at once. */
const ROUNDS = 3;

interface Vote {
  readonly at: LngLat;
  count: number;
}

/**
 * Makes lines run from their first node to their second and end exactly there. The table does not say where a node is:
 * it is where most lines of it end.
 */
export function alignEnds(lines: readonly NodedLine[]): { turnedLines: number; linesOffTheirNode: number } {
  const counts = { turnedLines: 0, linesOffTheirNode: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const nodes = nodePlaces(lines);
    // A node of many lines is surer of its place than one of a single line, whose only line may be the turned one.
    const miss = (node: string, at: LngLat) => distance(nodes.get(node)!.at, at) * nodes.get(node)!.count;
    for (const line of lines) {
      const first = line.points[0]!;
      const last = line.points.at(-1)!;
      if (miss(line.from, last) + miss(line.to, first) >= miss(line.from, first) + miss(line.to, last))
        continue;
      line.points = line.points.toReversed();
      counts.turnedLines++;
    }
  }
  const nodes = nodePlaces(lines);
  for (const line of lines) {
    const from = nodes.get(line.from)!.at;
    const to = nodes.get(line.to)!.at;
    const offFrom = distance(line.points[0]!, from) > SAME_SPOT_M;
    const offTo = distance(line.points.at(-1)!, to) > SAME_SPOT_M;
    if (offFrom || offTo) counts.linesOffTheirNode++;
    line.points = [from, ...line.points.slice(offFrom ? 0 : 1, offTo ? undefined : -1), to];
  }
  return counts;
}

function nodePlaces(lines: readonly NodedLine[]): Map<string, Vote> {
  const votes = new Map<string, Map<string, Vote>>();
  const vote = (node: string, at: LngLat) => {
    const places = votes.get(node) ?? new Map<string, Vote>();
    votes.set(node, places);
    const key = `${at[0].toFixed(5)} ${at[1].toFixed(5)}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { at, count: 1 });
    else place.count++;
  };
  for (const { from, to, points } of lines) {
    vote(from, points[0]!);
    vote(to, points.at(-1)!);
  }
  const best = new Map<string, Vote>();
  for (const [node, places] of votes) {
    best.set(
      node,
      [...places.values()].reduce((a, b) => (b.count > a.count ? b : a)),
    );
  }
  return best;
}
