import {
  type Assignment,
  type AssignmentStep,
  assignmentSteps,
  type Board,
  type Command,
  destinationOf,
  type Incident,
  isStaged,
  type Unit,
  type UnitId,
  wantsHearing,
} from '@clarion/dispatch';
import { type Instant, instant, type LngLat } from '@clarion/measure';
import {
  type Crew,
  type CrewWorld,
  drivenTo,
  halted,
  inPhase,
  isHome,
  NEVER,
  nextReport,
  shortOf,
  type Task,
  type Wait,
} from './crew.ts';
import { type CrewFix, crewActor, type Happening } from './happening.ts';
import { type Heard, saidHeard, toHear } from './hearing.ts';
import { uuidOf } from './keyed-chance.ts';
import { whereabouts } from './motion.ts';
import { onErrand, saidOnErrand } from './move-up.ts';
import type { Sent, Stay } from './script.ts';

export interface CrewsOptions extends CrewWorld {
  /** The board as it is now; crews read it when they are told that something about them has changed. */
  readonly board: () => Board;
  readonly stayOf: (incident: Incident, sent: readonly Sent[]) => Stay;
  /** Where a unit was last seen, after a restart; its home otherwise. */
  readonly lastSeen?: (unitId: UnitId) => LngLat | undefined;
  /** Nothing is done before. */
  readonly from?: Instant;
}

/** The crews of a drill: they answer to what is on the board, drive, stay, and report. */
export interface Crews {
  next(): Instant | undefined;
  /** Reports due by `to`, in order; the crews go on as if they were accepted. */
  advance(to: Instant): Happening[];
  /** The board has something new about this unit; `undone`: something was taken back, so the board is believed. */
  noticed(unitId: UnitId, undone?: boolean): void;
  positionsAt(t: Instant): CrewFix[];
}

export function createCrews(options: CrewsOptions): Crews {
  const crews = new Map<UnitId, Crew>();
  /** Units to look at again, and whether something about them was taken back. */
  const dirty = new Map<UnitId, boolean>();
  const unheard = new Map<UnitId, readonly Heard[]>();
  /** Said already, until the board says the same. */
  const said = new Set<string>();
  let clock = instant(Math.max(options.board().at, options.from ?? 0));

  const reconcileAll = () => {
    for (const [unitId, undone] of dirty) reconcile(unitId, undone);
    dirty.clear();
  };

  function reconcile(unitId: UnitId, undone: boolean): void {
    const board = options.board();
    const unit = board.units.get(unitId);
    if (!unit) {
      crews.delete(unitId);
      unheard.delete(unitId);
      return;
    }
    const t = instant(Math.max(board.at, clock));
    const known = crews.get(unitId);
    const crew: Crew = known ? { ...known, unit: unit.description } : newCrew(unit, t, options);
    crews.set(unitId, follow(crew, unit, board, t, undone, options));
    const told = toHear(board, unitId, options);
    for (const { key } of unheard.get(unitId) ?? []) if (!told.some(one => one.key === key)) said.delete(key);
    unheard.set(unitId, told);
  }

  const waitingToSay = () => [...unheard.values()].flat().filter(({ key }) => !said.has(key));

  for (const unitId of options.board().units.keys()) dirty.set(unitId, false);

  return {
    next() {
      reconcileAll();
      let next: Instant = NEVER;
      for (const crew of crews.values()) next = instant(Math.min(next, dueOf(crew)));
      for (const { due } of waitingToSay()) next = instant(Math.min(next, Math.max(due, clock)));
      return next === NEVER ? undefined : next;
    },
    advance(to) {
      reconcileAll();
      const from = clock;
      clock = instant(Math.max(clock, to));
      const happenings: Happening[] = [];
      for (const one of waitingToSay()) {
        if (one.due > to) continue;
        said.add(one.key);
        happenings.push(saidHeard(one, instant(Math.max(one.due, from)), options));
      }
      const due = [...crews.values()].filter(crew => dueOf(crew) <= to);
      for (const unitId of due.map(({ unit }) => unit.unitId).sort()) {
        for (;;) {
          const crew = crews.get(unitId)!;
          if (dueOf(crew) > to) break;
          const { task, errand } = crew;
          if (!task) {
            if (!errand) break;
            const errandSaid = saidOnErrand({ ...crew, errand }, options);
            happenings.push(errandSaid.happening);
            crews.set(unitId, errandSaid.crew);
            continue;
          }
          const { incidentId, assignmentId, due: at } = task;
          const next = nextReport(task);
          const happens = (command: Command) =>
            happenings.push({
              kind: 'command',
              at,
              actor: crewActor,
              commandId: uuidOf(options.seed, assignmentId, next, at),
              command,
            });
          if (next === 'heard' || next === 'staged') {
            happens({ type: next === 'heard' ? 'AcknowledgeSafe' : 'ReportStaged', unitId, incidentId });
            crews.set(unitId, notBefore(at, inPhase(crew, afterSaying(task), at, options)));
            continue;
          }
          happens({ type: 'ReportStatus', unitId, status: next, incidentId, happenedAt: at });
          crews.set(
            unitId,
            next === 'available'
              ? { ...goneHome(crew, at, options), finished: assignmentId }
              : inPhase(crew, { ...task, phase: next, phaseAt: at }, at, options),
          );
        }
      }
      return happenings.sort((a, b) => a.at - b.at);
    },
    noticed(unitId, undone = false) {
      dirty.set(unitId, undone || dirty.get(unitId) === true);
    },
    positionsAt(t) {
      reconcileAll();
      const fixes: CrewFix[] = [];
      for (const [unitId, { motion }] of crews)
        if (motion) fixes.push({ unitId, fixedAt: t, ...whereabouts(motion, t) });
      return fixes;
    },
  };
}

