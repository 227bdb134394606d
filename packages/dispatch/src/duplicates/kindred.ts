import type { IncidentType } from '../configuration.ts';
import type { TypeId } from '../ids.ts';

/** Types under which people class one and the same thing, before somebody has seen it. */
const kindredTypes: readonly (readonly TypeId[])[] = [
  ['structureFire', 'fireAlarm', 'smokeOutside', 'outsideFire', 'vehicleFire'],
  ['structureFire', 'gasLeak', 'hazardousMaterial', 'odorInvestigation', 'smokeOutside'],
  ['structureFire', 'electricalHazard', 'outsideFire'],
  ['trafficCollision', 'trafficTrapped', 'trafficMinor', 'vehicleFire', 'fuelSpill', 'massCasualty'],
  ['trafficTrapped', 'entrapmentRescue'],
  ['hazardousMaterial', 'fuelSpill', 'odorInvestigation', 'gasLeak'],
  ['medical', 'medicalCritical', 'medicalMinor'],
  ['medicalCritical', 'waterRescue'],
  ['medical', 'massCasualty', 'violence'],
  ['violence', 'disturbance', 'assistPolice'],
  ['elevatorRescue', 'entrapmentRescue', 'citizenAssist'],
];

/** How far off people stand who call about it, in metres: a fire is called in by whoever sees the smoke. */
const seenFromM: Readonly<Record<TypeId, number>> = {
  structureFire: 250,
  outsideFire: 200,
  smokeOutside: 350,
  hazardousMaterial: 250,
  odorInvestigation: 250,
  gasLeak: 100,
  vehicleFire: 120,
  trafficCollision: 80,
  trafficTrapped: 80,
  massCasualty: 150,
  waterRescue: 120,
  electricalHazard: 80,
  violence: 60,
  disturbance: 60,
};
/** Of a type that is not known, and of one that only those at the spot call about. */
const UNKNOWN_SEEN_M = 100;
const AT_THE_SPOT_M = 25;

export type TypeMatch = 'same' | 'kindred' | 'other' | 'unknown';

export function matchTypes(
  a: TypeId | undefined,
  b: TypeId | undefined,
  types: ReadonlyMap<TypeId, IncidentType>,
): TypeMatch {
  if (a === undefined || b === undefined) return 'unknown';
  if (a === b) return 'same';
  if (kindredTypes.some(all => all.includes(a) && all.includes(b))) return 'kindred';
  // A centre's own types are told apart by their category.
  const own = !isUsual(a) || !isUsual(b);
  const category = types.get(a)?.category;
  return own && category !== undefined && category === types.get(b)?.category ? 'kindred' : 'other';
}

export function seenFrom(typeId: TypeId | undefined): number {
  if (typeId === undefined) return UNKNOWN_SEEN_M;
  return seenFromM[typeId] ?? AT_THE_SPOT_M;
}

const isUsual = (typeId: TypeId) =>
  seenFromM[typeId] !== undefined || kindredTypes.some(all => all.includes(typeId));
