import { areaFigures, type Budget, finish, solveAreas } from '@clarion/coverage';
import { fail, ok, type Result } from '@clarion/measure';
import type { AreasResult, JobOf } from '@clarion/protocol';
import { groundCells } from './cells.ts';
import type { DemandGround } from './ground.ts';
import type { JobFault, Tell } from './job-fault.ts';
import type { PlanningRoads } from './planning-roads.ts';

/** Contiguous areas of even workload, by the solver of `clarion plan areas`: anew, or from a division that was given. */
export function divideGround(
  roads: PlanningRoads,
  demand: DemandGround,
  { count, from, seconds, seed }: JobOf<'areas'>,
  tell: Tell,
): Result<AreasResult, JobFault> {
  const begun = performance.now();
  const { cells, ids } = groundCells(roads.graphAt(undefined), demand);
  if (count > ids.length) return fail({ code: 'AreasTooMany', params: { areas: count, cells: ids.length } });
  if (from !== undefined && !fits(from, count, ids.length)) return fail({ code: 'CellsOthers', params: {} });
  // Only an area that hangs together can be handed on cell by cell.
  const start = from === undefined ? undefined : Uint16Array.from(from);
  if (start !== undefined && !areaFigures(cells, start, count).contiguous)
    return fail({ code: 'AreasTorn', params: {} });
  const budget: Budget = { used: () => (performance.now() - begun) / (seconds * 1000) };
  const steps = solveAreas(cells, count, { seed, budget, ...(start === undefined ? {} : { from: start }) });
  const { areaOf, imbalance, bound } = finish(steps, step =>
    tell(Math.min(1, budget.used(step.iterations)), { value: step.value, bound: step.bound }),
  );
  return ok({
    areaOf: [...areaOf],
    imbalance,
    bound,
    seconds: (performance.now() - begun) / 1000,
    seed,
  });
}

const fits = (from: readonly number[], count: number, cells: number): boolean =>
  from.length === cells && from.every(area => area < count);
