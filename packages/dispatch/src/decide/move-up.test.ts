import type { LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  at,
  chief,
  crew,
  does,
  machine,
  smallTown,
  story,
  Telling,
} from '../../test/story.ts';
import { allowed } from '../allowed.ts';
import type { Command } from '../command.ts';
import type { Area, Configuration } from '../configuration.ts';
import type { DeploymentBody } from '../deployment.ts';
import {
  isDismissed,
  type MoveUpPolicy,
  moveUpPolicy,
  moveUpSuspension,
  restsUntil,
  usualMoveUp,
} from '../move-up.ts';
import { shortages } from '../readiness.ts';
import { areaOf } from '../run-card.ts';
import { standsAt } from '../stands-at.ts';

const north: LngLat = [8.6, 49.5];
const post = (postId: string, at: LngLat) => ({ postId, names: { en: postId }, kind: 'fire', at });
const town = (policy?: MoveUpPolicy): Act => ({
  actor: machine,
  command: {
    type: 'AdoptConfiguration',
    configuration: {
      ...smallTown,
      version: 2,
      posts: [post('N', north), post('S', [8.6, 49.3]), post('W', [8.5, 49.4])],
      units: smallTown.units.map(unit => ({ ...unit, postId: 'N', home: north })),
      ...(policy ? { moveUp: policy } : {}),
    } satisfies Configuration,
  },
});
const policy: MoveUpPolicy = {
  ...usualMoveUp,
  movesAtOnce: 1,
  movesPerShift: 2,
  shiftHours: 8,
  restMinutes: 10,
};
const shown = { rule: 'gain', capability: 'engine', gain: 0.031, driveMs: 240_000 } as const;
const order = (unitId = 'E1', postId = 'S', followed = true): Act =>
  does({ type: 'OrderMoveUp', unitId, postId, ...(followed ? { shown } : {}) }, anna);
const there = (unitId = 'E1'): Act => does({ type: 'ReportAtPost', unitId }, crew(unitId));
const heard = (unitId = 'E1'): Act => does({ type: 'AcknowledgeMoveUp', unitId }, crew(unitId));
const later = (act: Act, seconds: number): Act => ({ ...act, at: seconds });
const fire: Act = {
  actor: anna,
  command: {
    type: 'OpenIncident',
    typeId: 'fire',
    place: { at: [8.6, 49.4], uncertaintyM: 0, label: 'x', source: 'search', verified: true },
  } as Command,
};
const sent: Act = does({ type: 'AssignUnits', incidentId: 'I1', unitIds: ['E1'], displayed: [] }, anna);

story('[MU1] a free unit is ordered to a post, and the entry tells what stood on the screen')
  .given(town(policy))
  .when(order())
  .writes('MoveUpOrdered')
  .and((board, entries) => {
    expect(entries[0]!.data).toEqual({ unitId: 'E1', postId: 'S', fromPostId: 'N', shown });
    expect(standsAt(board.units.get('E1')!)).toBe('S');
  });
story('[MU1] one that has something to do is not')
  .given(town(policy), fire, sent)
  .when(order())
  .refused('UnitNotFree');
story('[MU1] … nor to a post that nobody knows')
  .given(town(policy))
  .when(order('E1', 'X'))
  .refused('PostUnknown');
story('[MU1] … and where it stands it is already').given(town(policy)).when(order('E1', 'N')).nothing();
test('[MU1] a dispatcher orders, the crew acknowledges for itself alone, the machine does neither', () => {
  const may = (command: object) =>
    [anna, chief, machine, crew('E1'), crew('E2')].map(actor => allowed(actor, command as Command));
  expect(may(order().command)).toEqual([true, true, false, false, false]);
  expect(may(heard().command)).toEqual([true, true, false, true, false]);
  expect(may(there().command)).toEqual([true, true, false, true, false]);
  expect(may({ type: 'SuspendMoveUps' })).toEqual([true, true, false, false, false]);
});

story('[MU2] the cap on moves at once holds on the newest board')
  .given(town(policy), order())
  .when(order('E2'))
  .refused('MovesAtOnce', { most: 1 });
story('[MU2] … and another cap lets the second go')
  .given(town({ ...policy, movesAtOnce: 2 }), order())
  .when(order('E2'))
  .writes('MoveUpOrdered');
story('[MU2] who is there is not on the way any more')
  .given(town(policy), order(), there())
  .when(order('E2'))
  .writes('MoveUpOrdered');
story('[MU2] a unit that was just moved rests')
  .given(town(policy), order(), there())
  .when(order('E1', 'W'))
  .refused('UnitRests');
story('[MU2] … as long as the policy says')
  .given(town({ ...policy, restMinutes: 0 }), order(), there())
  .when(order('E1', 'W'))
  .writes('MoveUpOrdered');
