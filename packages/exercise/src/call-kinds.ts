import type { TypeId } from '@clarion/dispatch';

/** What generated calls are about: how often, how long crews stay, how often a patient is taken to hospital. */
export interface CallKind {
  readonly typeId: TypeId;
  /** Share of all calls; relative. */
  readonly weight: number;
  /** Median minutes at the scene. */
  readonly sceneMinutes: number;
  /** Of ambulances sent. */
  readonly transportShare: number;
  /** Share of calls that others call about too. */
  readonly againShare: number;
}

const kind = (
  typeId: TypeId,
  weight: number,
  sceneMinutes: number,
  transportShare = 0,
  againShare = 0,
): CallKind => ({ typeId, weight, sceneMinutes, transportShare, againShare });

/** Types are those of dispatch's default configuration; one that a centre does not have is left out. */
export const callKinds: readonly CallKind[] = [
  kind('medical', 210, 18, 0.66),
  kind('medicalMinor', 160, 15, 0.5),
  kind('medicalCritical', 60, 22, 0.8),
  kind('trafficCollision', 60, 20, 0.6, 0.3),
  kind('trafficTrapped', 5, 40, 0.85, 0.5),
  kind('trafficMinor', 70, 16),
  kind('fireAlarm', 55, 14),
  kind('structureFire', 14, 55, 0.25, 0.6),
  kind('outsideFire', 22, 22, 0, 0.2),
  kind('vehicleFire', 11, 26, 0, 0.35),
  kind('smokeOutside', 12, 14, 0, 0.15),
  kind('gasLeak', 20, 30, 0, 0.1),
  kind('hazardousMaterial', 2, 80, 0.3, 0.3),
  kind('fuelSpill', 4, 35),
  kind('electricalHazard', 10, 28),
  kind('odorInvestigation', 6, 18),
  kind('waterRescue', 4, 35, 0.6, 0.3),
  kind('entrapmentRescue', 4, 38, 0.5),
  kind('elevatorRescue', 22, 20),
  kind('violence', 14, 30, 0.3, 0.3),
  kind('disturbance', 120, 22, 0, 0.12),
  kind('theft', 60, 26),
  kind('missingPerson', 18, 40),
  kind('citizenAssist', 45, 17),
];

/** Calls of each hour of the local day against the day's mean: quiet before dawn, busy from late morning to evening. */
export const hourProfile: readonly number[] = [
  0.66, 0.52, 0.44, 0.4, 0.4, 0.48, 0.66, 0.9, 1.08, 1.18, 1.24, 1.28, 1.26, 1.22, 1.2, 1.22, 1.3, 1.38, 1.4,
  1.36, 1.26, 1.14, 1.0, 0.82,
];
