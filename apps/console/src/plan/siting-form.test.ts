import { type PlanningGround, planningJobSchema } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { firstForm, sitingJob, withoutCost } from './siting-form.ts';
import type { Variant } from './variant.ts';
import { withSitedUnits } from './with-sites.ts';

const post = (postId: string, lng: number, kind = 'fire') => ({
  postId,
  names: {},
  kind,
  at: [lng, 49] as const,
});
const unit = (unitId: string, kind: string, agency = 'fire') => ({ unitId, kind, agency, capabilities: [] });
const ground = {
  posts: [post('P1', 8), post('P2', 8.1), post('P3', 8.2)],
  units: [unit('E1', 'ENGINE'), unit('E2', 'ENGINE'), unit('L1', 'TRUCK'), unit('M1', 'MEDIC', 'ambulance')],
} as unknown as PlanningGround;
const plan: Variant = {
  id: 'plan-1',
  posts: ground.posts,
  postOf: { E1: 'P1', E2: 'P2', L1: 'P1', M1: 'P2' },
};
const costs = { currency: '€', posts: { fire: 100 }, unitHours: { ENGINE: 2 } };
const form = firstForm(plan, ground, 'fire', costs, 5);

test('it begins with the units and posts that there are and with what they cost; what has no cost is named', () => {
  expect(form.kinds).toEqual([
    { kind: 'ENGINE', units: 2, perSite: 2, cost: 2 * 8760 },
    { kind: 'TRUCK', units: 1, perSite: 1, cost: undefined },
  ]);
  expect(withoutCost(form)).toEqual(['TRUCK']);
  const { P1, ...rest } = form.sites;
  const sites = { ...rest, P1: { ...P1!, cost: undefined } };
  expect(withoutCost({ ...form, sites, newCost: undefined })).toEqual(['TRUCK', 'P1', '+']);
  expect(withoutCost({ ...form, anywhere: false, newCost: undefined })).toEqual(['TRUCK']);
});

test('what is asked fits the wire, minutes as seconds and per cent as shares, no room and no fixed unit where none was said', () => {
  const asked = sitingJob(
    {
      ...form,
      budget: 5,
      sites: { ...form.sites, P1: { forbidden: true, room: 1, cost: 1, fixed: { ENGINE: 1 } } },
      goals: [{ kinds: ['ENGINE'], minutes: 5, counts: 'busy', importance: 2 }],
      minimums: [{ kinds: ['ENGINE', 'TRUCK'], minutes: 8, percent: 90, times: 1, each: true }],
    },
    plan,
    ground,
    'fire',
    undefined,
  );
  expect(planningJobSchema.parse(asked)).toEqual(asked);
  expect(asked.sites[0]).toMatchObject({ id: 'P1', forbidden: true, fixed: {}, room: 1 });
  expect(asked.sites[1]).toEqual({ id: 'P2', at: [8.1, 49], cost: 100, forbidden: false, fixed: {} });
  expect(asked.goals[0]).toMatchObject({ withinSeconds: 300, counts: { busy: 0.3 } });
  expect(asked.minimums[0]).toMatchObject({ withinSeconds: 480, share: 0.9, areas: 'each' });
});

test('taken over, units of a kind that stay stay, others go to the sites of their kind, the spare are left alone', () => {
  const placed = [
    { id: 'P1', at: [8, 49] as const, kind: 'ENGINE', units: 1 },
    { id: '+7', at: [8.4, 49] as const, kind: 'ENGINE', units: 3 },
    { id: 'P1', at: [8, 49] as const, kind: 'TRUCK', units: 1 },
  ];
  const next = withSitedUnits(plan, ground, 'fire', placed);
  // E1 stands at a site already; one of the three that are wanted at the new one is there; P2 is another service's.
  expect(next.postOf).toEqual({ E1: 'P1', E2: 'N1', L1: 'P1', M1: 'P2' });
  expect(next.posts.map(one => one.postId)).toEqual(['P1', 'P2', 'N1']);
  expect(next.posts[2]).toMatchObject({ kind: 'fire', at: [8.4, 49] });
  // Nothing was found for the truck: it stays, and so does its post.
  const without = withSitedUnits(plan, ground, 'fire', [
    { id: 'P3', at: [8.2, 49], kind: 'ENGINE', units: 2 },
  ]);
  expect(without.postOf).toEqual({ E1: 'P3', E2: 'P3', L1: 'P1', M1: 'P2' });
  expect(without.posts.map(one => one.postId)).toEqual(['P1', 'P2', 'P3']);
});
