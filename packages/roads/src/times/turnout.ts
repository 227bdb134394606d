/** One response's turnout: from being told to rolling. */
export interface RecordedTurnout {
  readonly kind: string;
  /** The place's own word for how urgent it was. */
  readonly priority: string;
  readonly hourOfWeek: number;
  /** Whether the unit had been free long enough to be at its post, or had just come free. */
  readonly from: 'post' | 'road';
  readonly turnoutMs: number;
}

/** Turnout over many responses of one sort; a field that is absent takes in all. Percentiles by nearest rank. */
export interface TurnoutRow {
  readonly from: 'post' | 'road';
  readonly kind: string;
  readonly part?: 'day' | 'night';
  readonly priority?: string;
  readonly n: number;
  readonly p10Ms: number;
  readonly medianMs: number;
  readonly p90Ms: number;
}

/** Sorts with fewer responses say nothing. */
const LEAST_RESPONSES = 30;
/** Crews sleep from 23 to 7: the hours in which the record's medians stand apart. */
export const partOfDay = (hourOfWeek: number): 'day' | 'night' => {
  const hour = hourOfWeek % 24;
  return hour >= 23 || hour < 7 ? 'night' : 'day';
};

/** By kind of unit, and within it by part of the day and by priority; those with at least 30 responses. */
export function fitTurnout(responses: readonly RecordedTurnout[]): readonly TurnoutRow[] {
  const groups = new Map<
    string,
    { sort: Pick<TurnoutRow, 'from' | 'kind' | 'part' | 'priority'>; ms: number[] }
  >();
  const put = (sort: Pick<TurnoutRow, 'from' | 'kind' | 'part' | 'priority'>, ms: number) => {
    const key = JSON.stringify([sort.from, sort.kind, sort.part ?? '', sort.priority ?? '']);
    const group = groups.get(key);
    if (group) group.ms.push(ms);
    else groups.set(key, { sort, ms: [ms] });
  };
  for (const { kind, priority, hourOfWeek, from, turnoutMs } of responses) {
    put({ from, kind }, turnoutMs);
    put({ from, kind, part: partOfDay(hourOfWeek) }, turnoutMs);
    if (priority !== '') put({ from, kind, priority }, turnoutMs);
  }
  return [...groups]
    .filter(([, { ms }]) => ms.length >= LEAST_RESPONSES)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { sort, ms }]) => {
      const sorted = Float64Array.from(ms).sort();
      const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
      return { ...sort, n: ms.length, p10Ms: rank(0.1), medianMs: rank(0.5), p90Ms: rank(0.9) };
    });
}

/** The median turnout of a unit at its post: of its kind and part of the day, else of its kind; undefined of a kind unknown. */
export function turnoutAtPost(
  rows: readonly TurnoutRow[],
  kind: string,
  hourOfWeek: number,
): number | undefined {
  const part = partOfDay(hourOfWeek);
  const own = rows.filter(row => row.from === 'post' && row.kind === kind && row.priority === undefined);
  return (own.find(row => row.part === part) ?? own.find(row => row.part === undefined))?.medianMs;
}