function newCrew(unit: Unit, t: Instant, { lastSeen }: CrewsOptions): Crew {
  const at = lastSeen?.(unit.unitId) ?? unit.placed?.at ?? unit.description.home;
  return { unit: unit.description, ...(at && { motion: { kind: 'standing', at, since: t } }) };
}

/** The crew as the board has it: a new assignment is taken up, an ended one dropped, a step reported by others followed. */
function follow(
  crew: Crew,
  unit: Unit,
  board: Board,
  t: Instant,
  undone: boolean,
  options: CrewsOptions,
): Crew {
  const assignment = board.assignments.get(unit.assignmentIds.at(-1) ?? '');
  const incident = assignment && board.incidents.get(assignment.incidentId);
  const place = incident && (options.placeOf?.(incident) ?? incident.place);
  if (!assignment || !incident || !place) {
    if (unit.status === 'outOfService') return halted(free(crew), t);
    const moved = onErrand(crew, unit, board, t, options);
    if (moved) return moved;
    const wasAway = crew.task || crew.errand || crew.motion?.kind === 'standing';
    return wasAway ? goneHome(crew, t, options) : free(crew);
  }
  if (crew.finished === assignment.assignmentId && !undone) return crew;
  const same = crew.task?.assignmentId === assignment.assignmentId ? crew.task : undefined;
  const onBoard = stepOf(unit, assignment);
  // Reports under way are ahead of the board, unless somebody took one back.
  const ahead = same && !undone && rank(same.phase) >= rank(onBoard);
  const phase = ahead ? same.phase : onBoard;
  const silent = options.spokenFor?.has(assignment.assignmentId) === true;
  const wait = waitOf(assignment, phase);
  const waiting = wait !== undefined && wait.kind !== 'told';
  const scene = { ...incident, place };
  const goal = (waiting ? destinationOf(scene, assignment) : assignment.point?.at) ?? place.at;
  if (ahead && sameSpot(same.goal, goal) && sameWait(same.wait, wait) && silent === same.silent) return crew;
  // Where it stops short of the scene stays where it was, whatever else is told.
  const stops = same && sameSpot(same.goal, goal) && isShort(same.wait) ? same.target : undefined;
  const target = isShort(wait) ? (stops ?? shortOf(crew, goal, t, options)) : goal;
  const reachedAt = ahead ? same.phaseAt : (assignment.times[phase] ?? unit.statusSince);
  const taken = inPhase(
    crew,
    {
      assignmentId: assignment.assignmentId,
      incidentId: incident.incidentId,
      goal,
      target,
      silent,
      ...(wait === undefined ? {} : { wait }),
      stay: same?.stay ?? options.stayOf(incident, sentUntil(board, incident, assignment)),
      phase,
      // A report that was taken back is given again, but not at once.
      phaseAt: undone ? t : reachedAt,
      fromPost: same?.fromPost ?? isHome(crew, t),
    },
    t,
    options,
  );
  return notBefore(t, taken);
}

