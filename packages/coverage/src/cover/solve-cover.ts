import type { Budget, Progress } from '../budget.ts';
import { boundAbove, gapOf, isBetter } from '../gap.ts';
import { seededRandom } from '../random.ts';
import { CoverDual } from './cover-dual.ts';
import type { CoverProblem } from './cover-problem.ts';
import { CoverSearch } from './cover-search.ts';
import { CoverState } from './cover-state.ts';
import { limitWithoutDominated } from './dominated.ts';
import { JoiningSearch } from './joining-search.ts';
import { PlantedTree } from './planted-tree.ts';
import { RegionTree } from './regions/region-tree.ts';
import { restrict } from './restrict.ts';
import { UnitExchanges } from './unit-exchanges.ts';
import { WorkShare } from './work-share.ts';

/** Rounds of the search before the bound begins, and the share of the budget that they may have. */
const QUICK_ROUNDS = 30;
const QUICK_SHARE = 0.2;
/** Steps of the bound in one iteration. */
const DUAL_STEPS = 25;
/** Share of the budget after which the search begins even if the bound has not settled. */
const BOUND_FIRST = 0.4;
/** The search looks at the columns that the fractional solution uses more than this, and at so many times as many in all. */
const SMALL_SHARE = 0.003;
const WIDER = 5;
/** Rounds of the search without a better choice before branch and bound begins. */
const ROUNDS_BEFORE_TREE = 10;
/** Rounds of the search before the regions begin, which need a good choice. */
const ROUNDS_BEFORE_REGIONS = 20;
/** Above this a tree that knows only prices of rows takes long; one by regions closes more at each node. */
const WIDE_GAP = 0.0005;
const DOUBTFUL_SHARE = 0.02;

export interface CoverChoice {
  /** One column for each unit, in rising order. */
  readonly columns: readonly number[];
  readonly value: number;
  /** No choice is worth more. */
  readonly bound: number;
  readonly iterations: number;
}

/**
 * The best choice that the budget allows, and what no choice can beat: a bound from prices, a search where the bound's
 * averages say that units belong, then branch and bound, which in turn gives the search new starts: by regions (`RegionTree`) where
 * they fit and the gap is not next to nothing, else by prices of rows (`PlantedTree`).
 */
