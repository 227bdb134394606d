import type { ClockTarget, DispatchClocks } from '@clarion/dispatch';
import { SomeOf, useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NumberField, TextField } from './Fields.tsx';
import { Rows } from './Rows.tsx';

const clocks = [
  'releaseSeconds',
  'dispatchSeconds',
  'acknowledgeSeconds',
  'turnoutSeconds',
  'staleFixSeconds',
] as const satisfies (keyof DispatchClocks)[];

/** What a dispatcher's clocks run to, and what incidents are measured against. */
export function ClockForm() {
  const { wanted, change, options, w } = useInHand();
  return (
    <>
      <h3>{w('rules.clocks')}</h3>
      <div className="plan-row">
        {clocks.map(clock => (
          <NumberField
            key={clock}
            label={w(`rules.field.${clock}`)}
            path={`clocks.${clock}`}
            value={wanted.clocks[clock]}
            onChange={seconds =>
              change(now => ({ ...now, clocks: { ...now.clocks, [clock]: seconds ?? Number.NaN } }))
            }
          />
        ))}
      </div>
      <h3>{w('rules.targets')}</h3>
      <Rows
        path="targets"
        label={w('rules.target')}
        columns={[
          w('rules.clock'),
          w('rules.field.seconds'),
          w('rules.field.percent'),
          w('rules.priorities'),
          w('rules.categories'),
          w('rules.field.source'),
        ]}
        rows={wanted.targets ?? []}
        make={(): ClockTarget => ({ clock: 'turnout', seconds: 60, source: '' })}
        onChange={targets => change(now => ({ ...now, targets }))}
        cells={(target, path, put) => [
          <ChoiceField
            key="clock"
            bare
            label={w('rules.clock')}
            path={`${path}.clock`}
            value={target.clock}
            options={options.clocks}
            onChange={clock => put({ ...target, clock })}
          />,
          <NumberField
            key="seconds"
            bare
            label={w('rules.field.seconds')}
            path={`${path}.seconds`}
            value={target.seconds}
            onChange={seconds => put({ ...target, seconds: seconds ?? Number.NaN })}
          />,
          <NumberField
            key="percent"
            bare
            label={w('rules.field.percent')}
            path={`${path}.percent`}
            value={target.percent}
            onChange={percent =>
              put(percent === undefined ? without(target, 'percent') : { ...target, percent })
            }
          />,
          <SomeOf
            key="priorities"
            bare
            of={target}
            field="priorities"
            path={path}
            label={w('rules.priorities')}
            options={options.priorities}
            onChange={put}
          />,
          <SomeOf
            key="categories"
            bare
            of={target}
            field="categories"
            path={path}
            label={w('rules.categories')}
            options={options.categories}
            onChange={put}
          />,
          <TextField
            key="source"
            bare
            label={w('rules.field.source')}
            path={`${path}.source`}
            value={target.source}
            onChange={source => put({ ...target, source })}
          />,
        ]}
      />
    </>
  );
}
