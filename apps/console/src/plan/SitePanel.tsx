import type { SiteResult } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { kindInWords } from './CompareTable.tsx';
import { JobBar } from './JobBar.tsx';
import { NumberField } from './NumberField.tsx';
import { usePlanner } from './planner.ts';
import { SiteFound } from './SiteFound.tsx';
import { SiteRow } from './SiteRow.tsx';
import { SiteRules } from './SiteRules.tsx';
import { percent } from './shown.ts';
import { firstForm, type SitingForm, sitingJob, withoutCost } from './siting-form.ts';
import { useJob } from './useJob.ts';
import { postsToShow } from './variant.ts';

/** Several kinds of units with costs, a budget, room, fixed and forbidden sites, and what must be reached in every area. */
export function SitePanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const variant = planner.current();
  const posts = postsToShow(variant, ground, desk.agency);
  const [form, setForm] = useState(() => {
    const middle = desk.minutes[Math.floor(desk.minutes.length / 2)]!;
    return firstForm(variant, ground, desk.agency, planner.costs.get(), middle);
  });
  const run = useJob<'site', SiteResult>('site');
  const { result } = run;
  useEffect(() => {
    planner.suggested.set([...new Map(result?.units.map(one => [one.id, one])).values()]);
    return () => planner.suggested.set([]);
  }, [planner, result]);
  const change = (part: Partial<SitingForm>) => setForm(now => ({ ...now, ...part }));
  const unpriced = withoutCost(form);
  const needsCosts = form.budget !== undefined && unpriced.length > 0;
  const kindRow = (place: number, part: Partial<SitingForm['kinds'][number]>) =>
    change({ kinds: form.kinds.map((one, i) => (i === place ? { ...one, ...part } : one)) });
  return (
    <>
      <table className="plan-table">
        <thead>
          <tr>
            <th scope="col">{w('plan.site.kind')}</th>
            <th scope="col">{w('plan.suggest.units')}</th>
            <th scope="col">{w('plan.suggest.perPost')}</th>
            <th scope="col">{w('plan.site.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {form.kinds.map((one, i) => (
            <tr key={one.kind}>
              <th scope="row">{kindInWords(one.kind, w)}</th>
              <td>
                <NumberField
                  label={w('plan.suggest.units')}
                  name={`units.${one.kind}`}
                  value={one.units}
                  least={1}
                  most={2000}
                  onChange={units => kindRow(i, { units: units ?? one.units })}
                />
              </td>
              <td>
                <NumberField
                  label={w('plan.suggest.perPost')}
                  name={`perSite.${one.kind}`}
                  value={one.perSite}
                  least={1}
                  most={50}
                  onChange={perSite => kindRow(i, { perSite: perSite ?? one.perSite })}
                />
              </td>
              <td>
                <NumberField
                  label={w('plan.site.cost')}
                  name={`cost.${one.kind}`}
                  value={one.cost}
                  onChange={cost => kindRow(i, { cost })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="plan-row">
        <span>
          {w('plan.site.budget')}{' '}
          <NumberField
            label={w('plan.site.budget')}
            name="budget"
            value={form.budget}
            onChange={budget => change({ budget })}
          />
        </span>
        <span>
          {w('plan.suggest.seconds')}{' '}
          <NumberField
            label={w('plan.suggest.seconds')}
            name="siteSeconds"
            value={form.seconds}
            least={1}
            most={300}
            onChange={seconds => change({ seconds: seconds ?? form.seconds })}
          />
        </span>
      </div>
      <SiteRules form={form} onChange={change} />
      <details>
        <summary>{w('plan.suggest.settled')}</summary>
        <div className="plan-row">
          <label className="check">
            <input
              type="checkbox"
              checked={form.anywhere}
              onChange={event => change({ anywhere: event.target.checked })}
            />
            {w('plan.site.anywhere')}
          </label>
          {form.anywhere && (
            <span>
              {w('plan.site.newCost')}{' '}
              <NumberField
                label={w('plan.site.newCost')}
                name="newCost"
                value={form.newCost}
                onChange={newCost => change({ newCost })}
              />
            </span>
          )}
        </div>
        <table className="plan-table plan-sites">
          <thead>
            <tr>
              <th scope="col">{w('plan.posts')}</th>
              <th scope="col">{w('plan.site.state')}</th>
              <th scope="col">{w('plan.site.room')}</th>
              <th scope="col">{w('plan.site.cost')}</th>
              {form.kinds.map(({ kind }) => (
                <th key={kind} scope="col">
                  {w('plan.site.fixedOf', { kind: kindInWords(kind, w) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {posts.map(post => (
              <SiteRow
                key={post.postId}
                name={w.named(post.names)}
                postId={post.postId}
                form={form}
                onChange={change}
              />
            ))}
          </tbody>
        </table>
      </details>
      {needsCosts && (
        <p role="alert" className="plan-bad">
          {w('plan.site.needsCosts', {
            of: unpriced
              .map(code => (code === '+' ? w('plan.site.newPost') : kindInWords(code, w)))
              .join(w.language === 'zh-CN' ? '、' : ', '),
          })}
        </p>
      )}
      <div className="plan-row">
        <button
          type="button"
          className="button button-strong"
          data-do="site"
          disabled={needsCosts}
          onClick={() => void run.start(sitingJob(form, variant, ground, desk.agency, desk.hourOfWeek))}
        >
          {w('plan.suggest.start')}
        </button>
      </div>
      <JobBar run={run as never} />
      {run.answer?.state === 'running' && run.answer.best !== undefined && (
        <p className="faint numeric">
          {w('plan.suggest.best', {
            value: percent(run.answer.best.value),
            bound: percent(run.answer.best.bound),
          })}
        </p>
      )}
      {result !== undefined && <SiteFound result={result} isPriced={unpriced.length === 0} />}
    </>
  );
}
