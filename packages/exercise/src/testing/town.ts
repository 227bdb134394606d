import { capabilitiesOf, defaultTypes, findKind, type UnitDescription } from '@clarion/dispatch';
import { instant, type LngLat } from '@clarion/measure';
import type { CallSite, GeneratedCallsOptions } from '../generated-calls.ts';

/** Monday 2 March 2026, 08:00 UTC. */
export const morning = instant(Date.UTC(2026, 2, 2, 8));

export const hospitals: readonly LngLat[] = [[0.03, 0.005]];

/** A dozen crews on a plain of five kilometres. */
export const units: readonly UnitDescription[] = [
  ['E1', 'ENGINE', 0, 0],
  ['E2', 'ENGINE', 0.02, 0.02],
  ['E3', 'ENGINE', 0.04, 0],
  ['L1', 'LADDER', 0, 0],
  ['L2', 'LADDER', 0.04, 0],
  ['R1', 'RESCUE', 0.02, 0.02],
  ['H1', 'HAZMAT', 0.02, 0.02],
  ['C1', 'CHIEF', 0.02, 0.02],
  ['M1', 'ALS', 0.01, 0.01],
  ['M2', 'ALS', 0.03, 0.01],
  ['M3', 'ALS', 0.02, 0.03],
  ['B1', 'BLS', 0.01, 0.02],
  ['B2', 'BLS', 0.03, 0.03],
  ['P1', 'PATROL', 0.01, 0],
  ['P2', 'PATROL', 0.03, 0.02],
  ['P3', 'PATROL', 0.02, 0.01],
  ['T1', 'TRAFFIC', 0.02, 0],
].map(([id, kind, lng, lat]) => ({
  unitId: String(id),
  kind: String(kind),
  agency: findKind(String(kind))!.agency,
  capabilities: capabilitiesOf(String(kind)),
  home: [Number(lng), Number(lat)] as const,
}));

/** Every spot has an address: the plain is numbered by ten-thousandths of a degree. */
export const siteNear = (at: LngLat): CallSite => {
  const snapped: LngLat = [Math.round(at[0] * 5000) / 5000, Math.round(at[1] * 5000) / 5000];
  const number = Math.round(snapped[0] * 5000);
  return { at: snapped, label: { zh: `试验路${number}号`, en: `${number} Test Road` } };
};

export const generatedOptions: GeneratedCallsOptions = {
  seed: 7,
  callsPerHour: 14,
  population: [
    { at: [0.01, 0.01], population: 3000 },
    { at: [0.03, 0.02], population: 5000 },
  ],
  siteNear,
  types: new Set(defaultTypes.map(({ typeId }) => typeId)),
};