export function* solveCover(
  given: CoverProblem,
  options: {
    readonly seed: number;
    readonly budget: Budget;
    /** Ends as soon as this is reached, or known to be out of reach. */
    readonly enough?: number;
  },
): Generator<Progress, CoverChoice> {
  const { budget, enough = Infinity } = options;
  const random = seededRandom(options.seed);
  const limit = UnitExchanges.fits(given) ? limitWithoutDominated(given) : given.limit;
  const all = restrict(given, none(given), limit);
  const whole = all.problem;
  const start = greedy(whole);
  let best = start.columns;
  let value = start.value;
  let bound = boundAbove(highestValue(whole), whole.isWhole);
  let iterations = 0;
  const isUndecided = () =>
    isBetter(bound, value) && value < enough && (enough === Infinity || bound >= enough);
  const isOpen = () => isUndecided() && budget.used(iterations) < 1;
  let doubts = Infinity;
  const share = new WorkShare();
  let tree: RegionTree | PlantedTree | undefined;
  const progress = (): Progress => ({
    iterations,
    value,
    bound,
    doubts,
    isStalled: share.isStalled,
    isProving: tree instanceof RegionTree && !tree.hasFailed,
  });

  if (UnitExchanges.fits(whole)) {
    // A short time must end with more than a greedy choice, and the bound's steps are surer from a good one.
    const quick = new JoiningSearch(whole, new Float64Array(whole.limit.length), random);
    quick.offer(best);
    for (let round = 0; round < QUICK_ROUNDS && isOpen() && budget.used(iterations) < QUICK_SHARE; round++) {
      quick.round();
      iterations++;
      if (isBetter(quick.value, value)) {
        value = quick.value;
        best = [...quick.best];
      }
      yield progress();
    }
  }

  const dual = new CoverDual(whole);
  while (isOpen() && !dual.settled && budget.used(iterations) < BOUND_FIRST) {
    for (let step = 0; step < DUAL_STEPS; step++) dual.advance(value);
    bound = Math.min(bound, boundAbove(dual.bound, whole.isWhole));
    iterations++;
    yield progress();
  }

  const narrow = restrict(whole, none(whole), likely(whole, dual, best));
  const placeOf = new Int32Array(whole.limit.length).fill(-1);
  for (const [place, column] of narrow.columnOf.entries()) placeOf[column] = place;
  const shareHere = Float64Array.from(narrow.columnOf, column => dual.share[column]!);
  const search = new (UnitExchanges.fits(narrow.problem) ? JoiningSearch : CoverSearch)(
    narrow.problem,
    shareHere,
    random,
  );
  search.offer(best.map(column => placeOf[column]!));
  let rounds = 0;
  let idle = 0;
  share.found(search.work);
  const grow = (by: RegionTree | PlantedTree) => {
    const before = by.work;
    by.advance(value);
    const start = by.start();
    if (start !== undefined) search.round(Float64Array.from(narrow.columnOf, column => start[column]!));
    if (isBetter(by.found.value, value)) {
      value = by.found.value;
      best = [...by.found.columns];
      const places = best.map(column => placeOf[column]!);
      if (!places.includes(-1)) search.offer(places);
      idle = 0;
    }
    bound = Math.min(bound, by.bound(value));
    share.bounded(by.work - before, progress(), search);
  };
  const planted = (): RegionTree | PlantedTree | undefined => {
    const isWide = gapOf(value, bound) > WIDE_GAP && enough === Infinity;
    if (tree === undefined && isWide && RegionTree.fits(whole))
      return rounds >= ROUNDS_BEFORE_REGIONS ? new RegionTree(whole, dual.prices) : undefined;
    return idle >= ROUNDS_BEFORE_TREE ? new PlantedTree(whole, dual, bound, value) : undefined;
  };
  while (isOpen()) {
    if (tree === undefined || tree.hasFailed || share.isSearchDue(search.work)) search.round();
    else grow(tree);
    for (let step = 0; step < DUAL_STEPS && !dual.settled; step++) dual.advance(value);
    bound = Math.min(bound, boundAbove(dual.bound, whole.isWhole));
    if (dual.settled) {
      if (doubts === Infinity) doubts = doubtsOf(dual.share);
      rounds++;
      const next = tree?.hasFailed === false ? undefined : planted();
      if (next !== undefined) {
        tree = next;
        share.begin(search.work, bound);
      }
    }
    idle++;
    if (isBetter(search.value, value)) {
      share.found(search.work);
      value = search.value;
      best = search.best.map(place => narrow.columnOf[place]!);
      idle = 0;
    }
    iterations++;
    yield progress();
  }
  const columns = best.map(column => all.columnOf[column]!).sort((a, b) => a - b);
  return { columns, value, bound: isBetter(bound, value) ? bound : value, iterations };
}

/** Columns that the fractional solution neither uses nor leaves. */
const doubtsOf = (share: Float64Array): number =>
  share.filter(part => Math.abs(part - Math.round(part)) > DOUBTFUL_SHARE).length;

const none = (problem: CoverProblem) => new Uint16Array(problem.limit.length);

/** Whatever is chosen: every row at its best. */
function highestValue({ base, rows, levels, head }: CoverProblem): number {
  let value = base;
  for (let row = 0; row < rows.rowCount; row++) {
    const first = head[row]! * levels.stride;
    for (let k = head[row]!; k < levels.gains.length; k++) {
      value += rows.weight[row]! * levels.concave[first + k]!;
    }
  }
  return value;
}

function greedy(problem: CoverProblem): { readonly columns: number[]; readonly value: number } {
  const state = new CoverState(problem);
  const columns: number[] = [];
  while (columns.length < problem.units) {
    let chosen = -1;
    for (let column = 0; column < problem.limit.length; column++) {
      if (state.units[column]! >= problem.limit[column]!) continue;
      if (chosen === -1 || state.gain[column]! > state.gain[chosen]!) chosen = column;
    }
    state.add(chosen);
    columns.push(chosen);
  }
  return { columns, value: state.value };
}

/** Columns that the fractional solution uses, those that come nearest to being used, and those of the best choice. */
function likely(problem: CoverProblem, dual: CoverDual, best: readonly number[]): Uint16Array {
  const high = none(problem);
  const { income } = dual.earnings();
  const used = dual.share.reduce((count, share) => count + (share > SMALL_SHARE ? 1 : 0), 0);
  const inOrder = [...income.keys()].sort((a, b) => income[b]! - income[a]!);
  for (const column of inOrder.slice(0, Math.ceil(WIDER * used))) high[column] = problem.limit[column]!;
  for (let column = 0; column < high.length; column++) {
    if (dual.share[column]! > SMALL_SHARE) high[column] = problem.limit[column]!;
  }
  for (const column of best) high[column] = problem.limit[column]!;
  return high;
}
