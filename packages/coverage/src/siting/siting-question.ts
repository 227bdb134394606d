import { fail, ok, type Result } from '@clarion/measure';
import { coverRowsOf } from '../cover/cover-rows.ts';
import { expectedCover } from '../cover/levels.ts';
import { SitingBuilder } from './siting-builder.ts';
import type { SitingProblem } from './siting-problem.ts';

/** What a planner asks: kinds of units with costs, sites, what is to be most and what must be. */
export interface SitingAsked {
  readonly kinds: readonly {
    readonly id: string;
    readonly units: number;
    /** Most at one site; absent: as many as there are. */
    readonly perSite?: number | undefined;
    readonly cost: number;
  }[];
  /** What is known of single sites; others may hold any units at no cost of their own. */
  readonly sites: readonly {
    readonly id: string;
    readonly room?: number | undefined;
    readonly cost: number;
    readonly forbidden: boolean;
    readonly fixed: Readonly<Record<string, number>>;
  }[];
  readonly budget?: number | undefined;
  readonly goals: readonly {
    readonly kinds: readonly string[];
    readonly withinSeconds: number;
    readonly counts: 'once' | 'twice' | { readonly backup: number } | { readonly busy: number };
    readonly importance: number;
  }[];
  readonly minimums: readonly {
    readonly kinds: readonly string[];
    readonly withinSeconds: number;
    readonly share: number;
    readonly times: number;
    readonly areas?: 'each' | readonly string[] | undefined;
    readonly of: 'all' | 'coverable';
  }[];
}

export interface SitingDemand {
  /** What tells one demand from another. */
  readonly file: string;
  readonly ids: readonly string[];
  readonly weight: Float64Array;
  /** Area of each; undefined: none is known. */
  readonly area: readonly string[] | undefined;
}
/** By kind its demand, and site × demand how long its units drive there; Infinity where there is no way. */
export interface SitingTables {
  readonly siteIds: readonly string[];
  readonly kinds: readonly { readonly demand: SitingDemand; readonly travelMs: Float64Array }[];
}

