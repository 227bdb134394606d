import { expect, test } from 'vitest';
import {
  type Act,
  assigned,
  at,
  chief,
  close,
  crew,
  does,
  machine,
  opened,
  sits,
  smallTown,
  story,
  Telling,
  taker,
} from '../../test/story.ts';
import { Watched } from '../../test/watched.ts';
import { allowed } from '../allowed.ts';
import type { Board } from '../board.ts';
import { briefing } from '../briefing.ts';
import { rulesDifferences } from '../centre-rules/differences.ts';
import { rulesFaults } from '../centre-rules/faults.ts';
import { defaultConfiguration } from '../configuration/defaults.ts';
import { usualPlans } from '../configuration/usual-plans.ts';
import type { Configuration } from '../configuration.ts';
import type { EmergencyPlan, PlanStep, PlanTrigger } from '../emergency-plan/plan.ts';
import {
  deskOfStep,
  isOverdue,
  openSteps,
  plansInForce,
  proposedPlans,
  standingSteps,
  unitOfStep,
} from '../emergency-plan/standing.ts';
import { boardAt } from '../fold.ts';
import { boardFromJson, boardToJson } from '../snapshot.ts';
import { timeline } from '../timeline.ts';

const step = (stepId: string, more: Partial<PlanStep> = {}): PlanStep => ({
  stepId,
  names: { en: `do ${stepId}`, zh: `做${stepId}` },
  ...more,
});
const quake: EmergencyPlan = {
  planId: 'quake',
  names: { en: 'Quake', zh: '地震' },
  trigger: { typeIds: ['fire'] },
  levels: [
    {
      levelId: 'low',
      names: { en: 'Low' },
      steps: [
        step('command', { role: 'incidentCommand', dueMinutes: 5, order: 'report' }),
        step('call', { deskId: 'C1', dueMinutes: 2 }),
        step('look'),
      ],
    },
    { levelId: 'high', names: { en: 'High' }, steps: [step('help', { dueMinutes: 10 })] },
  ],
  contacts: [{ contactId: 'gas', names: { en: 'Gas company' }, line: '5555' }],
};
const flood: EmergencyPlan = { ...quake, planId: 'flood', names: { en: 'Flood' }, trigger: {} };
const town = (...plans: readonly EmergencyPlan[]): Configuration => ({ ...smallTown, version: 2, plans });
const adopt = (configuration: Configuration): Act => ({
  actor: machine,
  command: { type: 'AdoptConfiguration', configuration },
});
const scene: readonly Act[] = [adopt(town(quake, flood)), opened('I1', undefined, 'fire')];
const activate = (levelId?: string, planId = 'quake'): Act =>
  does({ type: 'ActivatePlan', incidentId: 'I1', planId, ...(levelId === undefined ? {} : { levelId }) });
const mark = (stepId: string, said: 'taken' | 'done' | 'open' = 'done', actor = chief, more = {}): Act =>
  does({ type: 'MarkPlanStep', incidentId: 'I1', planId: 'quake', stepId, mark: said, ...more }, actor);
const decline = (planId = 'quake'): Act =>
  does({ type: 'DeclinePlan', incidentId: 'I1', planId, reason: 'notMet' });
const end = does({ type: 'EndPlan', incidentId: 'I1', planId: 'quake', reason: 'over' });
const declare = does({ type: 'DeclareMajor', incidentId: 'I1', reason: 'casualties' }, chief);

const told = (...acts: readonly Act[]): Telling => {
  const telling = new Telling();
  for (const act of acts) telling.must(act);
  return telling;
};
const incident = (board: Board) => board.incidents.get('I1')!;
const proposed = (board: Board) => proposedPlans(board, incident(board), at(50)).map(one => one.planId);
const steps = (board: Board) =>
  plansInForce(incident(board)).flatMap(active => standingSteps(incident(board), active));
const states = (board: Board) =>
  steps(board).map(({ step: { stepId }, mark: said }) => `${stepId} ${said?.mark ?? 'open'}`);

