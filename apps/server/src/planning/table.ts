import { complianceTable, coverRowsOf } from '@clarion/coverage';
import type { ComplianceAnswer, ComplianceQuestion } from '@clarion/protocol';
import type { DemandGround } from './ground.ts';
import type { PlanningRoads } from './planning-roads.ts';

/** For every number of free units the posts to be held, with the share of the demand that they are expected to cover. */
export function complianceOf(
  roads: PlanningRoads,
  demand: DemandGround,
  { posts, units, withinMinutes, busy, hourOfWeek }: ComplianceQuestion,
): ComplianceAnswer {
  const cellOfPair: number[] = [];
  const postOfPair: number[] = [];
  for (const [post, { at }] of posts.entries()) {
    const row = roads.row(at, hourOfWeek) ?? [];
    for (const [cell, timeMs] of row.entries()) {
      if (timeMs > withinMinutes * 60_000) continue;
      cellOfPair.push(cell);
      postOfPair.push(post);
    }
  }
  const cover = coverRowsOf(
    Uint32Array.from(cellOfPair),
    Uint32Array.from(postOfPair),
    demand.weight,
    posts.length,
  );
  return {
    rows: complianceTable(cover, busy, units).map(row => ({
      posts: row.posts.map(post => posts[post]!.id),
      covered: row.covered / demand.total,
    })),
  };
}
