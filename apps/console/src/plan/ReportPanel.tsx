import type { CompareResult } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Judged } from './ComparePanel.tsx';
import { FigureTable } from './CoverPanel.tsx';
import { variantName } from './PlanTop.tsx';
import { usePlanner } from './planner.ts';
import { figureRows } from './shown.ts';
import { useJob } from './useJob.ts';
import { NOW } from './variant.ts';

/** The plan for the council: method, assumptions, figures with their ranges, and what they were made from. For paper or PDF. */
export function ReportPanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const place = useCell(planner.place);
  const figures = useCell(planner.figures);
  const session = useCell(planner.session)!;
  const compared = useJob<'compare', CompareResult>('compare');
  const changes = planner.changes();
  const { inputs } = ground;
  return (
    <>
      <div className="plan-row plan-no-print">
        <button type="button" className="button button-strong" data-do="print" onClick={() => print()}>
          {w('plan.report.print')}
        </button>
      </div>
      <article className="plan-report">
        <h2>
          {w('plan.report.title', {
            place: w.named(place?.name),
            service: w(`agency.${desk.agency}`),
            plan: variantName(desk.variantId, w),
          })}
        </h2>
        <p>{w('plan.report.made', { time: w.date(ground.now), by: session.displayName })}</p>
        <h3>{w('plan.report.result')}</h3>
        <FigureTable
          now={figures.get(NOW)?.all}
          plan={figures.get(desk.variantId)?.all}
          rows={figureRows(desk.minutes)}
        />
        <h3>{w('plan.report.changes')}</h3>
        <ul>
          {changes.posts.map(post => (
            <li key={post.postId}>
              {post.postId} {w.named(post.names)} · {post.at[1].toFixed(5)}, {post.at[0].toFixed(5)}
            </li>
          ))}
          {changes.removed.map(post => (
            <li key={post.postId}>{w('plan.report.removed', { post: post.postId })}</li>
          ))}
          {changes.units.map(({ unitId, from, to }) => (
            <li key={unitId}>{w('plan.publish.unit', { unit: unitId, from: from ?? '—', to })}</li>
          ))}
        </ul>
        {compared.result !== undefined && <Judged result={compared.result} />}
        <h3>{w('plan.report.method')}</h3>
        <p>{w('plan.report.method.cover')}</p>
        <p>{w(`plan.report.method.${ground.demand.source}`)}</p>
        <p>{w('plan.report.method.judge')}</p>
        <h3>{w('plan.report.assumptions')}</h3>
        <ul>
          <li>{w(desk.hourOfWeek === undefined ? 'plan.report.freeFlow' : 'plan.report.atHour')}</li>
          {compared.asked !== undefined && (
            <li>
              {w('plan.report.under', {
                ...compared.asked.under,
              })}
            </li>
          )}
          <li>{w('plan.report.noTurnout')}</li>
          <li>{w('plan.report.notPeople')}</li>
        </ul>
        <h3>{w('plan.report.inputs')}</h3>
        <ul className="plan-hashes">
          <li>
            {w('plan.report.graph')} <code>{inputs.graph}</code>
          </li>
          <li>
            {w('plan.report.demand')} <code>{inputs.demand}</code>
          </li>
          {inputs.calibration !== undefined && (
            <li>
              {w('plan.report.calibration')} <code>{inputs.calibration}</code>
            </li>
          )}
        </ul>
      </article>
    </>
  );
}
