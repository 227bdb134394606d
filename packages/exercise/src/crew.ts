import type { AssignmentStep, Incident, IncidentId, Place, UnitDescription } from '@clarion/dispatch';
import { between, distance, type Instant, instant, type LngLat } from '@clarion/measure';
import { arrivalOf, type Drive, destinationOf, type Motion, straightDrive, whereabouts } from './motion.ts';
import type { Errand } from './move-up.ts';
import type { Stay } from './script.ts';
import { acknowledgeMs, turnoutMs } from './turnout.ts';

/** What a crew is on. `due` is when it reports its next step; never, when a person reports for it. */
export interface Task {
  readonly assignmentId: string;
  readonly incidentId: IncidentId;
  /** Where it was told to go: the scene, its point of the cordon, or its staging place. */
  readonly goal: LngLat;
  /** Where it drives to: the goal, or short of it. */
  readonly target: LngLat;
  readonly wait?: Wait;
  /** A person reports for it. */
  readonly silent: boolean;
  readonly stay: Stay;
  readonly phase: AssignmentStep;
  readonly phaseAt: Instant;
  /** Was it at its post when it was told? */
  readonly fromPost: boolean;
  readonly due: Instant;
}

/** Staged: on the way to where it waits, or there; or told at `toldAt` that it is safe, and going in. */
export type Wait =
  | { readonly kind: 'to' | 'there'; readonly short: boolean }
  | { readonly kind: 'told'; readonly toldAt: Instant };

export interface Crew {
  readonly unit: UnitDescription;
  readonly task?: Task;
  /** Absent: nobody knows where it is. */
  readonly motion?: Motion;
  /** Where it was told to stand while it is free. */
  readonly errand?: Errand;
  /** The assignment that it has reported the end of, until the board says the same. */
  readonly finished?: string;
}

export interface CrewWorld {
  readonly seed: number;
  readonly routeTo: (from: LngLat, to: LngLat) => Drive | undefined;
  readonly hospitals: readonly LngLat[];
  /** Where an incident is now that has moved, if it is known; else where it was opened. */
  readonly placeOf?: (incident: Incident) => Place | undefined;
  /** Assignments that a person's own device reports for: their crews drive but say nothing. */
  readonly spokenFor?: ReadonlySet<string>;
}

export const NEVER = instant(Number.MAX_SAFE_INTEGER);
/** Nearer than this is being there. */
const THERE_M = 40;
/** Where nobody has named a staging place a crew stops so far from the scene. */
const SHORT_M = 150;
/** For a crew that nobody knows the place of. */
const UNKNOWN_TRAVEL_MS = 8 * 60_000;
const HOSPITAL_UNKNOWN_MS = 12 * 60_000;

/** The crew on its way to `to` from wherever it is at `t`; as it is when it is going there anyway. */
export function drivenTo(crew: Crew, to: LngLat, t: Instant, world: CrewWorld): Crew {
  const { motion } = crew;
  if (!motion) return crew;
  if (distance(destinationOf(motion), to) < 1) return crew;
  const { at } = whereabouts(motion, t);
  if (distance(at, to) < 1) return { ...crew, motion: { kind: 'standing', at, since: t } };
  const drive = joined(at, to, world.routeTo(at, to) ?? straightDrive(at, to));
  return { ...crew, motion: { kind: 'driving', drive, since: t, to } };
}

/** The last point on its way to the scene that is not nearer than it may come; where it is, if it is nearer already. */
export function shortOf(crew: Crew, scene: LngLat, t: Instant, world: CrewWorld): LngLat {
  if (!crew.motion) return scene;
  const { at } = whereabouts(crew.motion, t);
  const isFar = (point: LngLat) => distance(point, scene) >= SHORT_M;
  if (!isFar(at)) return at;
  const points = [at, ...(world.routeTo(at, scene) ?? straightDrive(at, scene)).points];
  const last = points.findLastIndex(isFar);
  let [far, near] = [points[last]!, points[last + 1] ?? points[last]!];
  for (let i = 0; i < 20; i++) {
    const middle = between(far, near, 0.5);
    if (isFar(middle)) far = middle;
    else near = middle;
  }
  return far;
}

/** Standing where it is at `t`. */
export function halted(crew: Crew, t: Instant): Crew {
  if (!crew.motion) return crew;
  return { ...crew, motion: { kind: 'standing', at: whereabouts(crew.motion, t).at, since: t } };
}