story('[MU2] one that has just come free rests')
  .given(town(policy), fire, sent, does({ type: 'ReleaseUnit', unitId: 'E1', incidentId: 'I1' }, anna))
  .when(order())
  .refused('UnitRests');
const twice = [town(policy), order(), there(), later(order('E1', 'W'), 1000), later(there(), 1100)];
story('[MU2] after its moves of the shift it is left alone')
  .given(...twice)
  .when(later(order(), 2000))
  .refused('UnitRests');
story('[MU2] … for as long as the shift')
  .given(town({ ...policy, shiftHours: 0.5 }), ...twice.slice(1))
  .when(later(order(), 2000))
  .writes('MoveUpOrdered');
story('[MU2] … or one more where the policy has it so')
  .given(town({ ...policy, movesPerShift: 3 }), ...twice.slice(1))
  .when(later(order(), 2000))
  .writes('MoveUpOrdered');
story('[MU2] a person orders by hand whatever the policy')
  .given(...twice)
  .when(later(order('E1', 'S', false), 2000))
  .writes('MoveUpOrdered');
story('[MU2] home it goes whenever it is told, and that is no move')
  .given(town(policy), order(), there())
  .when(order('E1', 'N'))
  .writes('MoveUpOrdered')
  .and(board => expect(board.units.get('E1')!.movedUpAt).toHaveLength(1));

story('[MU3] the crew acknowledges once, and is heard by it')
  .given(town(policy), order())
  .when(heard())
  .writes('MoveUpAcknowledged')
  .and(board =>
    expect(board.units.get('E1')).toMatchObject({ heard: { via: 'message' }, moveUp: { postId: 'S' } }),
  );
story('[MU3] a second time is nothing new').given(town(policy), order(), heard()).when(heard()).nothing();
story('[MU3] without an order there is nothing to acknowledge')
  .given(town(policy))
  .when(heard())
  .refused('NotMovedUp');
story('[MU3] sent somewhere, it drives there; free again, its own post counts')
  .given(town(policy), order(), there(), fire, sent)
  .when(does({ type: 'ReleaseUnit', unitId: 'E1', incidentId: 'I1' }, anna))
  .writes('AssignmentEnded')
  .and(board => expect(standsAt(board.units.get('E1')!)).toBe('N'));
story('[MU3] out of service, it is nowhere any more')
  .given(town(policy), order())
  .when(does({ type: 'ReportStatus', unitId: 'E1', status: 'outOfService' }, anna))
  .writes('StatusReported')
  .and(board => expect(board.units.get('E1')!.moveUp).toBeUndefined());
story('[MU3] at home again, the order has done its work')
  .given(town(policy), order(), there(), order('E1', 'N'))
  .when(there())
  .writes('MoveUpReached')
  .and(board => expect(board.units.get('E1')!.moveUp).toBeUndefined());

test('[MU4] a post that a unit was moved up to is held, its own is not', () => {
  const telling = new Telling();
  const held = { capability: 'engine', count: 0, postIds: ['N', 'S'] };
  const { command } = town(policy) as { command: Extract<Command, { type: 'AdoptConfiguration' }> };
  const configuration = {
    ...command.configuration,
    readiness: { levels: smallTown.readiness!.levels, minimums: [held] },
  };
  telling.must({ actor: machine, command: { ...command, configuration } });
  const vacant = () => shortages(telling.board, at(50), undefined).flatMap(one => one.vacant);
  expect(vacant()).toEqual(['S']);
  telling.must(order());
  expect(vacant()).toEqual([]);
  telling.must(order('E2', 'W', false));
  expect(vacant()).toEqual(['N']);
});

const pause = (until = at(600)): Act =>
  does({ type: 'SuspendMoveUps', until, reason: 'majorIncident' }, chief);
story('[MU5] while moves are suspended none is ordered by advice, and who did it is told')
  .given(town(policy), pause())
  .when(order())
  .refused('MoveUpsSuspended', { by: chief, at: at(600) });
story('[MU5] it ends by itself')
  .given(town(policy), pause())
  .when(later(order(), 601))
  .writes('MoveUpOrdered');
story('[MU5] … or is taken back')
  .given(town(policy), pause(), does({ type: 'ResumeMoveUps' }, anna))
  .when(order())
  .writes('MoveUpOrdered');
story('[MU5] for half a day at most')
  .given(town(policy))
  .when(pause(at(13 * 3600)))
  .refused('TimeImplausible');
story('[MU5] what is not suspended is not resumed')
  .given(town(policy))
  .when(does({ type: 'ResumeMoveUps' }, anna))
  .nothing();

story('[MU6] what was dismissed is remembered, with or without a reason')
  .given(town(policy))
  .when(does({ type: 'DismissMoveUp', unitId: 'E1', postId: 'S', shown }, anna))
  .writes('MoveUpDismissed')
  .and(board => {
    expect(isDismissed(board, 'E1', 'S', at(0))).toBe(true);
    expect(isDismissed(board, 'E1', 'S', at(1000))).toBe(false);
    expect(isDismissed(board, 'E1', 'W', at(0))).toBe(false);
    expect(moveUpSuspension(board, at(1))).toBeUndefined();
  });

