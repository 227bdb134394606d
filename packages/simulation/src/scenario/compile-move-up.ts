import { fail, ok, type Result } from '@clarion/measure';
import type { Model, MoveUp } from '../model.ts';
import { faultAt, type ScenarioFault } from './fault.ts';
import { find } from './names.ts';
import type { Scenario } from './schema.ts';

interface Indexed {
  readonly posts: ReadonlyMap<string, number>;
  readonly zoneCount: number;
  readonly travelS: Float64Array;
}

export function compileMoveUp(
  scenario: Scenario,
  { posts, zoneCount, travelS }: Indexed,
): Result<MoveUp | undefined, ScenarioFault> {
  const { moveUp } = scenario;
  if (!moveUp) return ok(undefined);
  if (moveUp.rule === 'compliance') {
    const table: Int32Array[] = [];
    for (const [row, names] of moveUp.posts.entries()) {
      if (names.length > row + 1)
        return fail(faultAt('FieldUnfit', `moveUp.posts[${row}]`, { reason: `≤ ${row + 1}` }));
      const found: number[] = [];
      for (const [i, name] of names.entries()) {
        const post = find(posts, name, `moveUp.posts[${row}][${i}]`);
        if (!post.ok) return post;
        found.push(post.value);
      }
      table.push(Int32Array.from(found));
    }
    return ok({ rule: 'compliance', posts: table });
  }
  const rates = scenario.zones.map(({ callsPerHour }) =>
    [callsPerHour].flat().reduce((sum, rate, _, all) => sum + rate / all.length, 0),
  );
  const sum = rates.reduce((total, rate) => total + rate, 0);
  const { busyShare, standardSeconds, minimumGain } = moveUp;
  return ok({
    rule: 'dmexclp',
    covers: [...posts.values()].map(post =>
      Int32Array.from(
        rates.flatMap((_, zone) => (travelS[post * zoneCount + zone]! <= standardSeconds ? [zone] : [])),
      ),
    ),
    weight: Float64Array.from(rates, rate => rate / sum),
    gainOfNext: Float64Array.from(
      { length: scenario.units.length + 1 },
      (_, k) => (1 - busyShare) * busyShare ** k,
    ),
    minimumGain,
  });
}

/** Between posts: as given, else by way of the zone that makes it shortest. Errors: an unknown post. */
export function postTravel(
  scenario: Scenario,
  { posts, zoneCount, travelS }: Indexed,
): Result<Model['postTravelS'], ScenarioFault> {
  const n = posts.size;
  const between = new Float64Array(n * n);
  // Only a compliance table and minimums move units between posts; for the others the table stays empty.
  const moves = scenario.readiness?.minimums.some(({ moveUp }) => moveUp) ?? false;
  if (scenario.moveUp?.rule === 'compliance' || moves) {
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) {
        let shortest = a === b ? 0 : Infinity;
        for (let zone = 0; zone < zoneCount && a !== b; zone++)
          shortest = Math.min(shortest, travelS[a * zoneCount + zone]! + travelS[b * zoneCount + zone]!);
        between[a * n + b] = shortest;
      }
  }
  for (const [from, row] of Object.entries(scenario.postTravelSeconds ?? {})) {
    const a = find(posts, from, `postTravelSeconds.${from}`);
    if (!a.ok) return a;
    for (const [to, seconds] of Object.entries(row)) {
      const b = find(posts, to, `postTravelSeconds.${from}.${to}`);
      if (!b.ok) return b;
      between[a.value * n + b.value] = seconds;
    }
  }
  return ok(between);
}
