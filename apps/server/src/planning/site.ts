import {
  finish,
  gapOf,
  NO_WAY,
  PROVEN_GAP,
  type SitingAsked,
  type SitingFault,
  type SitingTables,
  siteQuestion,
  sitingFound,
  unmetMinimum,
} from '@clarion/coverage';
import { fail, ok, type Result } from '@clarion/measure';
import type { FaultCode, JobOf, SiteResult } from '@clarion/protocol';
import { solveSitingAndProve } from '@clarion/solver';
import { type Candidate, candidates } from './candidates.ts';
import type { DemandGround } from './ground.ts';
import type { JobFault, Tell } from './job-fault.ts';
import type { PlanningRoads } from './planning-roads.ts';

/** Share of the progress that the travel times are. */
const TIMES_SHARE = 0.3;
/** Whoever tells of it has the word for it: the reader's language is not known here. */
export const EVERYWHERE = '';

/** Several kinds of units with costs, room and minimums, by the engine of `clarion plan site`. */
export async function siteUnits(
  roads: PlanningRoads,
  demand: DemandGround,
  job: JobOf<'site'>,
  tell: Tell,
): Promise<Result<SiteResult, JobFault>> {
  const begun = performance.now();
  const { found, offRoad } = candidates(roads, demand, job, share => tell(TIMES_SHARE * share));
  const lost = job.sites.find(({ id, fixed }) => offRoad.includes(id) && Object.keys(fixed).length > 0);
  if (lost !== undefined) return fail({ code: 'SiteUnreachable', params: { site: lost.id } });
  const asked = askedOf(job, found);
  const question = siteQuestion(asked, tablesOf(job, demand, found), EVERYWHERE);
  if (!question.ok) return fail(jobFault(question.error));
  const whole = wholeWorth(job, demand);
  const before = performance.now();
  const usedS = () => (performance.now() - before) / 1000;
  const answer = await solveSitingAndProve(question.value.problem, {
    seed: job.seed,
    budget: { used: () => usedS() / job.seconds, secondsLeft: () => job.seconds - usedS() },
    drive: async steps =>
      finish(steps, best => {
        // Where something must be, the best so far may not be permitted yet: it is no answer, and is not shown as one.
        const shown = job.minimums.length > 0 ? undefined : scaled(best, whole);
        tell(progress(usedS() / job.seconds), shown);
      }),
    onProving: () => tell(progress(usedS() / job.seconds)),
  });
  if (!answer.isPermitted)
    return fail(
      jobFault(unmetMinimum(asked, question.value, answer, { everywhere: EVERYWHERE, seed: job.seed })),
    );
  const { units, spare, minimums } = sitingFound(
    asked,
    question.value,
    answer,
    found.map(one => one.id),
  );
  const at = new Map(found.map(one => [one.id, one.at]));
  // Nothing is worth more than to cover everybody, whatever the prices of the bound have come to.
  const bound = Math.min(answer.bound, Math.max(whole, answer.value));
  const gap = gapOf(answer.value, bound);
  return ok({
    units: units.map(({ site, kind, units: count }) => ({ id: site, at: at.get(site)!, kind, units: count })),
    spare,
    cost: answer.cost,
    value: answer.value / whole,
    bound: bound / whole,
    gap,
    proven: gap <= PROVEN_GAP,
    minimums: minimums.map(({ area, ...one }) => ({ ...one, areaId: area ?? null })),
    candidates: found.length,
    seconds: (performance.now() - begun) / 1000,
    seed: job.seed,
  });
}

/** As a share of what it would be worth to cover everybody. */
const scaled = (
  { value, bound }: { readonly value: number; readonly bound: number },
  whole: number,
): { readonly value: number; readonly bound: number } => ({
  value: value / whole,
  bound: Math.min(1, bound / whole),
});

const progress = (used: number): number => TIMES_SHARE + (1 - TIMES_SHARE) * Math.min(1, used);

/** Sites that no road is near to hold nothing; places all over the map cost what a new site does. */
function askedOf(
  { kinds, sites, budget, newSite, goals, minimums }: JobOf<'site'>,
  found: readonly Candidate[],
) {
  const known = new Set(found.map(one => one.id));
  const named = new Set(sites.map(one => one.id));
  return {
    kinds,
    sites: [
      ...sites.filter(one => known.has(one.id)),
      ...found
        .filter(one => !named.has(one.id))
        .map(({ id }) => ({
          id,
          cost: newSite?.cost ?? 0,
          room: newSite?.room,
          forbidden: false,
          fixed: {},
        })),
    ],
    budget,
    goals,
    minimums,
  } satisfies SitingAsked;
}

function tablesOf({ kinds }: JobOf<'site'>, demand: DemandGround, found: readonly Candidate[]): SitingTables {
  const travelMs = new Float64Array(found.length * demand.at.length);
  for (const [site, { row }] of found.entries())
    for (let cell = 0; cell < row.length; cell++)
      travelMs[site * row.length + cell] = row[cell] === NO_WAY ? Infinity : row[cell]!;
  const own = {
    file: 'demand',
    ids: Array.from(demand.at, (_, cell) => String(cell)),
    weight: demand.weight,
    area: Array.from(demand.areaOf, area => demand.areas[area]?.areaId ?? ''),
  };
  return { siteIds: found.map(one => one.id), kinds: kinds.map(() => ({ demand: own, travelMs })) };
}

/** What a choice is worth that covers all demand as often as anything counts it. */
function wholeWorth({ goals, kinds }: JobOf<'site'>, demand: DemandGround): number {
  const most = (counts: JobOf<'site'>['goals'][number]['counts'], units: number) =>
    typeof counts === 'object' && 'busy' in counts ? 1 - counts.busy ** units : 1;
  return goals.reduce((sum, goal) => {
    const units = kinds.reduce((all, kind) => all + (goal.kinds.includes(kind.id) ? kind.units : 0), 0);
    return sum + demand.total * goal.importance * most(goal.counts, units);
  }, 0);
}

/** Faults of the question in the words of the server; the page asks nothing that leads to the others. */
function jobFault({ code, field, params }: SitingFault): JobFault {
  const known: Readonly<Record<string, FaultCode>> = {
    MinimumUnreachable: 'MinimumUnreachable',
    MinimumsNotMet: 'MinimumsNotMet',
    MinimumsImpossible: 'MinimumsImpossible',
    MinimumsWithoutRoom: 'MinimumsWithoutRoom',
    FixedWithoutRoom: 'FixedWithoutRoom',
    FixedTooMany: 'FixedTooMany',
    FixedTooDear: 'FixedTooDear',
    SiteFixedAndForbidden: 'SiteContradicts',
  };
  const word = known[code];
  return word === undefined
    ? { code: 'FieldWrong', params: { field, reason: code } }
    : { code: word, params: { ...params, site: params['value'] ?? '', field } };
}
