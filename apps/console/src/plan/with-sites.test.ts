import type { LngLat } from '@clarion/measure';
import type { PlanningGround } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { variantNow } from './variant.ts';
import { withSites } from './with-sites.ts';

const post = (postId: string, kind: string) => ({ postId, names: {}, kind, at: [10, 30] as LngLat });
const unit = (unitId: string, postId: string, agency: string) => ({
  unitId,
  kind: 'X',
  agency,
  capabilities: [],
  postId,
});
const ground: PlanningGround = {
  demand: { source: 'people', cells: 1, total: 1 },
  areas: [],
  posts: [post('A', 'ambulance'), post('B', 'ambulance'), post('F', 'fire')],
  // M3 stands at the fire station, E2 at an ambulance post.
  units: [
    unit('M1', 'A', 'ambulance'),
    unit('M2', 'A', 'ambulance'),
    unit('M3', 'F', 'ambulance'),
    unit('E1', 'F', 'fire'),
    unit('E2', 'B', 'fire'),
  ],
  levels: [],
  byHour: false,
  turnoutSeconds: 60,
  callsPerHour: {},
  inputs: { graph: 'g', demand: 'd' },
  now: 0,
};

test('sites become the posts of the service; units that need not move stay, and nobody loses the post they stand at', () => {
  const sites = [
    { id: 'A', at: [10, 30] as LngLat },
    { id: '+17', at: [11, 30] as LngLat },
    { id: '+42', at: [12, 30] as LngLat },
  ];
  const plan = withSites(variantNow(ground), ground, 'ambulance', sites);
  expect(plan.posts.map(one => one.postId)).toEqual(['A', 'B', 'F', 'N1', 'N2']);
  expect(plan.postOf).toEqual({ M1: 'A', M2: 'N1', M3: 'N2', E1: 'F', E2: 'B' });
});

test('a site that comes twice takes two units; whoever is left over goes round in turn', () => {
  const at = [11, 30] as LngLat;
  const twice = withSites(variantNow(ground), ground, 'ambulance', [
    { id: '+1', at },
    { id: '+1', at },
  ]);
  expect([twice.postOf['M1'], twice.postOf['M2'], twice.postOf['M3']]).toEqual(['N1', 'N1', 'N1']);
});
