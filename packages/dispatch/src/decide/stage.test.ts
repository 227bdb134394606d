import { expect } from 'vitest';
import { assigned, does, opened, story } from '../../test/story.ts';

const stage = (unitId: string, staged: boolean) =>
  does({ type: 'StageUnits', incidentId: 'I1', unitIds: [unitId], staged });

story('[A15] a unit is sent to wait nearby')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(stage('E1', true))
  .writes('UnitStaged')
  .and(board => expect(board.assignments.get('A1')?.staged).toBe(true));
story('[A15] until somebody says that it may go in')
  .given(opened('I1'), assigned('E1', 'I1'), stage('E1', true))
  .when(stage('E1', false))
  .writes('UnitStaged')
  .and(board => expect(board.assignments.get('A1')).not.toHaveProperty('staged'));
story('[A15] only a unit that is on the incident')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(stage('E2', true))
  .refused('UnitNotAssigned', { unitId: 'E2' });
story('[A15] what waits already waits')
  .given(opened('I1'), assigned('E1', 'I1'), stage('E1', true))
  .when(stage('E1', true))
  .nothing();
