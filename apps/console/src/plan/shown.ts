import type { CoverageFigures, Spread } from '@clarion/protocol';
import { duration } from '../words/speak.ts';

/** 83.4 % */
export const percent = (share: number): string =>
  `${(100 * share).toFixed(1).replace(/^-(0\.0$)?/, (_, zero: string | undefined) => zero ?? '−')} %`;
/** 4:07, of milliseconds. */
export const minutesOf = (ms: number | null): string =>
  ms === null ? '—' : duration(ms).replace(/^0(\d)/, '$1');
/** Signed, with a true minus. */
export const signed = (text: string, value: number): string => `${value < 0 ? '−' : '+'}${text}`;

export interface FigureRow {
  readonly key: string;
  readonly minutes?: number;
  /** Share, or milliseconds. */
  readonly of: (figures: CoverageFigures) => number | null;
  readonly isShare: boolean;
  /** Whether more of it is good. */
  readonly more: boolean;
}

/** What is told of every choice of posts, in this order everywhere. */
export function figureRows(minutes: readonly number[]): readonly FigureRow[] {
  return [
    ...minutes.map((one, i) => ({
      key: 'plan.within',
      minutes: one,
      of: (figures: CoverageFigures) => figures.within[i] ?? null,
      isShare: true,
      more: true,
    })),
    { key: 'plan.median', of: figures => figures.medianMs, isShare: false, more: false },
    { key: 'plan.p90', of: figures => figures.p90Ms, isShare: false, more: false },
    { key: 'plan.worstTenth', of: figures => figures.worstTenthMs, isShare: false, more: false },
    { key: 'plan.unreached', of: figures => figures.unreached, isShare: true, more: false },
  ];
}

export const figureText = (value: number | null, isShare: boolean): string =>
  value === null ? '—' : isShare ? percent(value) : minutesOf(value);

/** In what is shown: tenths of a percent, or whole seconds. */
const shownUnits = (value: number, isShare: boolean): number =>
  isShare ? Math.round(1000 * value) : Math.floor(value / 1000);

/** The difference of the figures as they are shown: who subtracts them on paper comes to the same. */
export function differenceText(before: number | null, after: number | null, row: FigureRow) {
  if (before === null || after === null) return { text: '', better: undefined };
  const change = shownUnits(after, row.isShare) - shownUnits(before, row.isShare);
  if (change === 0) return { text: '=', better: undefined };
  const text = row.isShare ? (Math.abs(change) / 10).toFixed(1) : minutesOf(1000 * Math.abs(change));
  const better = change > 0 === row.more;
  return { text: `${better ? '▲' : '▼'} ${signed(text, change)}`, better };
}

/** 5:12 (5:03 – 5:20), or a share. */
export function spreadText({ mean, low, high }: Spread, isShare: boolean): string {
  const text = (value: number) =>
    isShare ? percent(value) : `${value < 0 ? '−' : ''}${minutesOf(Math.abs(value) * 1000)}`;
  return low === null || high === null ? text(mean) : `${text(mean)} (${text(low)} … ${text(high)})`;
}

/** −12.3 s (−14.0 … −11.1), or points of a share: a difference always says its sign, and what lies below a second. */
export function changeText({ mean, low, high }: Spread, isShare: boolean): string {
  const text = (value: number) => signed(Math.abs(isShare ? 100 * value : value).toFixed(1), value);
  const unit = isShare ? '%' : 's';
  return low === null || high === null
    ? `${text(mean)} ${unit}`
    : `${text(mean)} ${unit} (${text(low)} … ${text(high)})`;
}
