import {
  type Budget,
  type CostTable,
  coveredOnce,
  coverRowsOf,
  expectedCover,
  finish,
  gapOf,
  NO_WAY,
  PROVEN_GAP,
  type Progress,
  problemOf,
  solveCenter,
  solveMedian,
  solveSettled,
} from '@clarion/coverage';
import { fail, ok, type Result } from '@clarion/measure';
import type { JobOf, SuggestResult } from '@clarion/protocol';
import { type Candidate, candidates } from './candidates.ts';
import type { DemandGround } from './ground.ts';
import type { JobFault, Tell } from './job-fault.ts';
import type { PlanningRoads } from './planning-roads.ts';

/** Share of the progress that the travel times are. */
const TIMES_SHARE = 0.3;

interface Chosen {
  readonly columns: readonly number[];
  readonly value: number;
  readonly bound: number;
}

/** Where posts should be, by the model asked for, with what no choice can beat. */
export function suggestSites(
  roads: PlanningRoads,
  demand: DemandGround,
  job: JobOf<'suggest'>,
  tell: Tell,
): Result<SuggestResult, JobFault> {
  const begun = performance.now();
  const sites = sitesOf(roads, demand, job, tell);
  if (!sites.ok) return sites;
  const settled = settledOf(job, sites.value);
  if (!settled.ok) return settled;
  const { open, fixed } = settled.value;
  const cells = reachedCells(demand, open);
  if (cells.length === 0) return fail({ code: 'NothingToCover', params: {} });
  const total = demand.total;
  const reached = cells.reduce((sum, cell) => sum + demand.weight[cell]!, 0);
  const before = performance.now();
  const budget: Budget = { used: () => (performance.now() - before) / (job.seconds * 1000) };
  const isCover = job.model === 'cover' || job.model === 'expected';
  const scale = isCover ? total : job.model === 'median' ? reached : 1;
  const steps = isCover
    ? coverSteps(open, fixed, demand, cells, job, budget)
    : siteSteps(open, fixed, demand, cells, job, budget);
  const chosen = finish(steps, step =>
    tell(TIMES_SHARE + (1 - TIMES_SHARE) * Math.min(1, budget.used(step.iterations)), {
      value: step.value / scale,
      bound: step.bound / scale,
    }),
  );
  if (chosen.value === Infinity) return fail({ code: 'PostsTooFew', params: { posts: job.count } });
  const gap = gapOf(chosen.value, chosen.bound);
  return ok({
    sites: chosen.columns.map(column => ({ id: open[column]!.id, at: open[column]!.at })),
    value: chosen.value / scale,
    bound: chosen.bound / scale,
    gap,
    proven: gap <= PROVEN_GAP,
    candidates: open.length,
    beyond: (total - reached) / total,
    seconds: (performance.now() - begun) / 1000,
    seed: job.seed,
  });
}

/** Where posts may be; one that must hold a post has a road near. */
function sitesOf(
  roads: PlanningRoads,
  demand: DemandGround,
  { sites, fixed, hourOfWeek }: JobOf<'suggest'>,
  tell: Tell,
): Result<readonly Candidate[], JobFault> {
  const asked = { sites, anywhere: true, hourOfWeek };
  const { found, offRoad } = candidates(roads, demand, asked, share => tell(TIMES_SHARE * share));
  const lost = fixed.find(id => offRoad.includes(id));
  return lost === undefined ? ok(found) : fail({ code: 'SiteUnreachable', params: { site: lost } });
}

/** Sites that may be chosen, and the places among them of those that must be. */
function settledOf(
  { fixed, forbidden, count, model, perPost = 1 }: JobOf<'suggest'>,
  sites: readonly Candidate[],
): Result<{ readonly open: readonly Candidate[]; readonly fixed: readonly number[] }, JobFault> {
  const both = fixed.find(id => forbidden.includes(id));
  if (both !== undefined) return fail({ code: 'SiteContradicts', params: { site: both } });
  const open = sites.filter(({ id }) => !forbidden.includes(id));
  const room = open.length * (model === 'expected' ? perPost : 1);
  if (count > room || fixed.length > count)
    return fail({
      code: 'PostsTooMany',
      params: { posts: Math.max(count, fixed.length), sites: Math.min(room, count) },
    });
  return ok({ open, fixed: fixed.map(id => open.findIndex(site => site.id === id)).filter(at => at >= 0) });
}

function reachedCells(demand: DemandGround, sites: readonly Candidate[]): number[] {
  const cells: number[] = [];
  for (let cell = 0; cell < demand.at.length; cell++)
    if (demand.weight[cell]! > 0 && sites.some(({ row }) => row[cell] !== NO_WAY)) cells.push(cell);
  return cells;
}

function* coverSteps(
  sites: readonly Candidate[],
  fixed: readonly number[],
  demand: DemandGround,
  cells: readonly number[],
  job: JobOf<'suggest'>,
  budget: Budget,
): Generator<Progress, Chosen> {
  const boundMs = job.minutes * 60_000;
  const cellOf: number[] = [];
  const siteOf: number[] = [];
  for (const [site, { row }] of sites.entries())
    for (const [place, cell] of cells.entries()) {
      if (row[cell]! > boundMs) continue;
      cellOf.push(place);
      siteOf.push(site);
    }
  const weight = Float64Array.from(cells, cell => demand.weight[cell]!);
  const rows = coverRowsOf(Uint32Array.from(cellOf), Uint32Array.from(siteOf), weight, sites.length);
  const { model, count, busy = 0.3, perPost = 1, seed } = job;
  const levels = model === 'cover' ? coveredOnce : expectedCover(busy, count);
  const limit = new Uint16Array(sites.length).fill(model === 'cover' ? 1 : perPost);
  const answer = yield* solveSettled(
    problemOf(rows, levels, count, limit),
    { fixed, forbidden: [] },
    { seed, budget },
  );
  return { columns: answer.columns, value: answer.value, bound: answer.bound };
}

function* siteSteps(
  sites: readonly Candidate[],
  fixed: readonly number[],
  demand: DemandGround,
  cells: readonly number[],
  { model, count, seed }: JobOf<'suggest'>,
  budget: Budget,
): Generator<Progress, Chosen> {
  const cost = new Float64Array(sites.length * cells.length);
  for (const [site, { row }] of sites.entries())
    for (const [place, cell] of cells.entries())
      cost[site * cells.length + place] = row[cell] === NO_WAY ? Infinity : row[cell]!;
  const weight = Float64Array.from(cells, cell => demand.weight[cell]!);
  const table: CostTable = { siteCount: sites.length, demandCount: cells.length, weight, cost };
  const solve = model === 'median' ? solveMedian : solveCenter;
  const answer = yield* solve(table, count, { seed, budget, settled: { fixed, forbidden: [] } });
  return { columns: answer.sites, value: answer.value, bound: answer.bound };
}
