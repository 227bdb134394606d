import type { Agency } from '../configuration.ts';
import type { Capability } from '../ids.ts';

/**
 * What units can do. `als` and `bls` are ambulances that take a patient along; `firstResponder` is medical first aid
 * by a crew that does not.
 */
export const capabilities = [
  'engine',
  'ladder',
  'rescue',
  'hazmat',
  'waterRescue',
  'command',
  'medicalCommand',
  'support',
  'investigation',
  'als',
  'bls',
  'firstResponder',
  'patrol',
  'traffic',
] as const;

/** Who can stand in for whom: an ALS ambulance for a BLS one, never the other way. */
export const standsInFor: { readonly [capability: Capability]: readonly Capability[] } = {
  als: ['bls', 'firstResponder'],
  bls: ['firstResponder'],
  command: ['medicalCommand'],
  traffic: ['patrol'],
  patrol: ['traffic'],
};

interface Kind {
  readonly agency: Agency;
  readonly capabilities: readonly Capability[];
}

const engine: Kind = { agency: 'fire', capabilities: ['engine', 'firstResponder'] };
const ladder: Kind = { agency: 'fire', capabilities: ['ladder'] };
const rescue: Kind = { agency: 'rescue', capabilities: ['rescue', 'waterRescue', 'firstResponder'] };
const hazmat: Kind = { agency: 'fire', capabilities: ['hazmat'] };
const chief: Kind = { agency: 'fire', capabilities: ['command'] };
const support: Kind = { agency: 'fire', capabilities: ['support'] };
const als: Kind = { agency: 'ambulance', capabilities: ['als'] };
const bls: Kind = { agency: 'ambulance', capabilities: ['bls'] };
const patrol: Kind = { agency: 'police', capabilities: ['patrol'] };
const traffic: Kind = { agency: 'police', capabilities: ['traffic'] };

/** By the city's word for the vehicle, upper case; San Francisco's call log and letters of its apparatus list included. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['ENGINE', engine],
  ['E', engine],
  ['消防车', engine],
  ['水罐消防车', engine],
  ['TRUCK', ladder],
  ['T', ladder],
  ['LADDER', ladder],
  ['云梯消防车', ladder],
  ['RESCUE', rescue],
  ['RESCUE SQUAD', rescue],
  ['RS', rescue],
  ['抢险救援车', rescue],
  ['HAZMAT', hazmat],
  ['防化洗消车', hazmat],
  ['CHIEF', chief],
  ['BATTALION CHIEF', chief],
  ['指挥车', chief],
  ['RESCUE CAPTAIN', { agency: 'ambulance', capabilities: ['medicalCommand', 'firstResponder'] }],
  ['SUPPORT', support],
  ['保障车', support],
  ['INVESTIGATION', { agency: 'fire', capabilities: ['investigation'] }],
  ['FIREBOAT', { agency: 'fire', capabilities: ['waterRescue', 'engine'] }],
  ['BOAT', { agency: 'rescue', capabilities: ['waterRescue'] }],
  ['救援艇', { agency: 'rescue', capabilities: ['waterRescue'] }],
  ['MEDIC', als],
  ['ALS', als],
  ['AMBULANCE', als],
  ['监护型救护车', als],
  ['PRIVATE', bls],
  ['BLS', bls],
  ['普通型救护车', bls],
  ['救护车', bls],
  ['PATROL', patrol],
  ['巡逻车', patrol],
  ['TRAFFIC', traffic],
  ['交警巡逻车', traffic],
] satisfies readonly (readonly [string, Kind])[]);

/** What a unit of this kind can do and whose it is; undefined for a word nobody has told us. */
export function findKind(kind: string): Kind | undefined {
  return kinds.get(kind.trim().toUpperCase());
}

/** Capabilities of the kind; none when the word is unknown. */
export function capabilitiesOf(kind: string): readonly Capability[] {
  return findKind(kind)?.capabilities ?? [];
}

/** Whether one who has `own` can fill a need for `capability`, itself or by standing in. */
export function canFill(own: readonly Capability[], capability: Capability): boolean {
  return own.includes(capability) || own.some(held => standsInFor[held]?.includes(capability));
}
