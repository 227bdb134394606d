import type { EmergencyPlan, PlanContact, PlanLevel } from '@clarion/dispatch';
import { useState } from 'react';
import { SomeOf, useInHand, without } from './ConditionFields.tsx';
import { NamesField, NumberField, TextField, TickField, useReadOnly } from './Fields.tsx';
import { PlanStepRows } from './PlanStepRows.tsx';
import { Rows } from './Rows.tsx';

const ID = /^[A-Za-z][\w-]{0,39}$/;

/** Emergency plans on the left, the chosen one with its trigger, levels, steps and lines beside them. */
export function PlanForm() {
  const { wanted, change, w } = useInHand();
  const readOnly = useReadOnly();
  const plans = wanted.plans ?? [];
  const [chosen, setChosen] = useState(plans[0]?.planId);
  const [newId, setNewId] = useState('');
  const at = plans.findIndex(one => one.planId === chosen);
  const plan = plans[at];
  const put = (next: readonly EmergencyPlan[]) => change(now => ({ ...now, plans: next }));
  const add = () => {
    const level: PlanLevel = { levelId: 'first', names: {}, steps: [] };
    put([...plans, { planId: newId, names: {}, trigger: {}, levels: [level] }]);
    setChosen(newId);
    setNewId('');
  };
  return (
    <div className="rules-types">
      <div className="rules-type-list">
        <ul>
          {plans.map(one => (
            <li key={one.planId}>
              <button
                type="button"
                data-plan-chosen={one.planId}
                aria-pressed={one.planId === chosen}
                onClick={() => setChosen(one.planId)}
              >
                {w.named(one.names) || one.planId}
              </button>
            </li>
          ))}
        </ul>
        {!readOnly && (
          <p className="plan-row">
            <input
              className="input"
              aria-label={w('rules.plan.newId')}
              placeholder={w('rules.plan.newId')}
              value={newId}
              onChange={event => setNewId(event.target.value)}
            />
            <button
              type="button"
              className="button button-small"
              data-add="plans"
              disabled={!ID.test(newId) || plans.some(one => one.planId === newId)}
              onClick={add}
            >
              + {w('rules.plan')}
            </button>
          </p>
        )}
      </div>
      {plan !== undefined && (
        <PlanEditor
          key={plan.planId}
          plan={plan}
          path={`plans.${at}`}
          onChange={next => put(plans.map(one => (one.planId === next.planId ? next : one)))}
          onRemove={() => put(plans.filter(one => one.planId !== plan.planId))}
        />
      )}
    </div>
  );
}

function PlanEditor(props: {
  readonly plan: EmergencyPlan;
  readonly path: string;
  readonly onChange: (plan: EmergencyPlan) => void;
  readonly onRemove: () => void;
}) {
  const { options, w } = useInHand();
  const readOnly = useReadOnly();
  const { plan, path, onChange } = props;
  const { trigger, levels, contacts = [] } = plan;
  const setTrigger = (next: EmergencyPlan['trigger']) => onChange({ ...plan, trigger: next });
  const setLevels = (next: readonly PlanLevel[]) => onChange({ ...plan, levels: next });
  return (
    <div className="rules-type" data-editor={plan.planId}>
      <NamesField
        path={`${path}.names`}
        value={plan.names}
        onChange={names => onChange({ ...plan, names })}
      />
      <fieldset className="rules-card" data-card="trigger">
        <legend>{w('rules.plan.trigger')}</legend>
        <div className="plan-row">
          <SomeOf
            of={trigger}
            field="typeIds"
            path={`${path}.trigger`}
            label={w('rules.types')}
            options={options.types}
            onChange={setTrigger}
          />
          <SomeOf
            of={trigger}
            field="areaIds"
            path={`${path}.trigger`}
            label={w('rules.areas')}
            options={options.areas}
            onChange={setTrigger}
          />
          <NumberField
            label={w('rules.field.alarmFrom')}
            path={`${path}.trigger.alarmFrom`}
            value={trigger.alarmFrom}
            onChange={alarmFrom =>
              setTrigger(alarmFrom === undefined ? without(trigger, 'alarmFrom') : { ...trigger, alarmFrom })
            }
          />
          <SomeOf
            of={trigger}
            field="levelIds"
            path={`${path}.trigger`}
            label={w('rules.levels')}
            options={options.levels}
            onChange={setTrigger}
          />
          <TickField
            label={w('rules.field.major')}
            path={`${path}.trigger.major`}
            value={trigger.major ?? false}
            onChange={major => setTrigger(major ? { ...trigger, major: true } : without(trigger, 'major'))}
          />
        </div>
      </fieldset>
      {levels.map((level, i) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place alone
          key={i}
          className="rules-card"
          data-card={i}
        >
          <legend>
            {w('rules.plan.level')} {i + 1}
          </legend>
          <div className="plan-row">
            <TextField
              label={w('rules.level.id')}
              path={`${path}.levels.${i}.levelId`}
              value={level.levelId}
              onChange={levelId => setLevels(levels.map((one, n) => (n === i ? { ...one, levelId } : one)))}
            />
            <NamesField
              path={`${path}.levels.${i}.names`}
              value={level.names}
              onChange={names => setLevels(levels.map((one, n) => (n === i ? { ...one, names } : one)))}
            />
          </div>
          <PlanStepRows
            path={`${path}.levels.${i}.steps`}
            steps={level.steps}
            onChange={steps => setLevels(levels.map((one, n) => (n === i ? { ...one, steps } : one)))}
          />
          {!readOnly && levels.length > 1 && (
            <button
              type="button"
              className="button button-small"
              data-do="removeLevel"
              onClick={() => setLevels(levels.filter((_, n) => n !== i))}
            >
              {w('rules.plan.level.remove')}
            </button>
          )}
        </fieldset>
      ))}
      {!readOnly && (
        <button
          type="button"
          className="button button-small rules-add"
          data-add={`${path}.levels`}
          onClick={() =>
            setLevels([...levels, { levelId: `level${levels.length + 1}`, names: {}, steps: [] }])
          }
        >
          + {w('rules.plan.level')}
        </button>
      )}
      <h3>{w('emergencyPlan.contacts')}</h3>
      <Rows
        path={`${path}.contacts`}
        label={w('rules.plan.contact')}
        columns={[w('rules.level.id'), w('rules.names'), w('rules.field.line')]}
        rows={contacts}
        make={(): PlanContact => ({ contactId: `line${contacts.length + 1}`, names: {}, line: '' })}
        onChange={next =>
          onChange(next.length === 0 ? without(plan, 'contacts') : { ...plan, contacts: next })
        }
        cells={(contact, at, put) => [
          <TextField
            key="id"
            bare
            label={w('rules.level.id')}
            path={`${at}.contactId`}
            value={contact.contactId}
            onChange={contactId => put({ ...contact, contactId })}
          />,
          <NamesField
            key="names"
            bare
            path={`${at}.names`}
            value={contact.names}
            onChange={names => put({ ...contact, names })}
          />,
          <TextField
            key="line"
            bare
            label={w('rules.field.line')}
            path={`${at}.line`}
            value={contact.line}
            onChange={line => put({ ...contact, line })}
          />,
        ]}
      />
      {!readOnly && (
        <button type="button" className="button button-small" data-do="removePlan" onClick={props.onRemove}>
          {w('rules.plan.remove')}
        </button>
      )}
    </div>
  );
}