/** Whatever it says next, it says at `t` at the soonest. */
const notBefore = <T extends { readonly task: Task }>(t: Instant, crew: T): T => ({
  ...crew,
  task: { ...crew.task, due: instant(Math.max(crew.task.due, t)) },
});

/** What it waits for before it goes in; a crew that is at the scene already is not called back. */
function waitOf(assignment: Assignment, phase: AssignmentStep): Wait | undefined {
  const { staging } = assignment;
  if (staging?.safe && wantsHearing(assignment)) return { kind: 'told', toldAt: staging.safe.at };
  if (!isStaged(assignment) || rank(phase) >= rank('onScene')) return undefined;
  // Who holds a point of the cordon waits there.
  const short = staging?.place === undefined && assignment.point === undefined;
  return { kind: staging?.reachedAt === undefined ? 'to' : 'there', short };
}

/** After it has said that it heard it waits no more; after it has said that it is there it says nothing. */
function afterSaying({ wait, ...task }: Task): Omit<Task, 'due'> {
  return wait?.kind === 'to' ? { ...task, wait: { ...wait, kind: 'there' } } : task;
}

const isShort = (wait: Wait | undefined): boolean => wait !== undefined && wait.kind !== 'told' && wait.short;

const sameWait = (a: Wait | undefined, b: Wait | undefined): boolean =>
  a?.kind === b?.kind && isShort(a) === isShort(b);

const free = ({ unit, motion }: Crew): Crew => ({ unit, ...(motion && { motion }) });

/** Free, and on the way to its home. */
function goneHome(crew: Crew, t: Instant, world: CrewWorld): Crew {
  const { home } = crew.unit;
  return home ? drivenTo(free(crew), home, t, world) : free(crew);
}

/** When the crew says the next thing. */
const dueOf = ({ task, errand }: Crew): Instant =>
  task?.due ?? (errand === undefined || errand.phase === 'there' ? NEVER : errand.due);

const rank = (step: AssignmentStep): number => assignmentSteps.indexOf(step);

function stepOf(unit: Unit, assignment: Assignment): AssignmentStep {
  const { status } = unit;
  if (status !== 'available' && status !== 'outOfService') return status;
  return assignmentSteps.findLast(step => assignment.times[step] !== undefined) ?? 'dispatched';
}

const sameSpot = (a: LngLat, b: LngLat): boolean => a[0] === b[0] && a[1] === b[1];

/** Whom the incident was given up to this assignment, this one last. */
function sentUntil(board: Board, incident: Incident, until: Assignment): Sent[] {
  const sent: Sent[] = [];
  for (const assignmentId of incident.assignmentIds) {
    const assignment = board.assignments.get(assignmentId);
    if (!assignment) continue;
    const { unitId } = assignment;
    sent.push({ unitId, kind: board.units.get(unitId)?.description.kind ?? '' });
    if (assignmentId === until.assignmentId) break;
  }
  return sent;
}
