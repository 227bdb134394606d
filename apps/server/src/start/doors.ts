import { ok, type Result } from '@clarion/measure';
import {
  type Devices,
  openAgencyKeys,
  openPresences,
  openShifts,
  openTrackers,
  type SecondFactors,
} from '@clarion/store';
import type { Centre } from '../centre/centre.ts';
import { type Presence, startPresence } from '../desks/presence.ts';
import { createDoor, type Door } from '../http/door.ts';
import { createHub, type Hub } from '../live/hub.ts';
import type { ServerOptions, StartFault } from '../options.ts';
import { createIntake, type Intake } from '../positions/intake.ts';
import { createKeeping } from '../positions/keeping.ts';
import { createTrackerGate, type TrackerGate } from '../positions/tracker-gate.ts';
import { type ShiftDesk, startShiftDesk } from '../shifts/shift-desk.ts';
import { type AgencyGate, createAgencyGate } from '../transfer/agency-gate.ts';
import { nodesOf } from './between.ts';
import type { Closing } from './closing.ts';
import type { Trouble } from './trouble.ts';

/** Where people and positions come in: sign-ins, pages that follow the log, desks, shifts, and units. */
export interface Doors {
  readonly door: Door;
  readonly hub: Hub;
  readonly presence: Presence;
  readonly shifts: ShiftDesk;
  readonly intake: Intake;
  readonly gate: TrackerGate;
  readonly agencies: AgencyGate;
}

export interface DoorsMeans {
  readonly options: ServerOptions;
  readonly version: string;
  readonly kind: 'live' | 'drill';
  readonly devices: Devices;
  readonly factors: SecondFactors;
  readonly opened: Closing;
  readonly trouble: Trouble;
}

export async function openDoors(centre: Centre, means: DoorsMeans): Promise<Result<Doors, StartFault>> {
  const { options, version, kind, devices, factors, opened, trouble } = means;
  const { database, log, wall, place } = centre;
  const { logId } = log;
  const onTrouble = (error: unknown) => trouble.hear(error);
  const door = createDoor({
    database,
    kind,
    devices,
    factors,
    secondFactorFor: new Set(options.secondFactorFor),
    wall,
  });
  const hub = createHub({
    log,
    clock: centre.clock,
    positions: centre.positions,
    moveUps: centre.moveUps.current,
    version,
    wall,
  });
  opened.push(async () => hub.stop());
  const between = await nodesOf(options, centre, message => hub.draft(message));
  if (!between.ok) return between;
  opened.push(() => between.value.stop());
  hub.onDraft(message => between.value.publishDraft(message));
  const presence = startPresence(centre, openPresences(database, logId), onTrouble);
  opened.push(() => presence.stop());
  const shifts = startShiftDesk(centre, openShifts(database, logId), onTrouble);
  opened.push(() => shifts.stop());
  const keeping = createKeeping({
    stored: centre.storedPositions,
    now: centre.clock.now,
    elapsedMs: () => performance.now(),
    onTrouble,
  });
  opened.push(() => keeping.stop());
  const intake = createIntake({
    log,
    stored: centre.storedPositions,
    keeping,
    table: centre.positions,
    bounds: place.bounds,
    now: centre.clock.now,
    onTaken: fixes => between.value.publish(fixes),
  });
  const gate = createTrackerGate({
    trackers: openTrackers(database, logId),
    intake,
    wall,
    now: centre.clock.now,
    onTrouble,
  });
  const agencies = createAgencyGate(openAgencyKeys(database, logId), wall, onTrouble);
  return ok({ door, hub, presence, shifts, intake, gate, agencies });
}