/** Routes begin and end on a street; the few metres to it are driven in no time only if we let them be. */
function joined(from: LngLat, to: LngLat, drive: Drive): Drive {
  const points = [...drive.points];
  const atMs = [...drive.atMs];
  let travelTimeMs = drive.travelTimeMs;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return straightDrive(from, to);
  const before = Math.round(distance(from, first) * WALKED_MS_PER_M);
  if (before > 0) {
    points.unshift(from);
    for (let i = 0; i < atMs.length; i++) atMs[i]! += before;
    atMs.unshift(0);
    travelTimeMs += before;
  }
  const behind = Math.round(distance(last, to) * WALKED_MS_PER_M);
  if (behind > 0) {
    points.push(to);
    travelTimeMs += behind;
    atMs.push(travelTimeMs);
  }
  return { points, atMs, travelTimeMs };
}
/** Across yards and car parks: 20 km/h. */
const WALKED_MS_PER_M = 180;

/** The crew in `phase` since `phaseAt`, with what follows from it: motion towards where the phase has it, next report. */
export function inPhase(
  crew: Crew,
  task: Omit<Task, 'due'>,
  t: Instant,
  world: CrewWorld,
): Crew & { readonly task: Task } {
  const { phase, phaseAt, stay } = task;
  const moved = movedFor(crew, task, t, world);
  const arrival = moved.motion ? arrivalOf(moved.motion) : phaseAt;
  const later = (at: number): Instant => instant(Math.max(at, arrival));
  const keys = [world.seed, task.assignmentId] as const;
  const due = (): Instant => {
    if (task.silent) return NEVER;
    if (task.wait?.kind === 'told') return instant(task.wait.toldAt + acknowledgeMs(...keys, 'safe'));
    if (task.wait?.kind === 'there' && phase === 'enRoute') return NEVER;
    switch (phase) {
      case 'dispatched':
        return instant(phaseAt + acknowledgeMs(...keys));
      case 'acknowledged': {
        const whole = turnoutMs(crew.unit.agency, task.fromPost, ...keys);
        return instant(phaseAt + Math.max(1000, whole - acknowledgeMs(...keys)));
      }
      case 'enRoute':
        return moved.motion ? later(phaseAt + 1000) : instant(phaseAt + UNKNOWN_TRAVEL_MS);
      case 'onScene':
        return later(phaseAt + stay.sceneMs);
      case 'transporting':
        return world.hospitals.length > 0 && moved.motion
          ? later(phaseAt + 1000)
          : instant(phaseAt + (stay.transport?.recordedMs ?? HOSPITAL_UNKNOWN_MS));
      case 'atDestination':
        return later(phaseAt + (stay.transport?.hospitalMs ?? 0));
    }
  };
  return { ...moved, task: { ...task, due: due() } };
}

function movedFor(crew: Crew, { phase, target }: Omit<Task, 'due'>, t: Instant, world: CrewWorld): Crew {
  if (!crew.motion) return crew;
  switch (phase) {
    case 'dispatched':
    case 'acknowledged':
      return crew.motion.kind === 'driving' ? halted(crew, t) : crew;
    case 'enRoute':
      return drivenTo(crew, target, t, world);
    case 'onScene':
      return isNear(crew, target) ? crew : drivenTo(crew, target, t, world);
    case 'transporting':
    case 'atDestination': {
      const hospital = nearestTo(target, world.hospitals);
      return hospital ? drivenTo(crew, hospital, t, world) : crew;
    }
  }
}

const isNear = ({ motion }: Crew, to: LngLat): boolean =>
  motion !== undefined && distance(destinationOf(motion), to) < THERE_M;

function nearestTo(at: LngLat, places: readonly LngLat[]): LngLat | undefined {
  let best: LngLat | undefined;
  for (const place of places) if (!best || distance(place, at) < distance(best, at)) best = place;
  return best;
}

/** What the crew says when `due` has come: that it has heard, that it is where it waits, or its next step. */
export function nextReport(task: Task): 'heard' | 'staged' | AssignmentStep | 'available' {
  if (task.wait?.kind === 'told') return 'heard';
  return task.wait?.kind === 'to' && task.phase === 'enRoute' ? 'staged' : nextStep(task);
}

function nextStep({ phase, stay }: Task): AssignmentStep | 'available' {
  switch (phase) {
    case 'dispatched':
      return 'acknowledged';
    case 'acknowledged':
      return 'enRoute';
    case 'enRoute':
      return 'onScene';
    case 'onScene':
      return stay.transport ? 'transporting' : 'available';
    case 'transporting':
      return 'atDestination';
    case 'atDestination':
      return 'available';
  }
}

/** Whether the crew stands at its home at `t`. */
export const isHome = ({ unit, motion }: Crew, t: Instant): boolean =>
  unit.home !== undefined && motion !== undefined && distance(whereabouts(motion, t).at, unit.home) < THERE_M;
