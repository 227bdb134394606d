import { finish, gapOf, improvePosts, ofIterations, type PostMove } from '@clarion/coverage';
import {
  compare,
  type Difference,
  type Fit,
  fitOf,
  type Gains,
  gainsOf,
  type Model,
  replicate,
  responsesOf,
} from '@clarion/simulation';
import { type AnsweredCall, needsOf } from './city-record.ts';
import { type CityQuestion, forecast, replay, type Supposition } from './city-scenario.ts';

const BOUND_ITERATIONS = 40;
/** Moves of a search that is not told when to end. */
const LONGEST_SEARCH = 100;
/** No way is taken for this long, so that sums stay finite. */
const NO_WAY_S = 7200;
/** Areas with fewer recorded responses say nothing by themselves. */
const LEAST_OF_AREA = 15;

export const RETESTS: Readonly<Record<string, Supposition>> = {
  asLearnt: {},
  travelMore: { travel: 1.2 },
  travelLess: { travel: 0.8 },
  demandMore: { demand: 1.2 },
  demandLess: { demand: 0.8 },
};

export interface RecordFit {
  readonly all: Fit;
  readonly hours: Readonly<Record<string, Fit>>;
  readonly areas: Readonly<Record<string, Fit>>;
}

type Retest = Record<'meanSeconds' | 'p90Seconds' | 'worstTenthSeconds', Difference>;
export type Verdict = 'better' | 'worse' | 'noProvenDifference';

export interface Improvement {
  readonly moves: readonly (PostMove & {
    readonly unitId: string;
    readonly fromId: string;
    readonly toId: string;
  })[];
  /** Of the reckoning that chose the moves: seconds a call; `bound` is below any placement of the same units. */
  readonly expected: {
    readonly before: number;
    readonly after: number;
    readonly bound: number;
    readonly gap: number;
  };
  /** On the very calls of the days that judge. */
  readonly heldOut: Gains;
  /** By chance, with something otherwise than learnt; second minus first, the same calls for both. */
  readonly retests: Readonly<Record<string, Retest>>;
  /** Proven on the held-out days and by every retest, always the same way. */
  readonly verdict: Readonly<Record<keyof Retest, Verdict>>;
  readonly areas: Readonly<
    Record<string, { readonly n: number; readonly before: number; readonly after: number }>
  >;
}

export interface CityProof extends CityQuestion {
  /** One site for each unit. */
  readonly today: readonly number[];
  readonly judge: readonly AnsweredCall[];
  /** Names of areas by zone; undefined: in none. */
  readonly areaOf: readonly (string | undefined)[];
}

/** Whether the days that teach, simulated with today's posts, foretell the days that judge: whole distributions. */
export function fitOfToday(proof: CityProof): RecordFit {
  const model = forecast(proof, proof.today);
  const runs = Array.from({ length: proof.replications }, (_, i) => {
    const { atS, zone, responseS } = responsesOf(model, i);
    return Array.from(responseS, (seconds, call) => ({
      seconds,
      hour: Math.floor(atS[call]! / 3600) % 24,
      area: proof.areaOf[zone[call]!],
    })).filter(({ seconds }) => !Number.isNaN(seconds));
  });
  const recorded = proof.judge.flatMap(({ responseS, hourOfWeek, zone }) =>
    responseS === undefined ? [] : [{ seconds: responseS, hour: hourOfWeek % 24, area: proof.areaOf[zone] }],
  );
  type Seen = (typeof recorded)[number];
  const fit = (is: (one: Seen) => boolean): Fit | undefined =>
    fitOf(
      recorded.filter(is).map(({ seconds }) => seconds),
      runs.map(run => run.filter(is).map(({ seconds }) => seconds)),
    );
  const hours = [0, 6, 12, 18].map(
    from => [`${from}–${from + 6}`, fit(({ hour }) => hour >= from && hour < from + 6)] as const,
  );
  const names = [...new Set(recorded.flatMap(({ area }) => area ?? []))].sort();
  const areas = names.map(name => [name, fit(({ area }) => area === name)] as const);
  const known = (slices: readonly (readonly [string, Fit | undefined])[], least: number) =>
    Object.fromEntries(
      slices.flatMap(([name, one]) => (one !== undefined && one.n >= least ? [[name, one] as const] : [])),
    );
  return { all: fit(() => true)!, hours: known(hours, 1), areas: known(areas, LEAST_OF_AREA) };
}

