import type { Instant } from '@clarion/measure';
import type { Board, Unit } from './board.ts';
import type { Actor } from './command.ts';
import { crewOut } from './crew.ts';
import { deploymentInForce } from './deployment.ts';
import type { Capability, DeploymentId, PostId, UnitId } from './ids.ts';

/** By which rule moves are advised: one by one for what each adds, or so that the table's posts are held. */
export const moveUpRules = ['gain', 'table'] as const;
export type MoveUpRule = (typeof moveUpRules)[number];

/** How a centre moves free units to posts that others have left. */
export interface MoveUpPolicy {
  readonly rule: MoveUpRule;
  /** What cover is kept of; the units of each are moved apart from the others, by the first of these that they can do. */
  readonly capabilities: readonly Capability[];
  /** A call counts as covered by a unit whose drive is no longer. */
  readonly withinMinutes: number;
  /** Share of its time that a unit is busy (Daskin 1983): what a second unit at the same place is worth. */
  readonly busy: number;
  /** Least share of all demand that a move must add. */
  readonly minimumGain: number;
  /** Most units on the way to a post that they were moved up to. */
  readonly movesAtOnce: number;
  /** Most moves of one unit in so many hours. */
  readonly movesPerShift: number;
  readonly shiftHours: number;
  /** A unit that was moved, or has come free, is left alone for so long. */
  readonly restMinutes: number;
  readonly longestDriveMinutes: number;
  /** What was dismissed is not advised again for so long. */
  readonly dismissedMinutes: number;
  /** By capability: row n is the posts to be held with n + 1 free units. `rule: 'table'` wants it. */
  readonly tables?: { readonly [capability: Capability]: readonly (readonly PostId[])[] };
}

/** A beginning, not a standard: after the studies in docs/planning.md a centre sets its own. */
export const usualMoveUp: MoveUpPolicy = {
  rule: 'gain',
  capabilities: ['als', 'engine'],
  withinMinutes: 8,
  busy: 0.3,
  minimumGain: 0.02,
  movesAtOnce: 2,
  movesPerShift: 4,
  shiftHours: 12,
  restMinutes: 20,
  longestDriveMinutes: 12,
  dismissedMinutes: 30,
};

/** Why advice was not followed. */
export const dismissalReasons = ['rest', 'backSoon', 'roads', 'knownBetter', 'other'] as const;
export type DismissalReason = (typeof dismissalReasons)[number];

/** Why moves are suspended for a while. */
export const suspensionReasons = ['majorIncident', 'shiftChange', 'weather', 'staffing', 'other'] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

/** What stood on the screen: kept with the order, so that the log tells why. */
export interface ShownMove {
  readonly rule: MoveUpRule;
  readonly capability: Capability;
  /** Share of all demand that it adds. */
  readonly gain: number;
  readonly driveMs: number;
  /** The plan that it follows; absent: the configuration's. */
  readonly deploymentId?: DeploymentId;
}

/** An order to a free unit to stand at another post than its own. */
export interface MoveUp {
  readonly postId: PostId;
  readonly by: Actor;
  readonly orderedAt: Instant;
  readonly acknowledgedAt?: Instant;
  readonly reachedAt?: Instant;
}

export interface MoveUpSuspension {
  readonly by: Actor;
  readonly since: Instant;
  readonly until: Instant;
  readonly reason: SuspensionReason;
}

export interface DismissedMove {
  readonly unitId: UnitId;
  readonly postId: PostId;
  readonly at: Instant;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The policy of the deployment in force, else the configuration's. Undefined: nothing is advised. */
export function moveUpPolicy(board: Board): MoveUpPolicy | undefined {
  return deploymentInForce(board)?.moveUp ?? board.configuration?.moveUp;
}

/** The suspension that counts at `now`; one whose time is over counts no more. */
export function moveUpSuspension(board: Board, now: Instant): MoveUpSuspension | undefined {
  const { moveUpSuspended } = board;
  return moveUpSuspended !== undefined && moveUpSuspended.until > now ? moveUpSuspended : undefined;
}

/** Free for a move: available, on the configuration, and its crew not out with another vehicle. */
export function isFreeToMove(board: Board, unit: Unit): boolean {
  return unit.status === 'available' && !unit.leaving && crewOut(board, unit) === undefined;
}

/** Until when the unit is left alone: it has just been moved or come free, or has had its moves of the shift. */
export function restsUntil(unit: Unit, policy: MoveUpPolicy): number {
  const moves = unit.movedUpAt ?? [];
  const cameFree = unit.endedAssignmentId === undefined ? undefined : unit.statusSince;
  const rest = Math.max(moves.at(-1) ?? 0, cameFree ?? 0) + policy.restMinutes * MINUTE_MS;
  // The oldest of the last `movesPerShift` must lie a shift back.
  const counted = policy.movesPerShift === 0 ? undefined : moves.at(-policy.movesPerShift);
  if (policy.movesPerShift === 0) return Infinity;
  return Math.max(rest, counted === undefined ? 0 : counted + policy.shiftHours * HOUR_MS);
}

/** Units that were moved up and are on their way. */
export function movingUp(board: Board): number {
  let count = 0;
  for (const { moveUp, assignmentIds } of board.units.values())
    if (moveUp !== undefined && moveUp.reachedAt === undefined && assignmentIds.length === 0) count++;
  return count;
}

/** Whether somebody has dismissed this move so lately that it is not advised again. */
export function isDismissed(board: Board, unitId: UnitId, postId: PostId, since: number): boolean {
  return board.dismissedMoves.some(one => one.unitId === unitId && one.postId === postId && one.at > since);
}
