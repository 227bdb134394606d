import { usualMoveUp } from '@clarion/dispatch';
import type { PlanningGround } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { deploymentOf } from './deployment-of.ts';
import { firstChoice, policyOf, tableQuestions } from './move-up-form.ts';
import { variantNow } from './variant.ts';

const unit = (unitId: string, postId: string, capability: string) => ({
  unitId,
  kind: 'X',
  agency: 'fire',
  capabilities: [capability],
  postId,
});
const post = (postId: string) => ({ postId, names: {}, kind: 'fire', at: [8, 49] as const });
const ground = {
  posts: [post('A'), post('B'), post('C')],
  units: [unit('E1', 'A', 'engine'), unit('E2', 'B', 'engine'), unit('P1', 'C', 'patrol')],
  inputs: { graph: 'g', demand: 'd' },
} as unknown as PlanningGround;

test('left as it is, a plan says nothing of moves; by gain it carries the policy as it was set', () => {
  const first = firstChoice(ground);
  expect(policyOf(first)).toBeUndefined();
  const policy = { ...first.policy, minimumGain: 0.1 };
  expect(policyOf({ ...first, rule: 'gain', policy })).toEqual({ ...usualMoveUp, minimumGain: 0.1 });
  expect(firstChoice({ ...ground, moveUp: { ...usualMoveUp, busy: 0.5 } }).policy.busy).toBe(0.5);
});

test('tables are asked for what units of the plan can do, over the posts where those stand', () => {
  const asked = tableQuestions(variantNow(ground), ground, firstChoice(ground));
  expect(
    asked.map(one => [one.capability, one.question.units, one.question.posts.map(({ id }) => id)]),
  ).toEqual([['engine', 2, ['A', 'B']]]);
});

test('by table the deployment carries the tables, and moves what has one', () => {
  const rows = [
    { posts: ['A'], covered: 0.4 },
    { posts: ['A', 'B'], covered: 0.6 },
  ];
  const moveUp = policyOf({ ...firstChoice(ground), rule: 'table', tables: { engine: rows } });
  const how = { startsAt: 5 as never, agency: 'fire', held: new Set<string>(), moveUp };
  expect(deploymentOf(variantNow(ground), ground, how).moveUp).toMatchObject({
    rule: 'table',
    capabilities: ['engine'],
    tables: { engine: [['A'], ['A', 'B']] },
  });
});
