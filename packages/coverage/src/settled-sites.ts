/** Sites that are settled beforehand: some hold a post whatever else is chosen, some hold none. None is both. */
export interface SettledSites {
  readonly fixed: readonly number[];
  readonly forbidden: readonly number[];
}

export const NOTHING_SETTLED: SettledSites = { fixed: [], forbidden: [] };