/** Better posts for the same units by at most so many moves, and what they would have gained on the days that judge. */
export function improve(proof: CityProof, kind: string, moves: number): Improvement {
  const base = forecast(proof, proof.today);
  const tallies = Array.from({ length: proof.replications }, (_, i) => replicate(base, i));
  const mine = proof.record.units.flatMap((unit, i) => (unit.kind === kind ? [i] : []));
  const share = (unit: number) =>
    tallies.reduce((sum, { busyS, dutyS }) => sum + busyS[unit]! / dutyS[unit]!, 0) / tallies.length;
  const busy = mine.reduce((sum, unit) => sum + share(unit), 0) / mine.length;
  const zoneCount = proof.record.zones.length;
  const weight = new Float64Array(zoneCount);
  const asked = proof.teach.filter(({ type }) => needsOf(type).some(need => need.capability === kind));
  for (const { zone } of asked) weight[zone]! += 1 / asked.length;
  const table = {
    siteCount: proof.siteIds.length,
    demandCount: zoneCount,
    weight,
    cost: proof.times.travelS.map(seconds => Math.min(seconds, NO_WAY_S)),
  };
  const first = mine.map(unit => proof.today[unit]!);
  const search = { busy, boundIterations: BOUND_ITERATIONS, budget: ofIterations(LONGEST_SEARCH) };
  const before = finish(improvePosts(table, first, { ...search, moves: 0, boundIterations: 1 })).value;
  const found = finish(improvePosts(table, first, { ...search, moves }));
  const planned = [...proof.today];
  for (const [i, unit] of mine.entries()) planned[unit] = found.sites[i]!;

  const runs = (sites: readonly number[]) => {
    const model = replay(proof, sites, proof.judge);
    return Array.from({ length: proof.replications }, (_, i) => responsesOf(model, i));
  };
  const [now, then] = [runs(proof.today), runs(planned)];
  const heldOut = gainsOf(now, then, proof.standardsS, proof.seed);
  const busiest = mine.reduce((best, unit) => (share(unit) > share(best) ? unit : best));
  const suppositions = { ...RETESTS, unitLost: { without: proof.record.units[busiest]!.id } };
  const retests = Object.fromEntries(
    Object.entries(suppositions).map(([name, supposed]) => [name, retest(proof, planned, supposed)]),
  );
  const verdictOf = (figure: keyof Retest): Verdict => {
    const all = [
      heldOut[figure],
      ...Object.values(retests).map(one => ({ ...one[figure], difference: one[figure].mean })),
    ];
    if (!all.every(({ proven }) => proven)) return 'noProvenDifference';
    if (all.every(({ difference }) => difference < 0)) return 'better';
    return all.every(({ difference }) => difference > 0) ? 'worse' : 'noProvenDifference';
  };
  return {
    moves: found.moves.map(move => ({
      ...move,
      unitId: proof.record.units[mine[move.unit]!]!.id,
      fromId: proof.siteIds[move.from]!,
      toId: proof.siteIds[move.to]!,
    })),
    expected: { before, after: found.value, bound: found.bound, gap: gapOf(found.value, found.bound) },
    heldOut,
    retests,
    verdict: {
      meanSeconds: verdictOf('meanSeconds'),
      p90Seconds: verdictOf('p90Seconds'),
      worstTenthSeconds: verdictOf('worstTenthSeconds'),
    },
    areas: byArea(proof, now, then),
  };
}

function retest(proof: CityProof, planned: readonly number[], supposed: Supposition): Retest {
  const tallies = (model: Model) => Array.from({ length: proof.replications }, (_, i) => replicate(model, i));
  const { meanResponseSeconds, p90ResponseSeconds, worstTenthSeconds } = compare(
    tallies(forecast(proof, proof.today, supposed)),
    tallies(forecast(proof, planned, supposed)),
  );
  return { meanSeconds: meanResponseSeconds, p90Seconds: p90ResponseSeconds, worstTenthSeconds };
}

/** Means over the held-out calls of each area, worst first as it is today. */
function byArea(
  { areaOf }: CityProof,
  before: readonly ReturnType<typeof responsesOf>[],
  after: readonly ReturnType<typeof responsesOf>[],
): Improvement['areas'] {
  const sums = new Map<string, { n: number; before: number; after: number }>();
  for (const [run, { zone, responseS }] of before.entries()) {
    for (const [call, seconds] of responseS.entries()) {
      const name = areaOf[zone[call]!];
      const other = after[run]!.responseS[call]!;
      if (name === undefined || Number.isNaN(seconds) || Number.isNaN(other)) continue;
      const sum = sums.get(name) ?? { n: 0, before: 0, after: 0 };
      sum.n++;
      sum.before += seconds;
      sum.after += other;
      sums.set(name, sum);
    }
  }
  return Object.fromEntries(
    [...sums]
      .map(
        ([name, { n, before: b, after: a }]) =>
          [name, { n: n / before.length, before: b / n, after: a / n }] as const,
      )
      .sort(([, a], [, b]) => b.before - a.before),
  );
}
