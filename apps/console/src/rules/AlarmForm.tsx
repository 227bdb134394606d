import {
  type AlarmKindId,
  type AlarmRule,
  type AlarmRules,
  alarmKindIds,
  alarmSeverities,
  usualAlarms,
  usualWaiting,
  type WaitingRule,
} from '@clarion/dispatch';
import { useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NumberField, SomeField, TickField } from './Fields.tsx';
import { Rows } from './Rows.tsx';

const steps = ['deskSeconds', 'supervisorSeconds', 'commandSeconds'] as const;
const nextWaiting = (known: readonly WaitingRule[]): WaitingRule =>
  usualWaiting.find(one => !known.some(other => other.priority === one.priority)) ?? usualWaiting[0]!;
const times = ['afterSeconds', 'escalateSeconds', 'repeatSeconds'] as const;

/** What sounds, how loud, when it goes to the supervisor, and when again. */
export function AlarmForm() {
  const { wanted, change, options, w } = useInHand();
  const alarms = wanted.alarms ?? usualAlarms;
  const set = (more: Partial<AlarmRules>) => change(now => ({ ...now, alarms: { ...alarms, ...more } }));
  const put = (kind: AlarmKindId, rule: AlarmRule) => set({ kinds: { ...alarms.kinds, [kind]: rule } });
  return (
    <>
      <div className="plan-row">
        {(['escalateSeconds', 'repeatSeconds', 'budgetPerHour'] as const).map(field => (
          <NumberField
            key={field}
            label={w(`rules.field.${field}`)}
            path={`alarms.${field}`}
            value={alarms[field]}
            onChange={value => set({ [field]: value ?? Number.NaN })}
          />
        ))}
        <SomeField
          label={w('rules.field.clocks')}
          path="alarms.clocks"
          value={alarms.clocks}
          options={options.clocks}
          all={w('rules.none')}
          onChange={clocks => set({ clocks })}
        />
      </div>
      <h3>{w('rules.waiting')}</h3>
      <Rows
        path="alarms.waiting"
        label={w('rules.waiting.rule')}
        columns={[w('rules.priority'), ...steps.map(step => w(`rules.field.${step}`))]}
        rows={alarms.waiting ?? usualWaiting}
        make={(): WaitingRule => nextWaiting(alarms.waiting ?? usualWaiting)}
        onChange={waiting => set({ waiting })}
        cells={(rule, path, change) => [
          <ChoiceField
            key="priority"
            bare
            label={w('rules.priority')}
            path={`${path}.priority`}
            value={`${rule.priority}`}
            options={options.priorities.map(([one, name]) => [`${one}`, name] as const)}
            onChange={one => change({ ...rule, priority: Number(one) as WaitingRule['priority'] })}
          />,
          ...steps.map(step => (
            <NumberField
              key={step}
              bare
              label={w(`rules.field.${step}`)}
              path={`${path}.${step}`}
              value={rule[step]}
              onChange={seconds => change({ ...rule, [step]: seconds ?? Number.NaN })}
            />
          )),
        ]}
      />
      <table className="rules-rows" data-rows="alarms.kinds">
        <thead>
          <tr>
            {[
              'rules.alarmKind',
              'rules.field.off',
              'rules.field.severity',
              ...times.map(one => `rules.field.${one}`),
            ].map(key => (
              <th key={key} scope="col">
                {w(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {alarmKindIds.map(kind => {
            const rule = alarms.kinds?.[kind] ?? {};
            const usual = usualAlarms.kinds?.[kind] ?? {};
            const path = `alarms.kinds.${kind}`;
            const name = w(`rules.alarmKind.${kind}`);
            return (
              <tr key={kind} data-row={kind}>
                <th scope="row">{name}</th>
                <td>
                  {kind === 'emergency' ? (
                    <span className="faint">{w('rules.alarmKind.always')}</span>
                  ) : (
                    <TickField
                      bare
                      label={`${name}: ${w('rules.field.off')}`}
                      path={`${path}.off`}
                      value={rule.off ?? false}
                      onChange={off => put(kind, off ? { ...rule, off: true } : without(rule, 'off'))}
                    />
                  )}
                </td>
                <td>
                  <ChoiceField
                    bare
                    label={`${name}: ${w('rules.field.severity')}`}
                    path={`${path}.severity`}
                    value={rule.severity ?? ''}
                    options={[
                      ['', w('rules.usual')] as const,
                      ...alarmSeverities.map(one => [one, w(`alarm.severity.${one}`)] as const),
                    ]}
                    onChange={severity =>
                      put(kind, severity === '' ? without(rule, 'severity') : { ...rule, severity })
                    }
                  />
                </td>
                {times.map(field => (
                  <td key={field}>
                    <NumberField
                      bare
                      label={`${name}: ${w(`rules.field.${field}`)}`}
                      path={`${path}.${field}`}
                      value={rule[field]}
                      onChange={seconds =>
                        put(
                          kind,
                          // What is usually said of it is said anew, never left out.
                          seconds === undefined && usual[field] === undefined
                            ? without(rule, field)
                            : { ...rule, [field]: seconds ?? Number.NaN },
                        )
                      }
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
