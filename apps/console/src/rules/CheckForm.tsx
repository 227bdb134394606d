import { type CheckRule, checks } from '@clarion/dispatch';
import { SomeOf, useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NumberField, SomeField, TickField } from './Fields.tsx';
import { Rows } from './Rows.tsx';

/** When a crew that nobody has heard from is due and overdue, and when people are counted. */
export function CheckForm() {
  const { wanted, change, options, w } = useInHand();
  const { rules, positionCounts = false } = wanted.checks ?? { rules: [] };
  const set = (more: object) =>
    change(now => ({ ...now, checks: { ...(now.checks ?? { rules: [] }), ...more } }));
  return (
    <>
      <TickField
        label={w('rules.field.positionCounts')}
        path="checks.positionCounts"
        value={positionCounts}
        onChange={on => set({ positionCounts: on })}
      />
      <Rows
        path="checks.rules"
        label={w('rules.check')}
        columns={[
          w('rules.check.what'),
          w('rules.statuses'),
          w('rules.types'),
          w('rules.categories'),
          w('rules.field.alarmFrom'),
          w('rules.levels'),
          w('rules.field.warnSeconds'),
          w('rules.field.overdueSeconds'),
        ]}
        rows={rules}
        make={(): CheckRule => ({
          check: 'contact',
          statuses: ['onScene'],
          warnSeconds: 1200,
          overdueSeconds: 1800,
        })}
        onChange={next => set({ rules: next })}
        cells={(rule, path, put) => [
          <ChoiceField
            key="check"
            bare
            label={w('rules.check.what')}
            path={`${path}.check`}
            value={rule.check}
            options={checks.map(one => [one, w(`rules.check.${one}`)] as const)}
            onChange={check => put({ ...rule, check })}
          />,
          <SomeField
            key="statuses"
            bare
            label={w('rules.statuses')}
            path={`${path}.statuses`}
            value={rule.statuses}
            options={options.steps}
            all={w('rules.none')}
            onChange={statuses => put({ ...rule, statuses })}
          />,
          <SomeOf
            key="types"
            bare
            of={rule}
            field="typeIds"
            path={path}
            label={w('rules.types')}
            options={options.types}
            onChange={put}
          />,
          <SomeOf
            key="categories"
            bare
            of={rule}
            field="categories"
            path={path}
            label={w('rules.categories')}
            options={options.categories}
            onChange={put}
          />,
          <NumberField
            key="alarm"
            bare
            label={w('rules.field.alarmFrom')}
            path={`${path}.alarmFrom`}
            value={rule.alarmFrom}
            onChange={from =>
              put(from === undefined ? without(rule, 'alarmFrom') : { ...rule, alarmFrom: from })
            }
          />,
          <SomeOf
            key="levels"
            bare
            of={rule}
            field="levelIds"
            path={path}
            label={w('rules.levels')}
            options={options.levels}
            onChange={put}
          />,
          ...(['warnSeconds', 'overdueSeconds'] as const).map(field => (
            <NumberField
              key={field}
              bare
              label={w(`rules.field.${field}`)}
              path={`${path}.${field}`}
              value={rule[field]}
              onChange={seconds => put({ ...rule, [field]: seconds ?? Number.NaN })}
            />
          )),
        ]}
      />
    </>
  );
}
