import type { ComplianceAnswer } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { type MoveUpChoice, moveUpNumbers, tableQuestions } from './move-up-form.ts';
import { usePlanner } from './planner.ts';

/** How free units are moved up from the plan's start on: as it is, by what each move adds, or by a table that is made here. */
export function MoveUpForm(props: {
  readonly choice: MoveUpChoice;
  readonly onChoice: (choice: MoveUpChoice) => void;
}) {
  const planner = usePlanner();
  const w = useSpeech();
  const ground = useCell(planner.ground)!;
  const { choice, onChoice } = props;
  const { rule, policy, tables } = choice;

  const make = async () => {
    const made: Record<string, ComplianceAnswer['rows']> = {};
    for (const { capability, question } of tableQuestions(planner.current(), ground, choice)) {
      const answer = await planner.request.post<ComplianceAnswer>('/api/planning/table', question);
      if (!answer.ok) return planner.fault.set(answer.error);
      made[capability] = answer.value.rows;
    }
    planner.fault.set(undefined);
    onChoice({ ...choice, tables: made });
  };
  return (
    <fieldset>
      <legend className="label">{w('plan.moveUp')}</legend>
      <select
        name="moveUpRule"
        aria-label={w('plan.moveUp')}
        value={rule}
        onChange={event => onChoice({ ...choice, rule: event.target.value as MoveUpChoice['rule'] })}
      >
        {(['keep', 'gain', 'table'] as const).map(one => (
          <option key={one} value={one}>
            {w(`plan.moveUp.${one}`)}
          </option>
        ))}
      </select>
      {rule !== 'keep' && (
        <div className="plan-checks">
          {moveUpNumbers.map(({ name, word, least, most, times }) => (
            <label key={name} className="check">
              {w(`plan.moveUp.${word}`)}{' '}
              <input
                type="number"
                className="input plan-short"
                name={name}
                min={least}
                max={most}
                step="any"
                value={Math.round(policy[name] * times * 100) / 100}
                onChange={event => {
                  const said = event.target.valueAsNumber;
                  if (!(said >= least && said <= most)) return;
                  const value = name.startsWith('moves') ? Math.round(said) : said / times;
                  onChoice({ ...choice, policy: { ...policy, [name]: value }, tables: {} });
                }}
              />
            </label>
          ))}
        </div>
      )}
      {rule === 'table' && (
        <>
          <div className="plan-row">
            <button type="button" className="button" data-do="makeTable" onClick={() => void make()}>
              {w('plan.moveUp.makeTable')}
            </button>
          </div>
          {Object.keys(tables).length === 0 && <p className="plan-empty">{w('plan.moveUp.tableFirst')}</p>}
          {Object.entries(tables).map(([capability, rows]) => (
            <table key={capability} className="plan-table" data-table={capability}>
              <caption>{w.maybe(`capability.${capability}`) ?? capability}</caption>
              <thead>
                <tr>
                  <th scope="col">{w('plan.moveUp.free')}</th>
                  <th scope="col">{w('plan.moveUp.posts')}</th>
                  <th scope="col">{w('plan.moveUp.covered')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number of free units
                  <tr key={i}>
                    <td className="numeric">{i + 1}</td>
                    <td>{row.posts.join(' ')}</td>
                    <td className="numeric">{(row.covered * 100).toFixed(1)} %</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </>
      )}
    </fieldset>
  );
}