/** What each part of a trigger changes: the plan with it, and with another of its kind. */
const triggers: readonly (readonly [string, PlanTrigger, PlanTrigger])[] = [
  ['typeIds', { typeIds: ['fire'] }, { typeIds: ['ill'] }],
  ['areaIds', { areaIds: ['harbour'] }, { areaIds: ['hills'] }],
  ['alarmFrom', { alarmFrom: 1 }, { alarmFrom: 2 }],
  ['levelIds', { levelIds: ['normal'] }, { levelIds: ['high'] }],
];
test.each(triggers)('[PN1] %s of a trigger decides whether the plan is proposed', (_, holds, doesNot) => {
  const under = (trigger: PlanTrigger) =>
    proposed(told(adopt(town({ ...quake, trigger })), opened('I1', undefined, 'fire')).board);
  expect([under(holds), under(doesNot)]).toEqual([['quake'], []]);
  // All that is said must hold.
  expect(
    under({ ...doesNot, ...(_ === 'typeIds' ? { areaIds: ['harbour'] } : { typeIds: ['fire'] }) }),
  ).toEqual([]);
});
test('[PN1] a major incident is enough where the plan says so, and a plan of which nothing is said is for somebody to choose', () => {
  const trigger = { typeIds: ['ill'], major: true } as const;
  const telling = told(adopt(town({ ...quake, trigger }, flood)), opened('I1', undefined, 'fire'));
  expect(proposed(telling.board)).toEqual([]);
  telling.must(declare);
  expect(proposed(telling.board)).toEqual(['quake']);
  expect(told(adopt(town({ ...quake, trigger: {} })), opened('I1'), declare).board).toSatisfy(
    (board: Board) => proposed(board).length === 0,
  );
});
test('[PN1] the usual plans hold together, with words in both languages and minutes for each step', () => {
  const usual = defaultConfiguration({ placeName: {}, units: [], posts: [] });
  expect([usual.plans, rulesFaults(usual, usual)]).toEqual([usualPlans, []]);
  const all = usualPlans.flatMap(plan => plan.levels).flatMap(level => level.steps);
  expect(all.every(one => one.names.zh && one.names.en && one.dueMinutes)).toBe(true);
  expect(new Set(usualPlans.map(one => one.planId)).size).toBe(usualPlans.length);
});

story('[PN2] activated, the plan is kept as it stood, with its version, and is proposed no more')
  .given(...scene)
  .when(activate())
  .writes('PlanActivated')
  .and(board => {
    expect(plansInForce(incident(board))).toMatchObject([{ plan: quake, version: 2, levelId: 'low' }]);
    expect(proposed(board)).toEqual([]);
  });
story('[PN2] again, it says nothing new')
  .given(...scene, activate())
  .when(activate('low'))
  .writes();
story('[PN2] a level or plan that the centre does not have is refused')
  .given(...scene)
  .when(activate('moon'))
  .refused('PlanUnknown');
story('[PN2] one that nobody proposed can be activated all the same')
  .given(...scene)
  .when(activate(undefined, 'flood'))
  .writes('PlanActivated');
story('[PN2] of a closed incident none is')
  .given(...scene, close('I1'))
  .when(activate())
  .refused('IncidentClosedAlready');
test('[PN2] an open incident keeps its plan whatever the centre changes later, and the fold finds it', () => {
  const telling = told(...scene, activate());
  const other = { ...quake, levels: [{ ...quake.levels[0]!, steps: [step('new')] }] };
  telling.must(adopt({ ...town(other), version: 3 }));
  expect(states(telling.board)).toEqual(['command open', 'call open', 'look open']);
  telling.must(activate('high'));
  expect(states(telling.board)).toHaveLength(4);
  expect(plansInForce(incident(telling.board))[0]).toMatchObject({ version: 2 });
  telling.checkFold();
});
test('[PN2] a higher level adds its steps from then on, a lower one takes them away, and what was said is kept', () => {
  const telling = told(...scene, { ...activate(), at: 10 }, { ...activate('high'), at: 100 });
  expect(steps(telling.board).map(one => one.dueAt)).toEqual([at(310), at(130), undefined, at(700)]);
  telling.must(mark('help'));
  telling.must(activate('low'));
  expect(states(telling.board)).toHaveLength(3);
  telling.must(activate('high'));
  expect(states(telling.board).at(-1)).toBe('help done');
});

story('[PN3] declined with a reason, it is proposed no more')
  .given(...scene)
  .when(decline())
  .writes('PlanDeclined')
  .and(board => {
    expect(proposed(board)).toEqual([]);
    expect(incident(board).declinedPlans).toMatchObject([{ planId: 'quake', reason: 'notMet' }]);
  });
story('[PN3] one that the incident goes by is ended, not declined')
  .given(...scene, activate())
  .when(decline())
  .refused('PlanStands');
story('[PN3] one that the centre does not have is refused')
  .given(...scene)
  .when(decline('moon'))
  .refused('PlanUnknown');
test('[PN3] declared a major incident since, it is proposed again, and declined again', () => {
  const trigger = { typeIds: ['fire'], major: true } as const;
  const telling = told(adopt(town({ ...quake, trigger })), opened('I1', undefined, 'fire'), decline());
  telling.must(declare);
  expect(proposed(telling.board)).toEqual(['quake']);
  expect(telling.must(decline())).toHaveLength(1);
  expect([proposed(telling.board), telling.must(decline())]).toEqual([[], []]);
});

