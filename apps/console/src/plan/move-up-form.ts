import { type MoveUpPolicy, usualMoveUp } from '@clarion/dispatch';
import type { ComplianceAnswer, PlanningGround } from '@clarion/protocol';
import { postsHeldFor, type Variant } from './variant.ts';

/** What the planner says of moves: as it is, or a policy of the plan's own. */
export interface MoveUpChoice {
  readonly rule: 'keep' | MoveUpPolicy['rule'];
  readonly policy: MoveUpPolicy;
  /** Tables of this plan; a plan that is changed makes them anew. */
  readonly tables: Readonly<Record<string, ComplianceAnswer['rows']>>;
}

/** Every number of a policy that is set here: its least and most as typed, and how typed numbers become its own. */
export const moveUpNumbers = [
  { name: 'withinMinutes', word: 'within', least: 1, most: 120, times: 1 },
  { name: 'minimumGain', word: 'minimumGain', least: 0, most: 100, times: 100 },
  { name: 'busy', word: 'busy', least: 0, most: 95, times: 100 },
  { name: 'movesAtOnce', word: 'movesAtOnce', least: 0, most: 100, times: 1 },
  { name: 'movesPerShift', word: 'movesPerShift', least: 0, most: 100, times: 1 },
  { name: 'shiftHours', word: 'shiftHours', least: 1, most: 24, times: 1 },
  { name: 'restMinutes', word: 'restMinutes', least: 0, most: 1440, times: 1 },
  { name: 'longestDriveMinutes', word: 'longestDriveMinutes', least: 1, most: 240, times: 1 },
] as const;

/** From the policy that is in force; where there is none, from the usual one. */
export function firstChoice(ground: PlanningGround): MoveUpChoice {
  const { tables: _, ...policy } = ground.moveUp ?? usualMoveUp;
  return { rule: 'keep', policy, tables: {} };
}

/** For each capability that moves are about and that units of the plan have: how many there are, and their posts. */
export function tableQuestions(variant: Variant, ground: PlanningGround, { policy }: MoveUpChoice) {
  return policy.capabilities.flatMap(capability => {
    const { units, posts } = postsHeldFor(variant, ground, capability);
    if (units === 0) return [];
    const { withinMinutes, busy } = policy;
    const question = {
      posts: posts.map(({ postId, at }) => ({ id: postId, at })),
      units,
      withinMinutes,
      busy,
    };
    return [{ capability, question }];
  });
}

/** The policy as the floor gets it; undefined: as it is. */
export function policyOf({ rule, policy, tables }: MoveUpChoice): MoveUpPolicy | undefined {
  if (rule === 'keep') return undefined;
  if (rule === 'gain') return { ...policy, rule };
  const made = Object.entries(tables).map(([capability, rows]) => [capability, rows.map(row => row.posts)]);
  return { ...policy, rule, capabilities: Object.keys(tables), tables: Object.fromEntries(made) };
}
