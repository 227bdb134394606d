import type { TypeId } from '@clarion/dispatch';
import type { RecordedCall } from './recorded-call.ts';

/** San Francisco's call types in the words of dispatch's default configuration; types beyond the fortnight's included. */
const typeIds: Readonly<Record<string, TypeId>> = {
  Alarms: 'fireAlarm',
  'Structure Fire': 'structureFire',
  'Traffic Collision': 'trafficCollision',
  'Outside Fire': 'outsideFire',
  Other: 'other',
  'Citizen Assist / Service Call': 'citizenAssist',
  'Gas Leak (Natural and LP Gases)': 'gasLeak',
  'Water Rescue': 'waterRescue',
  'Smoke Investigation (Outside)': 'smokeOutside',
  'Vehicle Fire': 'vehicleFire',
  'Electrical Hazard': 'electricalHazard',
  'Elevator / Escalator Rescue': 'elevatorRescue',
  'Assist Police': 'assistPolice',
  'Odor (Strange / Unknown)': 'odorInvestigation',
  'Fuel Spill': 'fuelSpill',
  HazMat: 'hazardousMaterial',
  Explosion: 'structureFire',
  'Marine Fire': 'vehicleFire',
  'Train / Rail Fire': 'vehicleFire',
  'Train / Rail Incident': 'trafficCollision',
  'Extrication / Entrapped (Machinery, Vehicle)': 'entrapmentRescue',
  'High Angle Rescue': 'entrapmentRescue',
  'Confined Space / Structure Collapse': 'entrapmentRescue',
  'Industrial Accidents': 'entrapmentRescue',
};

/**
 * The type of a recorded call. Medical ones by the record's own group: potentially life-threatening is critical; not
 * life-threatening and of final priority 2 is minor. What is unknown is `other`.
 */
export function recordedType({ callType, group, priority }: RecordedCall): TypeId {
  if (callType !== 'Medical Incident') return typeIds[callType] ?? 'other';
  if (group === 'Potentially Life-Threatening') return 'medicalCritical';
  return priority.final === '2' ? 'medicalMinor' : 'medical';
}
