import type { Instant } from '@clarion/measure';
import type { Board, Readiness } from './board.ts';
import type { Minimum } from './configuration.ts';
import { minimumsOf } from './deployment.ts';
import type { AreaId, LevelId, PostId, UnitId } from './ids.ts';
import { type Counted, rosterOf } from './roster.ts';
import { withinHours } from './run-card.ts';

/** Why a level was set. */
export const readinessReasons = [
  'weather',
  'disaster',
  'event',
  'holiday',
  'staffing',
  'demand',
  'exercise',
  'other',
] as const;
export type ReadinessReason = (typeof readinessReasons)[number];

/** The levels that somebody has set and that have not expired, the whole centre's first. */
export function readinessInForce(board: Board, now: Instant): readonly Readiness[] {
  const inForce = [...board.readiness.values()].filter(({ expiresAt }) => expiresAt > now);
  return inForce.sort((a, b) => (a.areaId ?? '').localeCompare(b.areaId ?? ''));
}

/**
 * The level of an area (without one: of the whole centre): the highest of what was set for it and for the whole centre, else
 * the lowest there is. Undefined when the centre knows no levels.
 */
export function levelOf(board: Board, areaId: AreaId | undefined, now: Instant): LevelId | undefined {
  const levels = board.configuration?.readiness?.levels ?? [];
  let highest = 0;
  for (const one of readinessInForce(board, now)) {
    if (one.areaId !== undefined && one.areaId !== areaId) continue;
    highest = Math.max(
      highest,
      levels.findIndex(({ levelId }) => levelId === one.levelId),
    );
  }
  return levels[highest]?.levelId;
}

/** A minimum that holds now, and who is there for it. */
export interface Deployment {
  readonly minimum: Minimum;
  /** Absent: the whole centre. */
  readonly areaId?: AreaId;
  /** Absent: the centre knows no levels, and the minimum asks for none. */
  readonly levelId?: LevelId;
  /** Crews that are free and can do it: of those who share one, one counts. */
  readonly free: number;
  /** Posts that nobody free who can do it belongs to. */
  readonly vacant: readonly PostId[];
  /** Who they are, as the board stands. */
  readonly counted: Counted;
}

/** What the levels in force ask for at this minute of the week. */
export function deployments(
  board: Board,
  now: Instant,
  minuteOfWeek: number | undefined,
): readonly Deployment[] {
  const minimums = minimumsOf(board);
  if (minimums.length === 0) return [];
  const roster = rosterOf(board);
  return minimums.flatMap(minimum => {
    if (minimum.hours && (minuteOfWeek === undefined || !withinHours(minimum.hours, minuteOfWeek))) return [];
    return (minimum.areaIds ?? [undefined]).flatMap((areaId): readonly Deployment[] => {
      const levelId = levelOf(board, areaId, now);
      if (minimum.levelIds && (levelId === undefined || !minimum.levelIds.includes(levelId))) return [];
      const counted = roster.counted(minimum.capability, areaId);
      return [
        {
          minimum,
          ...(areaId === undefined ? {} : { areaId }),
          ...(levelId === undefined ? {} : { levelId }),
          free: counted.crews,
          vacant: (minimum.postIds ?? []).filter(postId => !counted.isAt(postId)),
          counted,
        },
      ];
    });
  });
}

/** The shortage list: what is below its minimum, or has a vacant post. */
export function shortages(
  board: Board,
  now: Instant,
  minuteOfWeek: number | undefined,
): readonly Deployment[] {
  return deployments(board, now, minuteOfWeek).filter(
    ({ free, minimum, vacant }) => free < minimum.count || vacant.length > 0,
  );
}

/** How many crews would be left for a deployment when these units go, and whatever their crews could take. */
export function leftWithout(board: Board, { counted, free }: Deployment, going: ReadonlySet<UnitId>): number {
  const gone = new Set<string>();
  for (const unitId of going) {
    const crewId = board.units.get(unitId)?.description.crewId;
    if (crewId === undefined ? counted.has(unitId) : counted.hasCrew(crewId))
      gone.add(crewId ?? `unit ${unitId}`);
  }
  return free - gone.size;
}
