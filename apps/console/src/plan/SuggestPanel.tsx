import type { JobOf, SuggestResult } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { JobBar } from './JobBar.tsx';
import { usePlanner } from './planner.ts';
import { SitePanel } from './SitePanel.tsx';
import { figureText } from './shown.ts';
import { useJob } from './useJob.ts';
import { planOf, postsToShow } from './variant.ts';
import { withSites } from './with-sites.ts';

type Model = JobOf<'suggest'>['model'];
const models: readonly Model[] = ['cover', 'expected', 'median', 'center'];
const counts = (model: Model) => model === 'cover' || model === 'expected';

/** What is wanted: one of the models, or several kinds of units under rules. */
export function SuggestPanel() {
  const w = useSpeech();
  const [model, setModel] = useState<Model | 'site'>('cover');
  const { agency, variantId } = useCell(usePlanner().desk);
  return (
    <>
      <fieldset className="plan-models">
        <legend className="label">{w('plan.suggest')}</legend>
        {([...models, 'site'] as const).map(one => (
          <label key={one} className="check">
            <input
              type="radio"
              name="model"
              value={one}
              checked={model === one}
              onChange={() => setModel(one)}
            />
            <span>
              <b>{w(`plan.model.${one}`)}</b> <span className="faint">{w(`plan.model.${one}.what`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {/* Another service, or another plan, is asked for anew. */}
      {model === 'site' ? <SitePanel key={`${agency} ${variantId}`} /> : <OneModel model={model} />}
    </>
  );
}

/** Where posts should be, with what no choice can beat beside it. */
function OneModel({ model }: { readonly model: Model }) {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const variant = planner.current();
  const posts = postsToShow(variant, ground, desk.agency);
  const [count, setCount] = useState(planOf(variant, ground, desk.agency).posts.length);
  const [minutes, setMinutes] = useState(desk.minutes[Math.floor(desk.minutes.length / 2)]!);
  const [seconds, setSeconds] = useState(10);
  const [perPost, setPerPost] = useState(2);
  const [settled, setSettled] = useState<{ readonly [postId: string]: 'fixed' | 'forbidden' }>({});
  const run = useJob<'suggest', SuggestResult>('suggest');
  const { result } = run;
  useEffect(() => {
    planner.suggested.set(result?.sites ?? []);
    return () => planner.suggested.set([]);
  }, [planner, result]);
  const whose = (kind: 'fixed' | 'forbidden') =>
    posts.filter(post => settled[post.postId] === kind).map(post => post.postId);
  const start = () =>
    void run.start({
      kind: 'suggest',
      model,
      count,
      minutes,
      ...(desk.hourOfWeek === undefined ? {} : { hourOfWeek: desk.hourOfWeek }),
      sites: posts.map(({ postId, at }) => ({ id: postId, at })),
      fixed: whose('fixed'),
      forbidden: whose('forbidden'),
      ...(model === 'expected' ? { perPost, busy: 0.3 } : {}),
      seconds,
      seed: 1,
    });
  const number = (label: string, value: number, take: (next: number) => void, min: number, max: number) => (
    <label>
      {w(label)}{' '}
      <input
        type="number"
        className="input"
        min={min}
        max={max}
        value={value}
        onChange={event => {
          const said = event.target.valueAsNumber;
          if (said >= min && said <= max) take(said);
        }}
      />
    </label>
  );
  return (
    <>
      <div className="plan-under">
        {number(model === 'expected' ? 'plan.suggest.units' : 'plan.suggest.count', count, setCount, 1, 600)}
        {counts(model) && number('plan.suggest.minutes', minutes, setMinutes, 0.5, 120)}
        {model === 'expected' && number('plan.suggest.perPost', perPost, setPerPost, 1, 50)}
        {number('plan.suggest.seconds', seconds, setSeconds, 1, 300)}
      </div>
      <details>
        <summary>{w('plan.suggest.settled')}</summary>
        <ul className="plan-settled">
          {posts.map(post => (
            <li key={post.postId}>
              <label>
                {post.postId} {w.named(post.names)}{' '}
                <select
                  value={settled[post.postId] ?? ''}
                  onChange={event => {
                    const { [post.postId]: _, ...rest } = settled;
                    const said = event.target.value;
                    setSettled(
                      said === 'fixed' || said === 'forbidden' ? { ...rest, [post.postId]: said } : rest,
                    );
                  }}
                >
                  <option value="">{w('plan.site.open')}</option>
                  <option value="fixed">{w('plan.site.fixed')}</option>
                  <option value="forbidden">{w('plan.site.forbidden')}</option>
                </select>
              </label>
            </li>
          ))}
        </ul>
      </details>
      <div className="plan-row">
        <button type="button" className="button button-strong" data-do="suggest" onClick={start}>
          {w('plan.suggest.start')}
        </button>
      </div>
      <JobBar run={run as never} />
      {run.answer?.state === 'running' && run.answer.best !== undefined && (
        <p className="faint numeric">
          {w('plan.suggest.best', {
            value: figureText(run.answer.best.value, counts(model)),
            bound: figureText(run.answer.best.bound, counts(model)),
          })}
        </p>
      )}
      {result !== undefined && run.asked !== undefined && (
        <div className="plan-judged" data-suggested={result.sites.length}>
          <p>
            <b>
              {w(`plan.suggested.${run.asked.model}`, {
                value: figureText(result.value, counts(run.asked.model)),
                minutes: run.asked.minutes,
              })}
            </b>{' '}
            {result.proven
              ? w('plan.suggested.proven')
              : w('plan.suggested.gap', {
                  bound: figureText(result.bound, counts(run.asked.model)),
                  gap: (100 * result.gap).toFixed(2),
                })}
          </p>
          <p className="faint">
            {w('plan.suggested.from', { candidates: result.candidates, seconds: result.seconds.toFixed(1) })}
            {result.beyond > 0 &&
              ` ${w('plan.suggested.beyond', { share: figureText(result.beyond, true) })}`}
          </p>
          <button
            type="button"
            className="button"
            data-do="take"
            onClick={() => planner.change(now => withSites(now, ground, desk.agency, result.sites))}
          >
            {w('plan.suggested.take')}
          </button>
        </div>
      )}
    </>
  );
}
