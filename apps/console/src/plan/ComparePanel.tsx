import type { CompareResult } from '@clarion/protocol';
import { lazy, Suspense } from 'react';
import { useCell } from '../cell.ts';
import { Otherwise } from '../floor/Otherwise.tsx';
import { useTheme } from '../settings/useTheme.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CompareAreas } from './CompareAreas.tsx';
import { CompareTable } from './CompareTable.tsx';
import { CostForm } from './CostForm.tsx';
import { letters } from './compared.ts';
import { JobBar } from './JobBar.tsx';
import { Judged, Verdicts } from './Judged.tsx';
import { variantName } from './PlanTop.tsx';
import { usePlanner } from './planner.ts';
import { UnderForm } from './UnderForm.tsx';
import { useJob } from './useJob.ts';
import { planOf } from './variant.ts';

const CompareMaps = lazy(() => import('./CompareMaps.tsx'));

/** Two or three deployments side by side: on maps that move together, by figures and cost, and tried under the same calls. */
export function ComparePanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const theme = useTheme(useCell(planner.settings));
  const run = useJob<'compare', CompareResult>('compare');
  const under = useCell(planner.under)[desk.agency] ?? planner.usual(desk.agency);
  const plans = desk.compared.flatMap(id => planner.findPlan(id) ?? []);
  const start = () =>
    void run.start({
      kind: 'compare',
      plans: plans.map(one => planOf(one, ground, desk.agency)),
      minutes: [...desk.minutes],
      ...(desk.hourOfWeek === undefined ? {} : { hourOfWeek: desk.hourOfWeek }),
      under,
    });
  const { result } = run;
  return (
    <>
      <h2 className="hidden">{w('plan.tab.compare')}</h2>
      <Choices />
      <Otherwise instead={<p className="map-absent">{w('map.absent')}</p>}>
        <Suspense fallback={<p className="map-absent">{w('map.loading')}</p>}>
          <CompareMaps theme={theme} />
        </Suspense>
      </Otherwise>
      {result !== undefined && <Verdicts result={result} />}
      <div className="plan-columns">
        <section>
          <CompareTable />
          <CostForm />
        </section>
        <section>
          <CompareAreas result={result} />
        </section>
        <section>
          <UnderForm />
          <div className="plan-row">
            <button type="button" className="button button-strong" data-do="judge" onClick={start}>
              {w('plan.judge')}
            </button>
          </div>
          <JobBar run={run as never} />
          {result !== undefined && <Judged result={result} />}
        </section>
      </div>
    </>
  );
}

/** Which plans are A, B and perhaps C: of this page, or published. */
function Choices() {
  const planner = usePlanner();
  const w = useSpeech();
  const { compared, variants } = useCell(planner.desk);
  const published = useCell(planner.deployments)?.deployments ?? [];
  const ids = [...variants.map(one => one.id), ...published.map(one => one.deploymentId)];
  const choose = (place: number, id: string) =>
    planner.compare(id === '' ? compared.slice(0, 2) : compared.toSpliced(place, 1, id));
  return (
    <div className="plan-row">
      {letters.map((letter, place) => (
        <label key={letter}>
          <b>{letter}</b>{' '}
          <select
            value={compared[place] ?? ''}
            data-do={letter.toLowerCase()}
            onChange={event => choose(place, event.target.value)}
          >
            {place === 2 && <option value="">—</option>}
            {ids.map(id => (
              <option key={id} value={id}>
                {variantName(id, w)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <span className="faint">{w('plan.compare.together')}</span>
    </div>
  );
}
