import type { JudgedUnder } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { usePlanner } from './planner.ts';

const fields = [
  ['callsPerHour', 0.1, 10_000, 0.1],
  ['sceneMinutes', 1, 600, 1],
  ['turnoutSeconds', 0, 1800, 1],
  ['replications', 20, 200, 1],
  ['seed', 0, 2 ** 31, 1],
] as const satisfies readonly (readonly [keyof JudgedUnder, number, number, number])[];

/** The rules that hold for every plan alike. */
export function UnderForm() {
  const planner = usePlanner();
  const w = useSpeech();
  const agency = useCell(planner.desk, desk => desk.agency);
  const ground = useCell(planner.ground)!;
  const under = useCell(planner.under)[agency] ?? planner.usual(agency);
  return (
    <fieldset className="plan-under">
      <legend className="label">{w('plan.under')}</legend>
      {fields.map(([name, min, max, step]) => (
        <label key={name}>
          {w(`plan.under.${name}`)}{' '}
          <input
            type="number"
            className="input"
            name={name}
            min={min}
            max={max}
            step={step}
            value={under[name]}
            onChange={event => {
              const said = event.target.valueAsNumber;
              if (said >= min && said <= max) planner.setUnder({ ...under, [name]: said });
            }}
          />
        </label>
      ))}
      <p className="faint">
        {w(ground.callsPerHour[agency] === undefined ? 'plan.under.assumed' : 'plan.under.measured')}
      </p>
    </fieldset>
  );
}