story('[PN4] a step is done, with who said it and when')
  .given(...scene, activate())
  .when(mark('look'))
  .writes('PlanStepMarked')
  .and(board => expect(steps(board)[2]).toMatchObject({ isOpen: false, mark: { mark: 'done', by: chief } }));
story('[PN4] taken by its role it is open still')
  .given(...scene, activate())
  .when(mark('command', 'taken'))
  .writes('PlanStepMarked')
  .and(board =>
    expect(steps(board)[0]).toMatchObject({ isOpen: true, mark: { mark: 'taken', role: 'incidentCommand' } }),
  );
story('[PN4] said again it writes nothing')
  .given(...scene, activate(), mark('look'))
  .when(mark('look'))
  .writes();
story('[PN4] not needed wants a reason')
  .given(...scene, activate())
  .when(mark('look', 'notNeeded' as 'done'))
  .refused('StepReasonMissing');
story('[PN4] not needed with a reason is settled')
  .given(...scene, activate())
  .when(mark('look', 'notNeeded' as 'done', chief, { reason: 'others' }))
  .writes('PlanStepMarked')
  .and(board => expect(steps(board)[2]).toMatchObject({ isOpen: false, mark: { reason: 'others' } }));
story('[PN4] a step of a level that does not hold is refused')
  .given(...scene, activate())
  .when(mark('help'))
  .refused('PlanStepUnknown');
story('[PN4] without its plan no step is marked')
  .given(...scene, activate(), end)
  .when(mark('look'))
  .refused('PlanNotInForce');

const held: readonly Act[] = [
  ...scene,
  assigned(['E1', 'E2'], 'I1'),
  declare,
  does({ type: 'GiveRole', incidentId: 'I1', role: 'incidentCommand', unitId: 'E1' }, chief),
  activate(),
];
const said = (stepId: string, unitId: string, what: 'taken' | 'done' = 'done') =>
  mark(stepId, what, crew(unitId), { unitId });
story('[PN4] the crew that holds the role says that its step is done, and is heard by it')
  .given(...held)
  .when(said('command', 'E1'))
  .writes('PlanStepMarked')
  .and(board => {
    expect(steps(board)[0]).toMatchObject({ mark: { unitId: 'E1' } });
    expect(board.units.get('E1')?.heard?.via).toBe('message');
  });
test('[PN4] that it was taken, told late, does not open again what was settled since; the log keeps it', () => {
  const late = mark('command', 'taken', crew('E1'), { unitId: 'E1', happenedAt: at(310) });
  for (const settled of [
    mark('command'),
    mark('command', 'notNeeded' as 'done', chief, { reason: 'others' }),
  ]) {
    const telling = told(...held, { ...settled, at: 320 });
    const before = states(telling.board)[0];
    telling.must({ ...late, at: 330 });
    expect(telling.log.at(-1)).toMatchObject({ type: 'PlanStepMarked', data: { mark: 'taken' } });
    expect(states(telling.board)[0]).toBe(before);
    telling.checkFold();
  }
  // What it says now is newer, and counts.
  const newer = mark('command', 'taken', crew('E1'), { unitId: 'E1', happenedAt: at(329) });
  expect(states(told(...held, { ...mark('command'), at: 320 }, { ...newer, at: 330 }).board)[0]).toBe(
    'command taken',
  );
});
story('[PN4] another crew does not')
  .given(...held)
  .when(said('command', 'E2'))
  .refused('StepNotYours');
story('[PN4] nor does it of a step without a role')
  .given(...held)
  .when(said('look', 'E1'))
  .refused('StepNotYours');
story('[PN4] nor takes it back')
  .given(...held, mark('command'))
  .when(mark('command', 'open', crew('E1'), { unitId: 'E1' }))
  .refused('NotAllowed');
test('[PN4] dispatchers and commanders decide about plans, call takers and auditors do not, a crew speaks for itself', () => {
  const all = [activate(), decline(), mark('look'), end].map(one => one.command);
  const may = (actor: typeof chief) => all.map(command => allowed(actor, command));
  expect([may(chief), may(taker)]).toEqual([
    [true, true, true, true],
    [false, false, false, false],
  ]);
  expect(may({ ...chief, role: 'auditor' })).toEqual([false, false, false, false]);
  expect([
    allowed(crew('E1'), said('command', 'E1').command),
    allowed(crew('E2'), said('command', 'E1').command),
  ]).toEqual([true, false]);
  expect(allowed(crew('E1'), activate().command)).toBe(false);
});
test('[PN4] its role’s unit is asked, or that of the role that has taken it', () => {
  const { board } = told(...held);
  expect(steps(board).map(one => unitOfStep(board, one))).toEqual(['E1', undefined, undefined]);
});

