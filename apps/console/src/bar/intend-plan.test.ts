import { type Board, type EmergencyPlan, emptyBoard, type Incident } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { planIntention } from './intend-plan.ts';
import type { Situation } from './intention.ts';
import { parseBar } from './parse.ts';

const plan: EmergencyPlan = {
  planId: 'flood',
  names: { en: 'Flood', zh: '防汛' },
  trigger: { alarmFrom: 1 },
  levels: [
    {
      levelId: 'yellow',
      names: {},
      steps: [
        { stepId: 'a', names: {} },
        { stepId: 'b', names: {} },
      ],
    },
    { levelId: 'orange', names: {}, steps: [] },
  ],
};
const by = { kind: 'operator', id: 'cleo', role: 'commander' } as const;
function board(active: boolean): Board {
  const all = emptyBoard();
  all.configuration = { plans: [plan, { ...plan, planId: 'quake', trigger: {} }] } as never;
  const levels = [{ levelId: 'yellow', since: instant(0) }];
  const standing = { plan, version: 1, levelId: 'yellow', by, since: instant(0), levels, marks: [] };
  const incident = { incidentId: 'I3', state: 'open', priority: 1, ...(active ? { plans: [standing] } : {}) };
  all.incidents.set('I3', incident as unknown as Incident);
  return all;
}
const known = {
  unit: () => undefined,
  incident: (word: string) => (/^i\d+$/i.test(word) ? word.toUpperCase() : undefined),
  call: () => undefined,
};
const read = (line: string, active = false, role: 'commander' | 'callTaker' = 'commander') => {
  const parsed = parseBar(line, known);
  return planIntention(parsed.verb!, parsed, { role, now: 1000, board: board(active) } as Situation);
};

test.each([
  ['plan I3', '预案 I3', false, { type: 'ActivatePlan', incidentId: 'I3', planId: 'flood' }],
  ['plan I3 quake orange', '启动预案 I3 quake orange', false, { planId: 'quake', levelId: 'orange' }],
  [
    'decline plan I3 less than thought',
    '不启动预案 I3 轻于预期',
    false,
    { type: 'DeclinePlan', planId: 'flood', reason: 'lessThanThought' },
  ],
  ['step I3 2 done', '步骤 I3 2 完成', true, { type: 'MarkPlanStep', stepId: 'b', mark: 'done' }],
  ['step I3 1 taken', '步骤 I3 1 已承办', true, { stepId: 'a', mark: 'taken' }],
  [
    'step I3 1 not needed others do it',
    '步骤 I3 1 不需要 由他方承担',
    true,
    { stepId: 'a', mark: 'notNeeded', reason: 'others' },
  ],
  ['end plan I3 over', '终止预案 I3 处置完毕', true, { type: 'EndPlan', planId: 'flood', reason: 'over' }],
] as const)('%s and %s mean the same', (en, zh, active, asked) => {
  for (const line of [en, zh])
    expect(read(line, active), line).toMatchObject({ kind: 'act', commands: [asked] });
});

test('what is not said whole, or by somebody who decides about no plan, is told', () => {
  expect(read('plan')).toMatchObject({ code: 'incidentMissing' });
  expect(read('plan I3 moon')).toMatchObject({ code: 'planForm', params: { list: 'flood, quake' } });
  expect(read('plan I3 flood red')).toMatchObject({ code: 'planForm' });
  expect(read('decline plan I3')).toMatchObject({ code: 'planReason' });
  expect(read('step I3 1 done')).toMatchObject({ code: 'planNone' });
  for (const line of ['step I3', 'step I3 9 done', 'step I3 1 not needed', 'step I3 1 dance'])
    expect(read(line, true), line).toMatchObject({ code: 'stepForm' });
  expect(read('end plan I3', true)).toMatchObject({ code: 'planReason' });
  expect(read('plan I3', false, 'callTaker')).toMatchObject({ code: 'notYourRole' });
});
