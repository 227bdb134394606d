import type { CompareResult } from '@clarion/protocol';
import { useSpeech } from '../words/useSpeech.ts';
import { letters } from './compared.ts';

const WIDE = 420;
const HIGH = 150;
const LEFT = 34;
const BELOW = 18;
const RIGHT = 22;

/** Which share of calls was reached within which time: a line for each plan, told apart by its strokes and its letter. */
export function ReachedChart({
  reached,
  reachedStepSeconds,
}: Pick<CompareResult, 'reached' | 'reachedStepSeconds'>) {
  const w = useSpeech();
  const steps = reached[0]?.length ?? 1;
  const x = (step: number) => LEFT + ((step + 1) / steps) * (WIDE - LEFT - RIGHT);
  const y = (share: number) => 6 + (1 - share) * (HIGH - BELOW - 6);
  const line = (shares: readonly number[]) =>
    `M${LEFT},${y(0)} ${shares.map((share, step) => `L${x(step).toFixed(1)},${y(share).toFixed(1)}`).join(' ')}`;
  return (
    <figure className="plan-chart">
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={w('plan.chart')}>
        {[0, 0.5, 0.9, 1].map(share => (
          <g key={share}>
            <line x1={LEFT} x2={WIDE - RIGHT} y1={y(share)} y2={y(share)} className="plan-chart-grid" />
            <text x={LEFT - 4} y={y(share) + 3} textAnchor="end">
              {share * 100} %
            </text>
          </g>
        ))}
        {[5, 10, 15, 20].map(minute => (
          <text key={minute} x={x((minute * 60) / reachedStepSeconds - 1)} y={HIGH - 4} textAnchor="middle">
            {minute} min
          </text>
        ))}
        {reached.map((shares, i) => (
          <path key={letters[i]} d={line(shares)} className={`plan-chart-${letters[i]?.toLowerCase()}`} />
        ))}
      </svg>
      <figcaption className="faint plan-row">
        {reached.map((_, i) => (
          <span key={letters[i]} className="plan-key">
            <i className={`plan-line-${letters[i]?.toLowerCase()}`} aria-hidden="true" /> {letters[i]}
          </span>
        ))}
        {w('plan.chart.better')}
      </figcaption>
    </figure>
  );
}
