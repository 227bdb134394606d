import { type Instant, instant } from '@clarion/measure';
import type { Assignment, Board, Incident, Unit } from './board.ts';
import type { IncidentId, LevelId, TypeId, UnitId } from './ids.ts';
import { levelOf } from './readiness.ts';
import { areaOf } from './run-card.ts';
import type { AssignmentStep } from './status.ts';
import { isStep } from './times.ts';

/** `contact`: somebody has heard from the crew, by whatever channel. `accountability`: its people were counted. */
export const checks = ['contact', 'accountability'] as const;
export type Check = (typeof checks)[number];

/** How a crew was last heard: its status button, a message, its voice, its emergency button, or its position. */
export const channels = ['status', 'message', 'voice', 'emergency', 'position'] as const;
export type Channel = (typeof channels)[number];

export interface Heard {
  readonly at: Instant;
  readonly via: Channel;
}

/** Two windows for crews in a status; of the rules that hold the one with most conditions counts, the first of equals. */
export interface CheckRule {
  readonly check: Check;
  readonly statuses: readonly AssignmentStep[];
  readonly typeIds?: readonly TypeId[];
  readonly categories?: readonly string[];
  /** From this alarm of the incident on. */
  readonly alarmFrom?: number;
  /** At these readiness levels of the incident's area. */
  readonly levelIds?: readonly LevelId[];
  /** After so long it is shown as due, */
  readonly warnSeconds: number;
  /** and after so long it is an alarm. */
  readonly overdueSeconds: number;
}

export interface CheckRules {
  readonly rules: readonly CheckRule[];
  /** A fix counts as hearing the crew. Usually not: a box that reports where it is says nothing of the people. */
  readonly positionCounts?: boolean;
}

/** When a unit's newest fix was taken, for centres where that counts. */
export type FixTimes = (unitId: UnitId) => Instant | undefined;

export interface Due {
  readonly check: Check;
  readonly unitId: UnitId;
  readonly incidentId: IncidentId;
  /** Since when nothing was heard, or nobody was counted. */
  readonly since: Instant;
  readonly warnAt: Instant;
  readonly overdueAt: Instant;
  readonly state: 'fine' | 'due' | 'overdue';
}

/** When a crew was last heard, and how; a fix counts where the configuration says so. Times never go back per unit. */
export function lastHeard(board: Board, unit: Unit, fixTimes?: FixTimes): Heard | undefined {
  const fixAt = board.configuration?.checks?.positionCounts ? fixTimes?.(unit.unitId) : undefined;
  if (fixAt !== undefined && fixAt > (unit.heard?.at ?? 0)) return { at: fixAt, via: 'position' };
  return unit.heard;
}

/** The checks that run for a unit on what it does now; none while it is free. */
export function checksOfUnit(board: Board, unit: Unit, now: Instant, fixTimes?: FixTimes): readonly Due[] {
  const rules = board.configuration?.checks?.rules ?? [];
  const assignment = board.assignments.get(unit.assignmentIds.at(-1) ?? '');
  const incident = board.incidents.get(assignment?.incidentId ?? '');
  if (rules.length === 0 || !assignment || !incident) return [];
  return checks.flatMap(check => {
    const rule = ruleFor(board, check, unit, incident, now);
    if (!rule) return [];
    const since =
      check === 'contact'
        ? Math.max(unit.statusSince, lastHeard(board, unit, fixTimes)?.at ?? 0)
        : Math.max(begunAt(assignment, rule, unit), unit.accountedAt ?? 0);
    const warnAt = instant(since + rule.warnSeconds * 1000);
    const overdueAt = instant(since + rule.overdueSeconds * 1000);
    const state = now >= overdueAt ? 'overdue' : now >= warnAt ? 'due' : 'fine';
    const { unitId } = unit;
    return [
      { check, unitId, incidentId: incident.incidentId, since: instant(since), warnAt, overdueAt, state },
    ];
  });
}

/** Checks of every unit that is on something, over open incidents alone. */
export function* checksOnFloor(board: Board, now: Instant, fixTimes?: FixTimes): Generator<Due> {
  for (const unit of unitsAtWork(board)) yield* checksOfUnit(board, unit, now, fixTimes);
}

/** Units on what they do now, over open incidents alone. */
export function* unitsAtWork(board: Board): Generator<Unit> {
  for (const incidentId of board.openIncidents) {
    for (const assignmentId of board.incidents.get(incidentId)?.assignmentIds ?? []) {
      const assignment = board.assignments.get(assignmentId);
      if (!assignment || assignment.endedAt !== undefined) continue;
      const unit = board.units.get(assignment.unitId);
      if (unit?.assignmentIds.at(-1) === assignmentId) yield unit;
    }
  }
}

function ruleFor(
  board: Board,
  check: Check,
  unit: Unit,
  incident: Incident,
  now: Instant,
): CheckRule | undefined {
  const { status } = unit;
  if (!isStep(status)) return undefined;
  let found: CheckRule | undefined;
  for (const rule of board.configuration?.checks?.rules ?? []) {
    if (rule.check !== check || !rule.statuses.includes(status)) continue;
    if (!holds(board, rule, incident, now)) continue;
    if (!found || conditionsOf(rule) > conditionsOf(found)) found = rule;
  }
  return found;
}

function holds(board: Board, rule: CheckRule, incident: Incident, now: Instant): boolean {
  const { typeId } = incident;
  if (rule.typeIds && (typeId === undefined || !rule.typeIds.includes(typeId))) return false;
  if (rule.alarmFrom !== undefined && (incident.alarm ?? 1) < rule.alarmFrom) return false;
  if (rule.categories) {
    const category = board.configuration?.types.find(type => type.typeId === typeId)?.category;
    if (category === undefined || !rule.categories.includes(category)) return false;
  }
  if (!rule.levelIds) return true;
  const levelId = levelOf(board, areaOf(board, incident.place?.at), now);
  return levelId !== undefined && rule.levelIds.includes(levelId);
}

const conditionsOf = ({ typeIds, categories, alarmFrom, levelIds }: CheckRule) =>
  (typeIds ? 2 : 0) + (categories ? 1 : 0) + (alarmFrom === undefined ? 0 : 1) + (levelIds ? 1 : 0);

/** When the crew came into what the rule speaks of; a change from one of its statuses to another counts nobody. */
function begunAt({ times }: Assignment, { statuses }: CheckRule, unit: Unit): number {
  let first: number = unit.statusSince;
  for (const status of statuses) first = Math.min(first, times[status] ?? first);
  return first;
}