test('[MU7] the policy of the deployment in force goes before the configuration’s, and a rollback before it', () => {
  const telling = new Telling();
  telling.must(town(policy));
  const planned = { ...policy, minimumGain: 0.5 };
  const deployment = {
    startsAt: at(100),
    posts: [],
    units: [{ unitId: 'E1', postId: 'S' }],
    minimums: [],
    moveUp: planned,
    inputs: { graph: 'g', demand: 'd' },
  };
  telling.must(
    does({ type: 'DraftDeployment', deployment }, { kind: 'operator', id: 'pia', role: 'planner' }),
  );
  telling.must(does({ type: 'ApproveDeployment', deploymentId: 'G1' }, chief));
  expect(moveUpPolicy(telling.board)).toEqual(policy);
  telling.must(later(does({ type: 'BeginDeployment', deploymentId: 'G1' }, machine), 100));
  expect(moveUpPolicy(telling.board)).toEqual(planned);
  telling.must(does({ type: 'RollBackDeployment', deploymentId: 'G1' }, chief));
  expect(moveUpPolicy(telling.board)).toEqual(policy);
});

test('[MU2] restsUntil: never moved and never sent, a unit may go at once; a policy of no moves lets none go', () => {
  const telling = new Telling();
  telling.must(town(policy));
  const unit = telling.board.units.get('E1')!;
  expect(restsUntil(unit, policy)).toBeLessThan(at(0));
  expect(restsUntil(unit, { ...policy, movesPerShift: 0 })).toBe(Infinity);
});

const plan = (more: Partial<DeploymentBody>): Act =>
  does(
    {
      type: 'DraftDeployment',
      deployment: {
        startsAt: at(100),
        posts: [],
        units: [{ unitId: 'E1', postId: 'S' }],
        minimums: [],
        inputs: { graph: 'g', demand: 'd' },
        ...more,
      },
    },
    { kind: 'operator', id: 'pia', role: 'planner' },
  );
const byTable: MoveUpPolicy = { ...policy, rule: 'table', capabilities: ['engine'] };
story('[MU8] advice by table wants one for each capability')
  .given(town(policy))
  .when(plan({ moveUp: byTable }))
  .refused('TableMissing', { capability: 'engine' });
story('[MU8] a table names posts that there are')
  .given(town(policy))
  .when(plan({ moveUp: { ...byTable, tables: { engine: [['N'], ['N', 'Z']] } } }))
  .refused('PostUnknown', { postId: 'Z' });

const quarter = (areaId: string): Area => ({
  areaId,
  names: { en: areaId },
  rings: [
    [
      [8.55, 49],
      [9, 49],
      [9, 50],
      [8.55, 50],
    ],
  ],
});
story('[MU9] a plan does not leave out an area that a desk speaks of')
  .given(town(policy))
  .when(plan({ areas: [quarter('hill')] }))
  .refused('AreaUnknown', { areaId: 'harbour' });
story('[MU9] a minimum of a plan names an area that there is')
  .given(town(policy))
  .when(plan({ minimums: [{ capability: 'engine', count: 1, areaIds: ['hill'] }] }))
  .refused('AreaUnknown', { areaId: 'hill' });
test('[MU9] from its start its areas count, for run cards, levels and minimums, and rolled back those before it', () => {
  const telling = new Telling();
  telling.must(town(policy));
  const minimums = [{ capability: 'engine', count: 9, areaIds: ['hill'] }];
  telling.must(
    plan({
      areas: [quarter('harbour'), quarter('hill')].map((area, i) => ({
        ...area,
        rings: i === 0 ? [] : area.rings,
      })),
      minimums,
    }),
  );
  telling.must(does({ type: 'ApproveDeployment', deploymentId: 'G1' }, chief));
  expect(areaOf(telling.board, [8.6, 49.4])).toBe('harbour');
  telling.must(later(does({ type: 'BeginDeployment', deploymentId: 'G1' }, machine), 100));
  expect(areaOf(telling.board, [8.6, 49.4])).toBe('hill');
  expect(shortages(telling.board, at(101), undefined)[0]).toMatchObject({ areaId: 'hill', free: 2 });
  const level = {
    type: 'SetReadiness',
    areaId: 'hill',
    levelId: 'high',
    reason: 'weather',
    expiresAt: at(900),
  } as const;
  telling.must(does(level, chief));
  telling.must(does({ type: 'RollBackDeployment', deploymentId: 'G1' }, chief));
  expect(areaOf(telling.board, [8.6, 49.4])).toBe('harbour');
  expect(telling.act(does(level, chief)).refusal).toMatchObject({ code: 'AreaUnknown' });
});
