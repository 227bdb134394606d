import { enoughUnits } from './enough-units.ts';
import { percent, type SiteQuestion, type SitingAsked, type SitingFault } from './siting-question.ts';
import type { SitingAnswer } from './solve-siting.ts';

/** A permitted answer in the planner's words. */
export interface SitingFound {
  readonly units: readonly { readonly site: string; readonly kind: string; readonly units: number }[];
  /** By kind: units that add nothing, or that there is no room or money for. */
  readonly spare: Readonly<Record<string, number>>;
  readonly minimums: readonly {
    readonly kinds: readonly string[];
    readonly withinSeconds: number;
    readonly times: number;
    readonly area?: string;
    readonly asked: number;
    readonly reached: number;
  }[];
}

export function sitingFound(
  { kinds }: Pick<SitingAsked, 'kinds'>,
  { problem, minimums }: SiteQuestion,
  answer: SitingAnswer,
  siteIds: readonly string[],
): SitingFound {
  const stands = new Uint16Array(problem.least.length);
  for (const column of answer.columns) stands[column]!++;
  const units = [...stands.entries()].flatMap(([column, count]) =>
    count === 0
      ? []
      : [
          {
            site: siteIds[column % siteIds.length]!,
            kind: kinds[Math.floor(column / siteIds.length)]!.id,
            units: count,
          },
        ],
  );
  const standsOf = (kind: string) =>
    units.reduce((sum, one) => (one.kind === kind ? sum + one.units : sum), 0);
  return {
    units,
    spare: Object.fromEntries(kinds.map(({ id, units: all }) => [id, all - standsOf(id)])),
    minimums: minimums.map(({ standard, times, area, share, weight }, i) => ({
      kinds: standard.kinds,
      withinSeconds: standard.withinSeconds,
      times,
      ...(area === undefined ? {} : { area }),
      asked: share,
      reached: weight === 0 ? 1 : answer.covered[i]! / weight,
    })),
  };
}

/** No choice meets the minimums, or none was found: which one fails by how much, and what would do. */
export function unmetMinimum(
  { kinds }: Pick<SitingAsked, 'kinds'>,
  { problem, minimums }: SiteQuestion,
  { covered, isImpossible }: SitingAnswer,
  words: { readonly everywhere: string; readonly seed: number },
): SitingFault {
  const shortBy = (one: number) => minimums[one]!.share - covered[one]! / minimums[one]!.weight;
  const worst = [...minimums.keys()].reduce((most, one) => (shortBy(one) > shortBy(most) ? one : most), 0);
  const { field, area, share, weight, times, standard } = minimums[worst]!;
  const params = {
    area: area ?? words.everywhere,
    kinds: standard.kinds.join(', '),
    times,
    within: standard.withinSeconds,
    asked: percent(share),
    reached: percent(covered[worst]! / weight),
  };
  const enough = enoughUnits(problem, words.seed);
  if (enough === undefined) return { code: 'MinimumsWithoutRoom', field, params };
  const needed = kinds.map(({ id }, kind) => `${id} ${enough.units[kind]!}`).join(', ');
  const code = isImpossible ? 'MinimumsImpossible' : 'MinimumsNotMet';
  return { code, field, params: { ...params, needed, cost: enough.cost } };
}
