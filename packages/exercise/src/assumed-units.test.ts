import { capabilitiesOf } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { assumedUnits } from './assumed-units.ts';
import type { Station } from './homes.ts';

const post = (id: string, kind: string): Station => ({ id, kind, at: [0, 0] });

test('each post gets its crews, which can do what their kind can, under ids of their own', () => {
  const units = assumedUnits([
    post('F2', 'fire'),
    post('F1', 'fire'),
    post('A1', 'ambulance'),
    post('P1', 'police'),
  ]);
  expect(units.map(({ id, postId }) => `${id}@${postId}`)).toEqual([
    'E1@F1',
    'L1@F1',
    'R1@F1',
    'C1@F1',
    'H1@F1',
    'E2@F2',
    'M1@A1',
    'B1@A1',
    'P1@P1',
    'P2@P1',
    'T1@P1',
  ]);
  expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
  for (const unit of units) {
    expect(unit.capabilities).toEqual(capabilitiesOf(unit.kind));
    expect(unit.capabilities.length).toBeGreaterThan(0);
  }
});

test('hospitals have the ambulances only where no ambulance has a post of its own', () => {
  const hospital = post('H1', 'hospital');
  expect(assumedUnits([hospital]).map(({ kind }) => kind)).toEqual(['ALS', 'BLS']);
  expect(assumedUnits([hospital, post('A1', 'ambulance')]).map(({ postId }) => postId)).toEqual(['A1', 'A1']);
});

test('without posts there are no units', () => {
  expect(assumedUnits([])).toEqual([]);
});