test('[PN5] steps beyond their time are one alarm of their desk until they are settled, also after a restart', () => {
  const floor = new Watched(
    { plans: [quake] },
    sits('C1', taker),
    sits('D1'),
    { ...opened('I1', undefined, 'fire'), at: 10 },
    { ...activate(), at: 20 },
  );
  const plan = (lines: readonly string[]) =>
    lines.filter(one => one.includes('planStep') && !one.includes('Escalated'));
  expect([plan(floor.look(139)), plan(floor.look(140))]).toEqual([
    [],
    ['FloorAlarmRaised planStepOverdue:I1/C1'],
  ]);
  expect(floor.board.alarms.get('planStepOverdue:I1/C1')).toMatchObject({ deskId: 'C1', since: at(140) });
  const read = boardFromJson(JSON.parse(JSON.stringify(boardToJson(floor.board))));
  if (!read.ok) throw new Error('unread');
  floor.board = read.value;
  expect(plan(floor.look(320))).toEqual(['FloorAlarmRaised planStepOverdue:I1/D1']);
  floor.must({ ...mark('call'), at: 330 });
  expect(plan(floor.look(331))).toEqual(['FloorAlarmCleared planStepOverdue:I1/C1']);
  floor.must({ ...end, at: 340 });
  expect(plan(floor.look(341))).toEqual(['FloorAlarmCleared planStepOverdue:I1/D1']);
});
test('[J4] [PN5] a step that becomes overdue after the alarm was acknowledged raises it again, once', () => {
  const steps = [step('one', { deskId: 'C1', dueMinutes: 1 }), step('two', { deskId: 'C1', dueMinutes: 3 })];
  const floor = new Watched(
    { plans: [{ ...quake, levels: [{ ...quake.levels[0]!, steps }] }] },
    sits('C1', taker),
    { ...opened('I1', undefined, 'fire'), at: 10 },
    { ...activate(), at: 20 },
  );
  const plan = (second: number) =>
    floor.look(second).filter(one => one.includes('planStep') && !one.includes('Escalated'));
  const key = 'planStepOverdue:I1/C1';
  expect(plan(80)).toEqual([`FloorAlarmRaised ${key}`]);
  floor.must({ ...does({ type: 'AcknowledgeAlarm', key }, taker), at: 90 });
  expect([plan(91), plan(199)]).toEqual([[], []]);
  expect(plan(200)).toEqual([`FloorAlarmRepeated ${key}`]);
  expect(plan(201)).toEqual([]);
  floor.checkFold();
});
test('[PN5] minutes, desk and order of a step are what the plan says', () => {
  const under = (more: Partial<PlanStep>) => {
    const levels = [{ ...quake.levels[0]!, steps: [step('one', more)] }];
    const { board } = told(
      adopt(town({ ...quake, levels })),
      { ...opened('I1', undefined, 'fire'), at: 5 },
      { ...activate(), at: 10 },
    );
    const [one] = steps(board);
    return [isOverdue(one!, at(130)), deskOfStep(board, one!), one!.step.order];
  };
  expect(under({ dueMinutes: 2 })).toEqual([true, 'D1', undefined]);
  expect(under({ dueMinutes: 3, deskId: 'C1', order: 'triage' })).toEqual([false, 'C1', 'triage']);
  // A desk that is gone leaves its steps with the incident's.
  expect(under({ deskId: 'gone' })[1]).toBe('D1');
});

test('[PN6] open steps are tasks of their desk and go over with it; settled ones are not, and a proposal waits with its incident', () => {
  const tasks = (board: Board, deskId: string) =>
    briefing(board, deskId, at(60)).tasks.flatMap(one =>
      one.kind === 'planStep' || one.kind === 'decidePlan' ? [`${one.kind} ${one.wording?.en}`] : [],
    );
  const telling = told(...scene, sits('C1', taker), sits('D1'));
  expect(tasks(telling.board, 'D1')).toEqual(['decidePlan Quake']);
  telling.must(activate());
  expect([tasks(telling.board, 'D1'), tasks(telling.board, 'C1')]).toEqual([
    ['planStep do command', 'planStep do look'],
    ['planStep do call'],
  ]);
  telling.must(mark('look'));
  telling.must(does({ type: 'OpenHandOver', deskId: 'D1' }));
  const { seq } = telling.board.handOvers.get('D1')!;
  telling.must(does({ type: 'TakeOver', deskId: 'D1', opened: seq }, chief));
  expect(tasks(telling.board, 'D1')).toEqual(['planStep do command']);
});

