import type { CompareResult } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CompareAreas } from './CompareAreas.tsx';
import { costText } from './CompareTable.tsx';
import { FigureTable } from './CoverPanel.tsx';
import { letters } from './compared.ts';
import { HOURS_A_YEAR, yearlyCost } from './costs.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { Judged } from './Judged.tsx';
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
        <ExportButtons />
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
        <CostLines />
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
        {compared.result !== undefined && (
          <>
            <h3>{w('plan.tab.compare')}</h3>
            <ul>
              {desk.compared.map((id, i) => (
                <li key={letters[i]}>
                  {letters[i]}: {variantName(id, w)}
                </li>
              ))}
            </ul>
            <CompareAreas result={compared.result} />
            <Judged result={compared.result} />
          </>
        )}
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

/** What the plan costs a year beside the floor as it is; where no cost is set, that is what is printed. */
function CostLines() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const costs = useCell(planner.costs);
  const shown = [...new Set([NOW, desk.variantId])].flatMap(id => planner.findPlan(id) ?? []);
  return (
    <>
      <h3>{w('plan.money')}</h3>
      <ul data-costs={shown.length}>
        {shown.map(one => {
          const cost = yearlyCost(one, ground, desk.agency, costs);
          return (
            <li key={one.id}>
              {variantName(one.id, w)}: <b>{costText(cost, 'total', w)}</b>
              {!('missing' in cost) &&
                ` (${w('plan.money.posts')} ${costText(cost, 'posts', w)}, ${w('plan.money.units', {
                  hours: HOURS_A_YEAR,
                })} ${costText(cost, 'units', w)})`}
            </li>
          );
        })}
      </ul>
    </>
  );
}
