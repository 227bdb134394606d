import type { AreasResult, CellsAnswer } from '@clarion/protocol';
import { useEffect, useMemo, useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { AreaFiles } from './AreaFiles.tsx';
import { CellKeys } from './CellKeys.tsx';
import { addArea, divisionFigures, namedAsBefore, removeArea } from './division.ts';
import { JobBar } from './JobBar.tsx';
import { usePlanner } from './planner.ts';
import { percent } from './shown.ts';
import { useJob } from './useJob.ts';

/** The plan's response areas: their workload while cells are moved, an even division, files. */
export function AreasPanel() {
  const planner = usePlanner();
  const { dividing } = planner;
  const w = useSpeech();
  const known = useCell(dividing.ground);
  const desk = useCell(planner.desk);
  const hand = useCell(dividing.hand);
  useCell(dividing.before);
  useEffect(() => {
    void dividing.load();
  }, [dividing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan, or other cells of it, are the reason
  const division = useMemo(() => dividing.division(), [dividing, known, desk.variants, desk.variantId]);
  const figures = useMemo(
    () => (known === undefined || division === undefined ? undefined : divisionFigures(known, division)),
    [known, division],
  );
  if (known === undefined || division === undefined || figures === undefined)
    return <p className="plan-empty">{w('plan.loading')}</p>;
  const isOwn = planner.current().areas !== undefined;
  const torn = division.areas.filter((_, i) => figures.areas[i]!.parts !== 1).map(one => w.named(one.names));
  const name = (at: number) => division.areas[at]!.names;
  const language = w.language === 'zh-CN' ? 'zh' : 'en';
  return (
    <>
      <p className="faint">
        {w(`plan.areas.what.${planner.ground.get()!.demand.source}`, { metres: known.cellM })}
      </p>
      <table className="plan-table plan-areas" data-table="division">
        <thead>
          <tr>
            <th scope="col">{w('plan.area')}</th>
            <th scope="col">{w('plan.areas.workload')}</th>
            <th scope="col">{w('plan.areas.off')}</th>
            <th scope="col">{w('plan.areas.cells')}</th>
          </tr>
        </thead>
        <tbody>
          {division.areas.map((area, i) => (
            <tr key={area.areaId} data-area={area.areaId} data-chosen={i === hand.area}>
              <th scope="row">
                <label className="check">
                  <input
                    type="radio"
                    name="area"
                    checked={i === hand.area}
                    onChange={() => dividing.hand.change(now => ({ ...now, area: i }))}
                  />
                  <i className={`plan-swatch plan-swatch-${i % 8}`} aria-hidden="true" />
                  {w.named(area.names) || area.areaId} {i < 9 && <kbd>{i + 1}</kbd>}
                </label>
              </th>
              <td className="numeric">{Math.round(figures.areas[i]!.workload).toLocaleString(w.language)}</td>
              <td className="numeric">
                {figures.areas[i]!.off > 0 ? '+' : ''}
                {percent(figures.areas[i]!.off)}
              </td>
              <td className="numeric">
                {figures.areas[i]!.cells}
                {figures.areas[i]!.parts > 1 && (
                  <span className="tag tag-alert">
                    {' '}
                    {w('plan.areas.parts', { n: figures.areas[i]!.parts })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" data-imbalance={figures.imbalance.toFixed(4)}>
        {w('plan.areas.imbalance', {
          imbalance: percent(figures.imbalance),
          bound: percent(figures.bound),
        })}
      </p>
      {dividing.isOfOthers() && (
        <p role="alert" className="plan-bad">
          {w('plan.areas.others')}
        </p>
      )}
      {torn.length > 0 && (
        <p role="alert" className="plan-bad">
          {w('plan.areas.torn', { areas: torn.join(w.language === 'zh-CN' ? '、' : ', ') })}
        </p>
      )}
      <CellKeys ground={known} division={division} />
      <div className="plan-row">
        <label>
          {w('plan.areas.name')}{' '}
          <input
            className="input"
            name="areaName"
            maxLength={120}
            value={name(hand.area)[language] ?? name(hand.area).local ?? ''}
            onChange={event =>
              event.target.value.trim() !== '' &&
              dividing.rename(hand.area, { ...name(hand.area), [language]: event.target.value })
            }
          />
        </label>
        <button
          type="button"
          className="button"
          data-do="addArea"
          onClick={() => {
            if (!dividing.take(addArea)) return;
            const last = dividing.division()!.areas.length - 1;
            dividing.hand.change(now => ({ ...now, area: last }));
          }}
        >
          {w('plan.areas.add')}
        </button>
        <button
          type="button"
          className="button"
          data-do="removeArea"
          onClick={() => dividing.take(now => removeArea(known, now, hand.area))}
        >
          {w('plan.areas.remove')}
        </button>
        <button
          type="button"
          className="button"
          data-do="undoArea"
          disabled={!dividing.hasStep()}
          onClick={() => dividing.undo()}
        >
          {w('plan.areas.undo')}
        </button>
        {isOwn && (
          <button
            type="button"
            className="button"
            data-do="areasNow"
            onClick={() => dividing.take(() => undefined)}
          >
            {w('plan.areas.asNow')}
          </button>
        )}
      </div>
      <Even ground={known} />
      <AreaFiles ground={known} division={division} />
    </>
  );
}

/** An even division by the solver, with its imbalance and what none can beat; taken over only when somebody says so. */
function Even({ ground: known }: { readonly ground: CellsAnswer }) {
  const planner = usePlanner();
  const { dividing } = planner;
  const w = useSpeech();
  const run = useJob<'areas', AreasResult>('areas');
  const [count, setCount] = useState(dividing.division()?.areas.length ?? 1);
  const [isFrom, setFrom] = useState(false);
  const [seconds, setSeconds] = useState(10);
  const { result } = run;
  const start = () => {
    const division = dividing.division()!;
    const from = isFrom ? { from: [...division.areaOf], count: division.areas.length } : { count };
    void run.start({ kind: 'areas', ...from, seconds, seed: 1 });
  };
  const number = (label: string, name: string, value: number, take: (next: number) => void, most: number) => (
    <label>
      {w(label)}{' '}
      <input
        type="number"
        className="input plan-short"
        name={name}
        min={1}
        max={most}
        value={value}
        onChange={event => {
          const said = Math.round(event.target.valueAsNumber);
          if (said >= 1 && said <= most) take(said);
        }}
      />
    </label>
  );
  return (
    <fieldset>
      <legend className="label">{w('plan.areas.even')}</legend>
      <div className="plan-row">
        {number('plan.areas.count', 'areaCount', count, setCount, 500)}
        {number('plan.suggest.seconds', 'areaSeconds', seconds, setSeconds, 300)}
        <label className="check">
          <input type="checkbox" checked={isFrom} onChange={event => setFrom(event.target.checked)} />
          {w('plan.areas.from')}
        </label>
        <button type="button" className="button button-strong" data-do="divide" onClick={start}>
          {w('plan.areas.divide')}
        </button>
      </div>
      <JobBar run={run as never} />
      {result !== undefined && (
        <div className="plan-judged" data-divided={result.imbalance.toFixed(4)}>
          <p>
            <b>{w('plan.areas.divided', { imbalance: percent(result.imbalance) })}</b>{' '}
            {w('plan.areas.bound', { bound: percent(result.bound), seconds: result.seconds.toFixed(1) })}
          </p>
          <button
            type="button"
            className="button"
            data-do="takeAreas"
            disabled={result.areaOf.length !== known.ids.length}
            onClick={() => dividing.take(now => namedAsBefore(known, now, result.areaOf))}
          >
            {w('plan.suggested.take')}
          </button>
        </div>
      )}
    </fieldset>
  );
}