const undo = (seq: number) => does({ type: 'Undo', seq }, chief);
test('[PN7] each can be taken back, and a mark whatever was said of other steps since', () => {
  const telling = told(...scene);
  const before = boardToJson(telling.board).incidents;
  const [activated] = telling.must(activate());
  telling.must(undo(activated!.seq));
  const plain = (all: typeof before) => all.map(({ changedSeq: _, ...one }) => one);
  expect(plain(boardToJson(telling.board).incidents)).toEqual(plain(before));
  telling.must(activate());
  const [first] = telling.must(mark('command'));
  telling.must(mark('look'));
  telling.must(undo(first!.seq));
  expect(states(telling.board)).toEqual(['command open', 'call open', 'look done']);
  const [ended] = telling.must(end);
  telling.must(undo(ended!.seq));
  expect(states(telling.board)).toEqual(['command open', 'call open', 'look done']);
  telling.checkFold();
});
test('[PN7] an activation that steps were marked under is not taken back', () => {
  const telling = told(...scene);
  const [activated] = telling.must(activate());
  telling.must(mark('look'));
  expect(telling.act(undo(activated!.seq)).refusal?.code).toBe('NotUndoable');
  const again = told(...scene);
  const [declined] = again.must(decline());
  again.must(undo(declined!.seq));
  expect(proposed(again.board)).toEqual(['quake']);
});

test('[PN8] the story tells it in the words that the plan had, and an instant before it nothing of it', () => {
  const telling = told(...scene, { ...activate(), at: 30 }, { ...mark('look'), at: 40 });
  telling.must(adopt({ ...town(), version: 3 }));
  const lines = timeline(telling.log, 'I1').filter(one => one.type.startsWith('Plan'));
  expect(lines.map(one => [one.values['plan'], one.ofPlan?.plan.en, one.ofPlan?.step?.zh])).toEqual([
    ['quake', 'Quake', undefined],
    ['quake', 'Quake', '做look'],
  ]);
  const then = boardAt(telling.log, at(35));
  expect([...openSteps(then)]).toHaveLength(3);
  expect(boardAt(telling.log, at(25)).incidents.get('I1')).not.toHaveProperty('plans');
});
test('[PN8] commands about plans hold codes alone', () => {
  for (const { command } of [activate('high'), decline(), mark('look'), end])
    for (const value of Object.values(command)) expect(String(value)).toMatch(/^[A-Za-z0-9]+$/);
});

story('[PN9] an incident that goes by a plan is not made part of another')
  .given(...scene, opened('I2'), activate())
  .when(does({ type: 'MergeIncidents', incidentId: 'I1', intoId: 'I2' }, chief))
  .refused('PlanStands');
story('[PN9] once it is ended it may be')
  .given(...scene, opened('I2'), activate(), end)
  .when(does({ type: 'MergeIncidents', incidentId: 'I1', intoId: 'I2' }, chief))
  .writes('IncidentMerged', 'IncidentTookIn');

test('plans of a centre are told apart field by field, and what they name must be there', () => {
  const other = {
    ...quake,
    trigger: { typeIds: ['ill'] },
    levels: [
      {
        ...quake.levels[0]!,
        steps: [step('command', { dueMinutes: 6 }), ...quake.levels[0]!.steps.slice(1)],
      },
      quake.levels[1]!,
    ],
  };
  expect(rulesDifferences(town(quake), town(other)).map(one => [one.field, one.was, one.now])).toEqual([
    ['typeIds', ['fire'], ['ill']],
    ['role', 'incidentCommand', undefined],
    ['dueMinutes', 5, 6],
    ['orderKind', 'report', undefined],
  ]);
  const wrong: EmergencyPlan = {
    ...quake,
    trigger: { typeIds: ['ufo'], areaIds: ['moon'], levelIds: ['x'] },
    levels: [{ levelId: 'low', names: {}, steps: [step('a', { deskId: 'D9' }), step('a')] }],
  };
  expect(rulesFaults(town(wrong, wrong), smallTown).map(one => `${one.field} ${one.code}`)).toEqual([
    'plans.1.planId twice',
    ...[0, 1].flatMap(i => [
      `plans.${i}.trigger.areaIds unknown`,
      `plans.${i}.trigger.levelIds unknown`,
      `plans.${i}.trigger.typeIds unknown`,
      `plans.${i}.levels.0.steps.0.deskId unknown`,
      `plans.${i}.levels.0.steps.1.stepId twice`,
    ]),
  ]);
});
