import { type Board, emptyBoard } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { intend } from './intend.ts';
import type { Intention, Situation } from './intention.ts';
import { parseBar } from './parse.ts';

/** Open incidents I1 and I2 with a place, I3 without one; cordon Z1 with two points belongs to I1. */
function board(): Board {
  const made = emptyBoard();
  const by = { kind: 'operator', id: 'me' } as const;
  for (const incidentId of ['I1', 'I2', 'I3']) {
    made.incidents.set(incidentId, {
      incidentId,
      state: 'open',
      openedAt: instant(0),
      openedBy: by,
      priority: 2,
      callIds: [],
      assignmentIds: [],
      notes: [],
      changedSeq: 1,
      ...(incidentId === 'I3'
        ? {}
        : { place: { at: [0, 0], uncertaintyM: 0, label: 'Works', source: 'map', verified: true } }),
    });
    made.openIncidents.add(incidentId);
  }
  made.cordons.set('Z1', {
    cordonId: 'Z1',
    incidentId: 'I1',
    area: { kind: 'circle', centre: [0, 0], radiusM: 300 },
    points: [
      { node: 'n1', at: [0, 0], streets: [], closed: [] },
      { node: 'n2', at: [0, 0], streets: [], closed: [] },
    ],
    waysOut: [],
    noWayOut: [],
    reason: 'gas',
    expiresAt: instant(5000),
    by,
    since: instant(0),
  });
  return made;
}

const meant = (line: string, more: Partial<Situation> = {}): Intention => {
  const known = {
    unit: (word: string) => (/^[EM]\d$/i.test(word) ? word.toUpperCase() : undefined),
    incident: (word: string) => (/^I\d$/i.test(word) ? word.toUpperCase() : undefined),
    call: () => undefined,
  };
  return intend(parseBar(line, known), {
    board: board(),
    now: 1000,
    timeZone: 'UTC',
    operatorId: 'me',
    role: 'dispatcher',
    incidentId: 'I1',
    typed: () => undefined,
    travelTimeMs: () => undefined,
    ...more,
  });
};

test.each([
  ['cordon 500 m gas 90 min', 'I1', { radiusM: 500, reason: 'gas', minutes: 90 }],
  ['cordon I2 400', 'I2', { radiusM: 400 }],
  ['警戒区 500米 燃气泄漏', 'I1', { radiusM: 500, reason: 'gas' }],
  ['cordon', 'I1', {}],
] as const)('“%s” begins a cordon for %s', (line, incidentId, said) => {
  expect(meant(line)).toEqual({ kind: 'cordon', incidentId, line: said });
});

test.each([
  ['point 2 E1', ['E1']],
  ['E1 M1 point 2', ['E1', 'M1']],
  ['卡点 2 E1', ['E1']],
] as const)('“%s” sends %j to the second point', (line, unitIds) => {
  expect(meant(line)).toMatchObject({
    kind: 'act',
    incidentId: 'I1',
    commands: [{ type: 'AssignUnits', unitIds, point: { cordonId: 'Z1', node: 'n2' } }],
  });
});

test.each([['lift cordon'], ['lift cordon z1'], ['解除警戒区 Z1']])('“%s” lifts it', line => {
  expect(meant(line)).toMatchObject({ commands: [{ type: 'LiftCordon', cordonId: 'Z1' }] });
});

test.each([
  ['cordon huge', {}, 'cordonForm'],
  ['cordon I3 500', {}, 'cordonNoPlace'],
  ['cordon 500', { role: 'callTaker' }, 'notYourRole'],
  ['point 3 E1', {}, 'pointMissing'],
  ['point E1', {}, 'pointMissing'],
  ['point 1', {}, 'unitMissing'],
  ['point 1 E1', { incidentId: 'I2' }, 'cordonMissing'],
  ['point 1 E1', { now: 5000 }, 'cordonMissing'],
  ['lift cordon Z7', {}, 'cordonMissing'],
] as const)('“%s” with %j: %s', (line, more, code) => {
  expect(meant(line, more)).toMatchObject({ kind: 'problem', code });
});
