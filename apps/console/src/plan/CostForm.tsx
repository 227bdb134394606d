import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { kindInWords } from './CompareTable.tsx';
import { kindsToPrice, withAmount } from './costs.ts';
import { usePlanner } from './planner.ts';

/** What a post a year and an hour of a unit cost, by kind. An empty field is no cost set, never nothing. */
export function CostForm() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const costs = useCell(planner.costs);
  const plans = desk.compared.flatMap(id => planner.findPlan(id) ?? []);
  const kinds = kindsToPrice(plans, ground, desk.agency);
  const fields = [
    ...kinds.posts.map(kind => ['posts', kind] as const),
    ...kinds.units.map(kind => ['unitHours', kind] as const),
  ];
  return (
    <details className="plan-costs">
      <summary>{w('plan.money.set')}</summary>
      <div className="plan-under">
        <label>
          {w('plan.money.currency')}{' '}
          <input
            className="input"
            name="currency"
            maxLength={12}
            value={costs.currency}
            onChange={event => planner.price({ ...costs, currency: event.target.value })}
          />
        </label>
        {fields.map(([of, kind]) => (
          <label key={`${of} ${kind}`}>
            {w(`plan.money.of.${of}`, { kind: kindInWords(kind, w) })}{' '}
            <input
              type="number"
              className="input"
              name={`${of}.${kind}`}
              min={0}
              step="any"
              value={costs[of][kind] ?? ''}
              onChange={event => {
                const said = event.target.valueAsNumber;
                if (event.target.value === '' || said >= 0)
                  planner.price(withAmount(costs, of, kind, said >= 0 ? said : undefined));
              }}
            />
          </label>
        ))}
        <p className="faint">{w('plan.money.what')}</p>
      </div>
    </details>
  );
}
