import type { CompareResult, JudgedFigure, Verdict } from '@clarion/protocol';
import { useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { JobBar } from './JobBar.tsx';
import { variantName } from './PlanTop.tsx';
import { usePlanner } from './planner.ts';
import { ReachedChart } from './ReachedChart.tsx';
import { figureRows, figureText, percent, spreadText } from './shown.ts';
import { UnderForm } from './UnderForm.tsx';
import { useJob } from './useJob.ts';
import { changesOf, NOW, planOf, postsOfService, unitsOfService } from './variant.ts';

const isShare = (figure: JudgedFigure) => figure === 'wait' || figure === 'within';

/** Two deployments side by side: what they cost, what they reach, and which is better under the same calls, if any is. */
export function ComparePanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const figures = useCell(planner.figures);
  const own = desk.variants.find(one => one.id !== NOW)?.id ?? NOW;
  const [aId, setA] = useState(NOW);
  const [bId, setB] = useState(desk.variantId === NOW ? own : desk.variantId);
  const run = useJob<'compare', CompareResult>('compare');
  const under = useCell(planner.under)[desk.agency] ?? planner.usual(desk.agency);
  const find = (id: string) => desk.variants.find(one => one.id === id) ?? desk.variants[0]!;
  const [a, b] = [find(aId), find(bId)];
  const start = () => {
    const { agency, minutes, hourOfWeek } = desk;
    void run.start({
      kind: 'compare',
      a: planOf(a, ground, agency),
      b: planOf(b, ground, agency),
      minutes: [...minutes],
      ...(hourOfWeek === undefined ? {} : { hourOfWeek }),
      under,
    });
  };
  const choose = (value: string, take: (id: string) => void, name: string) => (
    <select
      value={value}
      aria-label={w('plan.which')}
      data-do={name}
      onChange={event => take(event.target.value)}
    >
      {desk.variants.map(one => (
        <option key={one.id} value={one.id}>
          {variantName(one.id, w)}
        </option>
      ))}
    </select>
  );
  const costs = (id: string) => {
    const variant = find(id);
    const changes = changesOf(desk.variants[0]!, variant);
    return {
      posts: postsOfService(variant, ground, desk.agency).length,
      units: unitsOfService(variant, ground, desk.agency).length,
      changed: changes.posts.length + changes.removed.length,
      moved: changes.units.length,
    };
  };
  const [costA, costB] = [costs(aId), costs(bId)];
  return (
    <>
      <table className="plan-table">
        <thead>
          <tr>
            <th scope="col">{w('plan.figure')}</th>
            <th scope="col">A {choose(aId, setA, 'a')}</th>
            <th scope="col">B {choose(bId, setB, 'b')}</th>
          </tr>
        </thead>
        <tbody>
          {figureRows(desk.minutes).map(row => (
            <tr key={row.key + (row.minutes ?? '')}>
              <th scope="row">{w(row.key, { minutes: row.minutes })}</th>
              {(['a', 'b'] as const).map(name => {
                const known = figures.get(name === 'a' ? aId : bId);
                return (
                  <td key={name} className="numeric">
                    {known === undefined ? '—' : figureText(row.of(known.all), row.isShare)}
                  </td>
                );
              })}
            </tr>
          ))}
          {(['posts', 'units', 'changed', 'moved'] as const).map(cost => (
            <tr key={cost}>
              <th scope="row">{w(`plan.cost.${cost}`)}</th>
              <td className="numeric">{costA[cost]}</td>
              <td className="numeric">{costB[cost]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <AreasOfTwo aId={aId} bId={bId} />
      <UnderForm />
      <div className="plan-row">
        <button type="button" className="button button-strong" data-do="judge" onClick={start}>
          {w('plan.judge')}
        </button>
      </div>
      <JobBar run={run as never} />
      {run.result !== undefined && <Judged result={run.result} />}
    </>
  );
}

function AreasOfTwo(props: { readonly aId: string; readonly bId: string }) {
  const planner = usePlanner();
  const w = useSpeech();
  const figures = useCell(planner.figures);
  const minutes = useCell(planner.desk, desk => desk.minutes);
  const ground = useCell(planner.ground)!;
  const middle = Math.floor(minutes.length / 2);
  const [a, b] = [figures.get(props.aId), figures.get(props.bId)];
  const ofB = new Map(b?.areas.map(area => [area.areaId, area]));
  return (
    <details>
      <summary>{w('plan.byAreaOf', { minutes: minutes[middle] })}</summary>
      <table className="plan-table">
        <tbody>
          {a?.areas.map(area => (
            <tr key={area.areaId ?? ''}>
              <th scope="row">
                {area.areaId === null
                  ? w('plan.noArea')
                  : w.named(ground.areas.find(one => one.areaId === area.areaId)?.names)}
              </th>
              <td className="numeric">{percent(area.within[middle]!)}</td>
              <td className="numeric">{figureText(ofB.get(area.areaId)?.within[middle] ?? null, true)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What came of the trial. */
export function Judged({ result }: { readonly result: CompareResult }) {
  const w = useSpeech();
  return (
    <div className="plan-judged">
      <h3>{w('plan.judged', { replications: result.replications, calls: result.calls })}</h3>
      <table className="plan-table">
        <thead>
          <tr>
            <th scope="col">{w('plan.figure')}</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col">{w('plan.difference')}</th>
            <th scope="col">{w('plan.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {result.verdicts.map(verdict => (
            <tr key={verdict.figure} data-verdict={verdict.figure}>
              <th scope="row">{w(`plan.judged.${verdict.figure}`)}</th>
              <td className="numeric">{spreadText(verdict.a, isShare(verdict.figure))}</td>
              <td className="numeric">{spreadText(verdict.b, isShare(verdict.figure))}</td>
              <td className="numeric">{spreadText(verdict.difference, isShare(verdict.figure))}</td>
              <td>
                <VerdictText verdict={verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ReachedChart reached={result.reached} />
      <p className="faint">
        {w('plan.judged.same', { spread: spreadText(result.same, false) })}{' '}
        {w('plan.judged.busiest', {
          a: result.busiest.a.unit,
          shareA: percent(result.busiest.a.share),
          b: result.busiest.b.unit,
          shareB: percent(result.busiest.b.share),
        })}
      </p>
      <ul className="faint plan-changes">
        {result.changes.map(({ change, mean }) => (
          <li key={change}>
            {w(`plan.change.${change}`)}: {spreadText(mean, false)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function VerdictText({ verdict }: { readonly verdict: Verdict }) {
  const w = useSpeech();
  if (verdict.better !== 'none')
    return <b className="plan-good">{w('plan.better', { plan: verdict.better.toUpperCase() })}</b>;
  const because = verdict.because === undefined || verdict.because === 'interval' ? 'interval' : 'change';
  const change = because === 'change' ? w(`plan.change.${verdict.because}`) : '';
  return (
    <span>
      <b>{w('plan.noDifference')}</b>{' '}
      <small className="faint">{w(`plan.because.${because}`, { change })}</small>
    </span>
  );
}
