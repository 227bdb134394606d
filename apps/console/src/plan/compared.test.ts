import type { PlanningGround } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { stillThere, variantOfPublished } from './compared.ts';
import type { Variant } from './variant.ts';

test('a plan that is gone gives way to one that is there; what was published stays', () => {
  const own = [{ id: 'plan-2', posts: [], postOf: {} }] satisfies Variant[];
  expect(stillThere(['now', 'plan-1'], own)).toEqual(['now', 'plan-2']);
  expect(stillThere(['plan-2', 'G1', 'plan-3'], own)).toEqual(['plan-2', 'G1', 'plan-2']);
  expect(stillThere(['plan-1', 'plan-1'], [])).toEqual(['now', 'now']);
});

test('a published deployment has its posts and units, and for the rest what is there now', () => {
  const post = (postId: string, lng: number) => ({ postId, names: {}, kind: 'fire', at: [lng, 49] as const });
  const ground = {
    posts: [post('P1', 8), post('P2', 9)],
    units: [{ unitId: 'E1', postId: 'P1' }, { unitId: 'E2', postId: 'P2' }, { unitId: 'E3' }],
  } as unknown as PlanningGround;
  const published = {
    deploymentId: 'G4',
    posts: [post('P1', 8.5), post('N1', 7)],
    units: [
      { unitId: 'E1', postId: 'N1' },
      { unitId: 'E9', postId: 'gone' },
    ],
  };
  expect(variantOfPublished(published, ground)).toEqual({
    id: 'G4',
    posts: [post('P1', 8.5), post('P2', 9), post('N1', 7)],
    postOf: { E1: 'N1', E2: 'P2' },
  });
});
