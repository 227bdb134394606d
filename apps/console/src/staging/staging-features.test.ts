import { type Assignment, emptyBoard, type Incident } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { createSpeech } from '../words/speak.ts';
import { stagingFeatures } from './staging-features.ts';

const by = { kind: 'operator', id: 'anna' } as const;
const depot = { at: [8.6, 49.4], label: 'Depot' } as const;
const yard = { at: [8.61, 49.4], label: 'Yard' } as const;
const order = { reason: 'weapon', by, since: instant(0), place: depot } as const;
const board = emptyBoard();
board.openIncidents.add('I1');
board.incidents.set('I1', {
  incidentId: 'I1',
  state: 'open',
  place: { at: [8.62, 49.41] },
  staging: order,
  assignmentIds: ['A1', 'A2', 'A3', 'A4'],
} as unknown as Incident);
for (const [assignmentId, staging] of [
  ['A1', order],
  ['A2', { ...order, reachedAt: instant(5) }],
  ['A3', { ...order, reason: 'traffic', place: yard }],
  ['A4', { ...order, place: yard, safe: { by, at: instant(9) } }],
] as const)
  board.assignments.set(assignmentId, { assignmentId, incidentId: 'I1', staging } as unknown as Assignment);

const drawn = (language: 'en' | 'zh-CN') =>
  stagingFeatures(board, new Map(), createSpeech(language, 'UTC')).features.map(({ geometry, properties }) =>
    geometry.type === 'Point' ? [geometry.coordinates, properties.sign, properties.label] : geometry.type,
  );

test('each place where units of an incident wait has its letter, its word and who is there, and a way in', () => {
  expect(drawn('en')).toEqual([
    [[8.6, 49.4], 'S', 'I1 STAGE: weapon 1/2'],
    'LineString',
    [[8.61, 49.4], 'S', 'I1 STAGE: traffic 0/1'],
    'LineString',
  ]);
  expect(drawn('zh-CN')[0]).toEqual([[8.6, 49.4], '集', 'I1 集结待命：持械 1/2']);
});
