import { useSpeech } from '../words/useSpeech.ts';
import { kindInWords } from './CompareTable.tsx';
import { NumberField } from './NumberField.tsx';
import type { Goal, Least, SitingForm } from './siting-form.ts';

/** What is to be as much as possible, and what must be. */
export function SiteRules(props: {
  readonly form: SitingForm;
  readonly onChange: (part: Partial<SitingForm>) => void;
}) {
  const w = useSpeech();
  const { form, onChange } = props;
  const all = form.kinds.map(one => one.kind);
  const setGoal = (place: number, part: Partial<Goal>) =>
    onChange({ goals: form.goals.map((one, i) => (i === place ? { ...one, ...part } : one)) });
  const setLeast = (place: number, part: Partial<Least>) =>
    onChange({ minimums: form.minimums.map((one, i) => (i === place ? { ...one, ...part } : one)) });
  const minutes = form.goals[0]?.minutes ?? 8;
  return (
    <>
      <fieldset className="plan-rules">
        <legend className="label">{w('plan.site.goals')}</legend>
        {form.goals.map((goal, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place alone
          <div key={i} className="plan-row" data-goal={i}>
            <Kinds all={all} chosen={goal.kinds} onChange={kinds => setGoal(i, { kinds })} />
            {w('plan.suggest.minutes')}{' '}
            <NumberField
              label={w('plan.suggest.minutes')}
              name={`goal.${i}.minutes`}
              value={goal.minutes}
              least={0.5}
              most={120}
              onChange={said => setGoal(i, { minutes: said ?? goal.minutes })}
            />
            <select
              value={goal.counts}
              aria-label={w('plan.site.counts')}
              onChange={event => setGoal(i, { counts: event.target.value as Goal['counts'] })}
            >
              {(['once', 'twice', 'busy'] as const).map(one => (
                <option key={one} value={one}>
                  {w(`plan.site.counts.${one}`)}
                </option>
              ))}
            </select>
            ×{' '}
            <NumberField
              label={w('plan.site.importance')}
              name={`goal.${i}.importance`}
              value={goal.importance}
              least={0.01}
              most={1000}
              onChange={said => setGoal(i, { importance: said ?? goal.importance })}
            />
            {form.goals.length > 1 && (
              <button
                type="button"
                className="button button-small"
                onClick={() => onChange({ goals: form.goals.toSpliced(i, 1) })}
              >
                {w('plan.site.less')}
              </button>
            )}
          </div>
        ))}
        <button
          type="button"
          className="button button-small"
          data-do="moreGoal"
          onClick={() =>
            onChange({ goals: [...form.goals, { kinds: all, minutes, counts: 'once', importance: 1 }] })
          }
        >
          {w('plan.site.moreGoal')}
        </button>
      </fieldset>
      <fieldset className="plan-rules">
        <legend className="label">{w('plan.site.minimums')}</legend>
        {form.minimums.map((least, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place alone
          <div key={i} className="plan-row" data-minimum={i}>
            <NumberField
              label={w('plan.site.percent')}
              name={`minimum.${i}.percent`}
              value={least.percent}
              most={100}
              onChange={said => setLeast(i, { percent: said ?? least.percent })}
            />
            {w('plan.site.percent')}
            <Kinds all={all} chosen={least.kinds} onChange={kinds => setLeast(i, { kinds })} />
            {w('plan.suggest.minutes')}{' '}
            <NumberField
              label={w('plan.suggest.minutes')}
              name={`minimum.${i}.minutes`}
              value={least.minutes}
              least={0.5}
              most={120}
              onChange={said => setLeast(i, { minutes: said ?? least.minutes })}
            />
            ×{' '}
            <NumberField
              label={w('plan.site.times')}
              name={`minimum.${i}.times`}
              value={least.times}
              least={1}
              most={20}
              onChange={said => setLeast(i, { times: Math.round(said ?? least.times) })}
            />
            <label className="check">
              <input
                type="checkbox"
                checked={least.each}
                onChange={event => setLeast(i, { each: event.target.checked })}
              />
              {w('plan.site.each')}
            </label>
            <button
              type="button"
              className="button button-small"
              onClick={() => onChange({ minimums: form.minimums.toSpliced(i, 1) })}
            >
              {w('plan.site.less')}
            </button>
          </div>
        ))}
        <button
          type="button"
          className="button button-small"
          data-do="moreMinimum"
          onClick={() =>
            onChange({
              minimums: [...form.minimums, { kinds: all, minutes, percent: 80, times: 1, each: true }],
            })
          }
        >
          {w('plan.site.moreMinimum')}
        </button>
      </fieldset>
    </>
  );
}

/** One kind, or any of them. */
function Kinds(props: {
  readonly all: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (kinds: readonly string[]) => void;
}) {
  const w = useSpeech();
  return (
    <select
      value={props.chosen.length === 1 ? props.chosen[0] : ''}
      aria-label={w('plan.site.kind')}
      onChange={event => props.onChange(event.target.value === '' ? props.all : [event.target.value])}
    >
      {props.all.length > 1 && <option value="">{w('plan.site.anyKind')}</option>}
      {props.all.map(kind => (
        <option key={kind} value={kind}>
          {kindInWords(kind, w)}
        </option>
      ))}
    </select>
  );
}
