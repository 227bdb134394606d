import type { SiteResult } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { kindInWords } from './CompareTable.tsx';
import { usePlanner } from './planner.ts';
import { percent } from './shown.ts';
import { withSitedUnits } from './with-sites.ts';

/** The answer with its bound, its cost and its minimums; it becomes a plan only when somebody takes it over. */
export function SiteFound(props: { readonly result: SiteResult; readonly isPriced: boolean }) {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const currency = useCell(planner.costs, costs => costs.currency);
  const { result } = props;
  const nameOf = (id: string) => (id.startsWith('+') ? w('plan.site.newPost') : id);
  const spare = Object.entries(result.spare).filter(([, count]) => count > 0);
  return (
    <div className="plan-judged" data-sited={result.units.length}>
      <p>
        <b>{w('plan.sited', { value: percent(result.value) })}</b>{' '}
        {result.proven
          ? w('plan.suggested.proven')
          : w('plan.suggested.gap', {
              bound: percent(result.bound),
              gap: (100 * result.gap).toFixed(2),
            })}
      </p>
      <p data-sited-cost={result.cost}>
        {w('plan.money')}:{' '}
        <b className="numeric">
          {props.isPriced
            ? `${Math.round(result.cost).toLocaleString(w.language)} ${currency}`
            : w('plan.money.noneShort')}
        </b>
      </p>
      <ul className="plan-changes">
        {result.units.map(({ id, kind, units }) => (
          <li key={`${id} ${kind}`}>
            {nameOf(id)}: {units} × {kindInWords(kind, w)}
          </li>
        ))}
        {spare.map(([kind, units]) => (
          <li key={kind} className="faint">
            {w('plan.site.spare', { units, kind: kindInWords(kind, w) })}
          </li>
        ))}
      </ul>
      {result.minimums.length > 0 && (
        <table className="plan-table">
          <thead>
            <tr>
              <th scope="col">{w('plan.site.minimums')}</th>
              <th scope="col">{w('plan.site.asked')}</th>
              <th scope="col">{w('plan.site.reached')}</th>
            </tr>
          </thead>
          <tbody>
            {result.minimums.map(one => (
              <tr key={`${one.areaId} ${one.kinds.join()} ${one.withinSeconds} ${one.times} ${one.asked}`}>
                <th scope="row">
                  {one.areaId === null
                    ? w('plan.site.everywhere')
                    : planner.areaName(one.areaId === '' ? null : one.areaId, w)}{' '}
                  <span className="faint">
                    {one.times} × {one.kinds.map(kind => kindInWords(kind, w)).join(' / ')},{' '}
                    {w('plan.withinShort', { minutes: one.withinSeconds / 60 })}
                  </span>
                </th>
                <td className="numeric">{percent(one.asked)}</td>
                <td className="numeric">{percent(one.reached)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="faint">
        {w('plan.suggested.from', { candidates: result.candidates, seconds: result.seconds.toFixed(1) })}
      </p>
      <button
        type="button"
        className="button"
        data-do="takeSites"
        onClick={() => planner.change(now => withSitedUnits(now, ground, desk.agency, result.units))}
      >
        {w('plan.suggested.take')}
      </button>
    </div>
  );
}