/** What is wrong with the question, and where in it: `minimums[2].kinds[0]`. */
export interface SitingFault {
  readonly code: string;
  readonly field: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A standard: demand that a unit of these kinds reaches within so many seconds. */
export interface Standard {
  readonly kinds: readonly string[];
  readonly withinSeconds: number;
  readonly demandIds: readonly string[];
  readonly weight: Float64Array;
  /** Demand that no permitted site covers. */
  readonly uncoverable: readonly number[];
  /** Whether columns that hold units cover the demand, and how often. */
  countOf(demand: number, units: Uint16Array): number;
}

export interface AskedShare {
  readonly standard: Standard;
  readonly times: number;
  readonly area: string | undefined;
  readonly share: number;
  /** Of what the share is. */
  readonly weight: number;
  /** As in the question: `minimums[2]`. */
  readonly field: string;
}

export interface SiteQuestion {
  readonly problem: SitingProblem;
  readonly standards: readonly Standard[];
  /** Standard of each goal. */
  readonly goals: readonly Standard[];
  /** In the order of the problem's minimums. */
  readonly minimums: readonly AskedShare[];
}

/** A share is reached by rounding too. */
const ROUNDING = 1e-9;

/**
 * The problem that is asked; `everywhere` is the word for all areas together. Errors, with their field: a site, kind or
 * area that is not there; a name that occurs twice; kinds together whose demand is not the same; fixed units that have no room, are too many or too dear; a minimum that no units
 * on the permitted sites could meet, with the most that they could.
 */
export function siteQuestion(
  siting: SitingAsked,
  { siteIds, kinds: tables }: SitingTables,
  everywhere: string,
): Result<SiteQuestion, SitingFault> {
  const refuse = (code: string, field: string, params: Record<string, string | number> = {}) =>
    fail({ code, field, params });
  const kindOf = new Map(siting.kinds.map(({ id }, kind) => [id, kind]));
  const twice = siting.kinds.findIndex(({ id }, i) => kindOf.get(id) !== i);
  if (twice !== -1)
    return refuse('ScenarioNameTwice', `kinds[${twice}].id`, { value: siting.kinds[twice]!.id });
  const stock = stockOf(siting, siteIds, kindOf);
  if ('code' in stock) return refuse(stock.code, stock.field, stock.params);

  const builder = new SitingBuilder(stock);
  const known = new Map<string, { readonly cover: number; readonly standard: Standard }>();
  const standardOf = (names: readonly string[], withinSeconds: number, field: string) => {
    const key = JSON.stringify([withinSeconds, ...new Set(names)]);
    const found = known.get(key);
    if (found !== undefined) return ok(found);
    const unknown = names.findIndex(name => !kindOf.has(name));
    if (unknown !== -1)
      return refuse('ScenarioNameUnknown', `${field}.kinds[${unknown}]`, { value: names[unknown]! });
    const own = [...new Set(names)].map(name => kindOf.get(name)!);
    const { demand } = tables[own[0]!]!;
    if (own.some(kind => tables[kind]!.demand.file !== demand.file))
      return refuse('KindsApart', `${field}.kinds`, { kinds: names.join(', ') });
    const rows: number[] = [];
    const columns: number[] = [];
    for (const kind of own) {
      const { travelMs } = tables[kind]!;
      for (let site = 0; site < siteIds.length; site++) {
        for (let row = 0; row < demand.ids.length; row++) {
          if (travelMs[site * demand.ids.length + row]! > withinSeconds * 1000) continue;
          rows.push(row);
          columns.push(kind * siteIds.length + site);
        }
      }
    }
    const all = coverRowsOf(
      Uint32Array.from(rows),
      Uint32Array.from(columns),
      demand.weight,
      siteIds.length * siting.kinds.length,
    );
    const cover = builder.cover(all);
    const standard: Standard = {
      kinds: names,
      withinSeconds,
      demandIds: demand.ids,
      weight: demand.weight,
      uncoverable: [...demand.ids.keys()].filter(row => !builder.canReach(cover, row, 1)),
      countOf: (row, units) =>
        all.rowColumns
          .subarray(all.rowStart[row]!, all.rowStart[row + 1]!)
          .reduce((sum, column) => sum + units[column]!, 0),
    };
    known.set(key, { cover, standard });
    return ok({ cover, standard });
  };

  const goals: Standard[] = [];
  for (const [i, { kinds, withinSeconds, counts, importance }] of siting.goals.entries()) {
    const found = standardOf(kinds, withinSeconds, `goals[${i}]`);
    if (!found.ok) return found;
    const { cover, standard } = found.value;
    const units = siting.kinds.reduce((sum, kind) => (kinds.includes(kind.id) ? sum + kind.units : sum), 0);
    builder.goal(
      cover,
      standard.weight.map(weight => weight * importance),
      gainsOf(counts, units),
    );
    goals.push(standard);
  }

  const minimums: AskedShare[] = [];
  for (const [i, { kinds, withinSeconds, share, times, areas, of }] of siting.minimums.entries()) {
    const field = `minimums[${i}]`;
    const found = standardOf(kinds, withinSeconds, field);
    if (!found.ok) return found;
    const { cover, standard } = found.value;
    const { area } = tables[kindOf.get(kinds[0]!)!]!.demand;
    if (areas !== undefined && area === undefined) return refuse('DemandWithoutArea', `${field}.areas`);
    const wanted = areas === 'each' ? [...new Set(area)] : (areas ?? [undefined]);
    for (const [place, name] of wanted.entries()) {
      if (name !== undefined && !area!.includes(name))
        return refuse('ScenarioNameUnknown', `${field}.areas[${place}]`, { value: name });
      const inside = standard.weight.map((weight, row) =>
        name === undefined || area![row] === name ? weight : 0,
      );
      const reachable = inside.map((weight, row) => (builder.canReach(cover, row, times) ? weight : 0));
      const [all, most] = [sum(inside), sum(reachable)];
      const weight = of === 'all' ? all : most;
      if (most < share * weight * (1 - ROUNDING))
        return refuse('MinimumUnreachable', field, {
          area: name ?? everywhere,
          kinds: kinds.join(', '),
          times,
          within: withinSeconds,
          asked: percent(share),
          most: percent(most / all),
        });
      builder.minimum(cover, inside, times, share * weight);
      minimums.push({ standard, times, area: name, share, weight, field });
    }
  }
  const standards = [...known.values()].map(({ standard }) => standard);
  return ok({ problem: builder.build(), standards, goals, minimums });
}

const sum = (numbers: Float64Array): number => numbers.reduce((all, one) => all + one, 0);

/** As people read it, rounded down: 0.8999 is not 90 %. */
export const percent = (share: number): number => Math.floor(share * 1000 + 1e-6) / 10;

function gainsOf(counts: SitingAsked['goals'][number]['counts'], units: number): readonly number[] {
  if (counts === 'once') return [1];
  if (counts === 'twice') return [0, 1];
  if ('backup' in counts) return [1 - counts.backup, counts.backup];
  return [...expectedCover(counts.busy, units).gains.subarray(0, units)];
}

type Stock = Pick<
  SitingProblem,
  'siteCount' | 'kindCount' | 'least' | 'most' | 'room' | 'units' | 'siteCost' | 'unitCost' | 'budget'
>;
/** What may stand where, and what it costs. */
function stockOf(
  siting: SitingAsked,
  siteIds: readonly string[],
  kindOf: ReadonlyMap<string, number>,
): Stock | SitingFault {
  const [siteCount, kindCount] = [siteIds.length, siting.kinds.length];
  const least = new Uint16Array(siteCount * kindCount);
  const most = new Uint16Array(siteCount * kindCount);
  for (const [kind, { units, perSite }] of siting.kinds.entries())
    most.fill(Math.min(units, perSite ?? units), kind * siteCount, (kind + 1) * siteCount);
  const allUnits = siting.kinds.reduce((all, { units }) => all + units, 0);
  const room = new Uint16Array(siteCount).fill(Math.min(65_535, allUnits));
  const siteCost = new Float64Array(siteCount);
  const unitCost = Float64Array.from(siting.kinds, ({ cost }) => cost);
  const placeOf = new Map(siteIds.map((id, site) => [id, site]));
  const seen = new Set<number>();
  const held = new Array<number>(kindCount).fill(0);
  let cost = 0;
  for (const [i, one] of siting.sites.entries()) {
    const site = placeOf.get(one.id);
    if (site === undefined)
      return { code: 'ScenarioNameUnknown', field: `sites[${i}].id`, params: { value: one.id } };
    if (seen.has(site))
      return { code: 'ScenarioNameTwice', field: `sites[${i}].id`, params: { value: one.id } };
    seen.add(site);
    room[site] = Math.min(room[site]!, one.room ?? room[site]!);
    siteCost[site] = one.cost;
    const fixed = Object.entries(one.fixed);
    if (one.forbidden && fixed.length > 0)
      return { code: 'SiteFixedAndForbidden', field: `sites[${i}].fixed`, params: { value: one.id } };
    if (one.forbidden || room[site] === 0)
      for (let kind = 0; kind < kindCount; kind++) most[kind * siteCount + site] = 0;
    let here = 0;
    for (const [name, count] of fixed) {
      const field = `sites[${i}].fixed.${name}`;
      const kind = kindOf.get(name);
      if (kind === undefined) return { code: 'ScenarioNameUnknown', field, params: { value: name } };
      const column = kind * siteCount + site;
      here += count;
      held[kind]! += count;
      if (count > most[column]! || here > room[site]!)
        return {
          code: 'FixedWithoutRoom',
          field,
          params: { value: one.id, room: Math.min(most[column]!, room[site]!) },
        };
      if (held[kind]! > siting.kinds[kind]!.units)
        return {
          code: 'FixedTooMany',
          field,
          params: { fixed: held[kind]!, posts: siting.kinds[kind]!.units },
        };
      least[column] = count;
      cost += count * unitCost[kind]!;
    }
    if (here > 0) cost += one.cost;
  }
  const budget = siting.budget ?? Infinity;
  if (cost > budget) return { code: 'FixedTooDear', field: 'budget', params: { cost, budget } };
  const units = Uint16Array.from(siting.kinds, one => one.units);
  return { siteCount, kindCount, least, most, room, units, siteCost, unitCost, budget };
}
