import { type CoverRows, gapOf, type OwnBusyAnswer, ownBusyValue } from '@clarion/coverage';
import { ok, type Result } from '@clarion/measure';

/** What of a round's measured share goes into the next one's: the whole of it lets rounds swing to and fro. */
const NEW_SHARE = 0.5;
/** Nobody moves for less than this share of the value: posts that are as good as each other would change for ever. */
const WORTH_A_MOVE = 0.001;
/** A unit is never quite free, nor quite busy: 0 would make one unit worth all others. */
const [LEAST, MOST] = [0.001, 0.999];

export interface BusyRound {
  /** One for each unit. */
  readonly sites: readonly number[];
  /** What the choice of sites counted on, and what came of it; by unit. */
  readonly assumed: readonly number[];
  readonly measured: readonly number[];
  /** Largest difference of the two, by site. */
  readonly change: number;
  /** Worth of the sites at the busy shares that were counted on, and what no sites are worth more than. */
  readonly value: number;
  readonly bound: number;
  /** Worth of the sites at the busy shares that they lead to. */
  readonly judged: number;
}

export interface SettledBusy {
  /** The last round where it settled, else the one whose sites are worth most at the shares that they lead to. */
  readonly round: BusyRound;
  readonly rounds: readonly BusyRound[];
  readonly settled: boolean;
}

/**
 * Sites and busy shares worked out in turn: where units stand decides how busy each is, and how busy a site makes its units where
 * they should stand. A site that nobody has held yet is taken to make them as busy as the mean. Settled: the sites stay, and no share
 * differs by more than `tolerance` from what was counted on. There need be no such point, nor only one; after `most` rounds it
 * ends and says so. Errors: as `measure`.
 */
export async function settleBusy<E>(
  rows: CoverRows,
  first: readonly number[],
  options: { readonly tolerance: number; readonly most: number },
  work: {
    choose(busy: Float64Array, first: readonly number[]): Promise<OwnBusyAnswer>;
    measure(sites: readonly number[]): Promise<Result<readonly number[], E>>;
  },
): Promise<Result<SettledBusy, E>> {
  const begun = await work.measure(first);
  if (!begun.ok) return begun;
  const mean = begun.value.reduce((sum, one) => sum + one, 0) / first.length;
  const assumed = new Float64Array(rows.columnCount).fill(within(mean));
  for (const [site, share] of bySite(first, begun.value)) assumed[site] = within(share);
  let sites = first;
  const rounds: BusyRound[] = [];
  while (rounds.length < options.most) {
    const answer = await work.choose(assumed, sites);
    const staying = ownBusyValue(rows, sites, assumed);
    const stays = gapOf(staying, answer.value) <= WORTH_A_MOVE;
    const next = stays ? sites : answer.sites;
    const measured = await work.measure(next);
    if (!measured.ok) return measured;
    const shares = bySite(next, measured.value);
    const change = [...shares].reduce(
      (most, [site, share]) => Math.max(most, Math.abs(share - assumed[site]!)),
      0,
    );
    const found = assumed.slice();
    for (const [site, share] of shares) found[site] = within(share);
    const round: BusyRound = {
      sites: next,
      assumed: next.map(site => assumed[site]!),
      measured: measured.value,
      change,
      value: stays ? staying : answer.value,
      bound: answer.bound,
      judged: ownBusyValue(rows, next, found),
    };
    rounds.push(round);
    if (stays && change <= options.tolerance) return ok({ round, rounds, settled: true });
    sites = next;
    for (const [site, share] of shares)
      assumed[site] = within(assumed[site]! + NEW_SHARE * (share - assumed[site]!));
  }
  const round = rounds.reduce((best, one) => (one.judged > best.judged ? one : best));
  return ok({ round, rounds, settled: false });
}

const within = (share: number): number => Math.min(MOST, Math.max(LEAST, share));

/** The mean of the units at each site. */
function bySite(sites: readonly number[], shares: readonly number[]): ReadonlyMap<number, number> {
  const here = new Map<number, number[]>();
  for (const [unit, site] of sites.entries()) here.set(site, [...(here.get(site) ?? []), shares[unit]!]);
  return new Map([...here].map(([site, own]) => [site, own.reduce((sum, one) => sum + one, 0) / own.length]));
}
