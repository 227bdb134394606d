import { expect, test } from 'vitest';
import {
  type Act,
  answered,
  assigned,
  at,
  bridge,
  chief,
  crew,
  does,
  machine,
  opened,
  smallTown,
  square,
  status,
  Telling,
} from '../test/story.ts';
import { briefingSheet } from './briefing-sheet.ts';
import { usualPlans } from './configuration/usual-plans.ts';

const hospital = (postId: string) => ({ postId, names: { en: postId }, kind: 'hospital', at: square.at });
const sealed = (sealedId: string) => ({ sealedId, digest: `digest-${sealedId}` });
const adopt: Act = {
  actor: machine,
  command: {
    type: 'AdoptConfiguration',
    configuration: {
      ...smallTown,
      version: 2,
      posts: [hospital('H1'), hospital('H2'), hospital('H3')],
      plans: usualPlans,
    },
  },
};
const about = { incidentId: 'I1' } as const;
/** All that a major incident can hold: words of a caller, a number, a note, messages, a place under seal. */
const acts: readonly Act[] = [
  adopt,
  answered(),
  does({ type: 'RecordWords', callId: 'C1', words: sealed('words') }),
  does({ type: 'RecordContact', callId: 'C1', contact: sealed('contact') }),
  { ...opened('I1', 'C1', 'fire'), at: 20 },
  does({ type: 'AmendIncident', ...about, place: square }),
  assigned(['E1', 'E2'], 'I1'),
  status('E1', 'on scene'),
  does({ type: 'AddNote', ...about, note: sealed('note') }),
  does({ type: 'SendMessage', ...about, words: sealed('message') }),
  does({ type: 'WriteToFloor', ...about, unitId: 'E1', words: sealed('crew') }, crew('E1')),
  does({ type: 'MovePlace', ...about, place: sealed('place'), told: 'caller' } as never),
  { ...does({ type: 'DeclareMajor', ...about, reason: 'casualties' }, chief), at: 60 },
  does({
    type: 'CountCasualties',
    ...about,
    place: 2,
    counts: { immediate: 3, delayed: 4, minor: 5, deceased: 1 },
    told: 'radio',
  }),
  does({
    type: 'TellCapacity',
    postId: 'H1',
    capacity: { immediate: 1, delayed: 9, minor: 9 },
    told: 'phone',
  }),
  does({ type: 'AllocateCasualties', ...about, postId: 'H1', category: 'immediate', count: 2 }),
  does({ type: 'AllocateCasualties', ...about, postId: 'H3', category: 'minor', count: 5 }),
  does({ type: 'GiveRole', ...about, role: 'medical', unitId: 'E1' }),
  does({ type: 'GiveOrder', ...about, unitId: 'E1', order: 'triage', dueAt: at(100) }),
  does({ type: 'GiveOrder', ...about, unitId: 'E2', order: 'report', dueAt: at(5000) }),
  does({
    type: 'SetStaging',
    ...about,
    unitIds: ['E2'],
    reason: 'other',
    place: { at: bridge.at, label: 'Depot' },
  }),
  does({ type: 'ActivatePlan', ...about, planId: 'massCasualty' }),
  does({ type: 'MarkPlanStep', ...about, planId: 'massCasualty', stepId: 'hospitals', mark: 'done' }),
];
const telling = () => {
  const told = new Telling();
  for (const act of acts) told.must(act);
  return told;
};

test('[BS1] the sheet is the board at one time: incident, place, casualties, hospitals, units, orders, plan, each with its age', () => {
  const { board } = telling();
  const sheet = briefingSheet(board, 'I1', at(500))!;
  expect(sheet).toMatchObject({
    seq: board.head,
    asOf: at(500),
    place: { label: 'Market square' },
    major: { reason: 'casualties', since: at(60) },
    casualties: {
      total: { immediate: 3, delayed: 4, minor: 5, deceased: 1 },
      withHospital: { immediate: 2, delayed: 0, minor: 5 },
      places: [{ place: 2 }],
    },
    hospitals: [
      { postId: 'H1', left: { immediate: -1, delayed: 9 } },
      { postId: 'H2' },
      { postId: 'H3', sent: { minor: 5 } },
    ],
    units: [
      { unitId: 'E1', status: 'onScene', roles: ['medical'] },
      { unitId: 'E2', staged: { place: 'Depot' } },
    ],
    orders: [
      { number: 1, dueAt: at(100) },
      { number: 2, dueAt: at(5000) },
    ],
    plans: [{ version: 2, steps: 6 }],
  });
  expect(sheet.plans[0]?.open.map(one => one.step.stepId)).not.toContain('hospitals');
  expect(sheet.plans[0]?.open).toHaveLength(5);
  expect(sheet.clocks.length).toBeGreaterThan(2);
  expect(briefingSheet(board, 'I9', at(500))).toBeUndefined();
});

test('[BS2] nothing of a caller, nothing sealed and nobody’s name is in it', () => {
  const { board } = telling();
  const incident = board.incidents.get('I1')!;
  // What could get in is there to begin with.
  expect([incident.notes.length, incident.moves?.length, incident.crewMessages?.length]).toEqual([1, 1, 1]);
  const sheet = briefingSheet(board, 'I1', at(500));
  const walked: string[] = [];
  const walk = (value: unknown, key = '') => {
    walked.push(key);
    if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) walk(one, name);
    else walked.push(String(value));
  };
  walk(sheet);
  expect(walked.length).toBeGreaterThan(100);
  for (const field of ['by', 'callIds', 'words', 'contact', 'sealedId', 'digest', 'note', 'taker'])
    expect(walked).not.toContain(field);
  const text = JSON.stringify(sheet);
  for (const secret of ['words', 'contact', 'note', 'message', 'crew', 'place'])
    expect(text).not.toContain(`digest-${secret}`);
  // Nobody who sits at a desk or has told a figure either.
  for (const actor of ['anna', 'cleo', 'tom', 'C1']) expect(walked).not.toContain(actor);
  expect(sheet?.movedAt).toBeDefined();
});

test('[BS1] an incident that is no major one has a sheet too, without figures that nobody told', () => {
  const told = new Telling();
  for (const act of [adopt, opened('I1', undefined, 'fire'), assigned('E1', 'I1')]) told.must(act);
  const sheet = briefingSheet(told.board, 'I1', at(100))!;
  expect(sheet).not.toHaveProperty('casualties');
  expect(sheet).not.toHaveProperty('major');
  expect(sheet.hospitals).toEqual(
    ['H1', 'H2', 'H3'].map(postId => ({ postId, sent: { immediate: 0, delayed: 0, minor: 0 } })),
  );
});
