import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../test/runs.ts';
import { type Act, at, chief, does, machine, opened, smallTown, Telling } from '../../test/story.ts';
import { briefing } from '../briefing.ts';
import type { Command } from '../command.ts';
import { desksOf } from '../desk.ts';
import { type EmergencyPlan, planDeclineReasons, planEndReasons, stepReasons } from './plan.ts';
import { openSteps, plansInForce, proposedPlans, standingSteps } from './standing.ts';

const step = (stepId: string, deskId?: string) => ({
  stepId,
  names: { en: stepId },
  dueMinutes: 1,
  ...(deskId === undefined ? {} : { deskId }),
});
const plan = (planId: string, major?: true): EmergencyPlan => ({
  planId,
  names: { en: planId },
  trigger: { typeIds: ['fire'], ...(major ? { major } : {}) },
  levels: [
    { levelId: 'low', names: {}, steps: [step('a'), step('b', 'C1')] },
    { levelId: 'high', names: {}, steps: [step('c', 'gone')] },
  ],
});
const versions = [[plan('one'), plan('two', true)], [plan('one')], []];

const incidentId = fc.constantFrom('I1', 'I2', 'I3');
const planId = fc.constantFrom('one', 'two');
const asked: fc.Arbitrary<Command | { readonly adopts: number }> = fc.oneof(
  fc.record({ adopts: fc.nat(2) }),
  fc.record(
    {
      type: fc.constant('ActivatePlan' as const),
      incidentId,
      planId,
      levelId: fc.constantFrom('low', 'high', 'x'),
    },
    { requiredKeys: ['type', 'incidentId', 'planId'] },
  ),
  fc.record({
    type: fc.constant('DeclinePlan' as const),
    incidentId,
    planId,
    reason: fc.constantFrom(...planDeclineReasons),
  }),
  fc.record({
    type: fc.constant('EndPlan' as const),
    incidentId,
    planId,
    reason: fc.constantFrom(...planEndReasons),
  }),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('MarkPlanStep' as const),
      incidentId,
      planId,
      stepId: fc.constantFrom('a', 'b', 'c'),
      mark: fc.constantFrom('taken', 'done', 'notNeeded', 'open'),
      reason: fc.constantFrom(...stepReasons),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('Undo' as const), seq: fc.nat(12) }) },
  fc.record({
    type: fc.constant('GiveIncident' as const),
    incidentId,
    deskId: fc.constantFrom('D1', 'D2'),
  }),
  fc.record({
    type: fc.constant('MergeIncidents' as const),
    incidentId,
    intoId: incidentId,
  }),
) as never;

test('[PN6] [PN7] whatever is asked, the log folds to the board, and every open step is the task of exactly one desk', () => {
  let marked = 0;
  let undone = 0;
  fc.assert(
    fc.property(fc.array(asked, { minLength: 20, maxLength: 60, size: 'max' }), all => {
      const telling = new Telling();
      let version = 2;
      const adopts = (n: number): Act => ({
        actor: machine,
        command: {
          type: 'AdoptConfiguration',
          configuration: { ...smallTown, version: version++, plans: versions[n]! },
        },
      });
      telling.must(adopts(0));
      for (const id of ['I1', 'I2', 'I3']) telling.must(opened(id, undefined, 'fire'));
      for (const one of all) {
        const back = (command: Command): Command =>
          command.type === 'Undo'
            ? { ...command, seq: Math.max(1, telling.log.length - command.seq) }
            : command;
        const { entries } = telling.act('adopts' in one ? adopts(one.adopts) : does(back(one), chief));
        marked += entries.filter(entry => entry.type === 'PlanStepMarked').length;
        undone += entries.filter(
          entry => entry.type === 'EntryUndone' && entry.data.undoes.startsWith('Plan'),
        ).length;
        const { board } = telling;
        const tasks = desksOf(board).flatMap(({ deskId }) =>
          briefing(board, deskId, at(telling.clock)).tasks.filter(task => task.kind === 'planStep'),
        );
        expect(tasks).toHaveLength([...openSteps(board)].length);
        for (const incident of board.incidents.values()) {
          const active = plansInForce(incident);
          const steps = active.flatMap(each => standingSteps(incident, each));
          const ids = active.map(each => each.plan.planId);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { number, mark } of steps) {
            expect(number).toBeGreaterThan(0);
            expect(mark?.mark === 'notNeeded').toBe(mark?.reason !== undefined);
          }
          for (const each of proposedPlans(board, incident, at(telling.clock)))
            expect(ids).not.toContain(each.planId);
        }
      }
      telling.checkFold();
    }),
    { numRuns: runs(60) },
  );
  // A run that never gets anywhere would prove nothing.
  expect(Math.min(marked, undone)).toBeGreaterThan(20);
});
