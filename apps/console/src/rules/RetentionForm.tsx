import { longestRetention, type Retention } from '@clarion/dispatch';
import { useInHand, without } from './ConditionFields.tsx';
import { NumberField } from './Fields.tsx';

const kinds = Object.keys(longestRetention) as (keyof typeof longestRetention)[];

/** How long text of people is kept: as long as the program keeps it, or shorter. */
export function RetentionForm() {
  const { wanted, change, w } = useInHand();
  const set = (retention: Retention) =>
    change(now => ({
      ...without(now, 'retention'),
      ...(Object.keys(retention).length === 0 ? {} : { retention }),
    }));
  const said = wanted.retention ?? {};
  return (
    <div className="plan-row">
      {kinds.map(kind => (
        <NumberField
          key={kind}
          label={w(`rules.field.${kind}`)}
          path={`retention.${kind}`}
          value={said[kind]}
          placeholder={String(longestRetention[kind])}
          onChange={days => set(days === undefined ? without(said, kind) : { ...said, [kind]: days })}
        />
      ))}
    </div>
  );
}
