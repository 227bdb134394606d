import { usualCallBacks } from '@clarion/dispatch';
import { useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NumberField } from './Fields.tsx';

/** When callers are called back, and how often before a call taker may give up. */
export function CallBackRow() {
  const { wanted, change, options, w } = useInHand();
  const said = wanted.callBacks ?? usualCallBacks;
  return (
    <>
      <h3>{w('rules.callBacks')}</h3>
      <div className="plan-row">
        {(['firstSeconds', 'betweenSeconds', 'attempts'] as const).map(field => (
          <NumberField
            key={field}
            label={w(`rules.field.${field}`)}
            path={`callBacks.${field}`}
            value={said[field]}
            onChange={value =>
              change(now => ({ ...now, callBacks: { ...said, [field]: value ?? Number.NaN } }))
            }
          />
        ))}
        <ChoiceField
          label={w('rules.field.lookTypeId')}
          path="callBacks.lookTypeId"
          value={said.lookTypeId ?? ''}
          options={[['', w('rules.absent')], ...options.types]}
          onChange={lookTypeId =>
            change(now => ({
              ...now,
              callBacks: lookTypeId === '' ? without(said, 'lookTypeId') : { ...said, lookTypeId },
            }))
          }
        />
      </div>
    </>
  );
}
