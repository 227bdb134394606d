import type { TownUnit } from './town.ts';

/** Words and capabilities are those that dispatch knows by default. */
const kinds = {
  ENGINE: { agency: 'fire', capabilities: ['engine', 'firstResponder'], crew: 6 },
  LADDER: { agency: 'fire', capabilities: ['ladder'], crew: 4 },
  RESCUE: { agency: 'rescue', capabilities: ['rescue', 'waterRescue', 'firstResponder'], crew: 5 },
  HAZMAT: { agency: 'fire', capabilities: ['hazmat'], crew: 5 },
  CHIEF: { agency: 'fire', capabilities: ['command'], crew: 2 },
  ALS: { agency: 'ambulance', capabilities: ['als'], crew: 3 },
  BLS: { agency: 'ambulance', capabilities: ['bls'], crew: 3 },
  PATROL: { agency: 'police', capabilities: ['patrol'], crew: 2 },
  TRAFFIC: { agency: 'police', capabilities: ['traffic'], crew: 2 },
} as const satisfies Record<string, Pick<TownUnit, 'agency' | 'capabilities' | 'crew'>>;

const plan: readonly (readonly [id: string, kind: keyof typeof kinds, postId: string])[] = [
  ['E1', 'ENGINE', 'F1'],
  ['E2', 'ENGINE', 'F2'],
  ['E3', 'ENGINE', 'F3'],
  ['E4', 'ENGINE', 'F4'],
  ['E5', 'ENGINE', 'F2'],
  ['L1', 'LADDER', 'F2'],
  ['L2', 'LADDER', 'F3'],
  ['R1', 'RESCUE', 'F4'],
  ['R2', 'RESCUE', 'F1'],
  ['H1', 'HAZMAT', 'F4'],
  ['C1', 'CHIEF', 'F2'],
  ['M1', 'ALS', 'A1'],
  ['M2', 'ALS', 'A2'],
  ['M3', 'ALS', 'A3'],
  ['M4', 'ALS', 'A4'],
  ['M5', 'ALS', 'H1'],
  ['B1', 'BLS', 'A1'],
  ['B2', 'BLS', 'A2'],
  ['B3', 'BLS', 'A3'],
  ['B4', 'BLS', 'H2'],
  ['P11', 'PATROL', 'P1'],
  ['P12', 'PATROL', 'P1'],
  ['P13', 'PATROL', 'P1'],
  ['P21', 'PATROL', 'P2'],
  ['P22', 'PATROL', 'P2'],
  ['P23', 'PATROL', 'P2'],
  ['P31', 'PATROL', 'P3'],
  ['P32', 'PATROL', 'P3'],
  ['P41', 'PATROL', 'P4'],
  ['P42', 'PATROL', 'P4'],
  ['T1', 'TRAFFIC', 'P2'],
  ['T2', 'TRAFFIC', 'P4'],
];

/** The town's units: fire by engine, ladder, rescue; ambulances with advanced and basic life support; police. */
export const townUnits: readonly TownUnit[] = plan.map(([id, kind, postId]) => ({
  id,
  label: id,
  kind,
  postId,
  ...kinds[kind],
}));
