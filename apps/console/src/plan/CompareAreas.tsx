import type { ComparedPair, CompareResult, Spread } from '@clarion/protocol';
import { useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { letters } from './compared.ts';
import { usePlanner } from './planner.ts';
import { changeText, figureText } from './shown.ts';

/** By area: what each plan reaches, and how much later or sooner help comes in the trial, with the range of the difference. */
export function CompareAreas({ result }: { readonly result: CompareResult | undefined }) {
  const planner = usePlanner();
  const w = useSpeech();
  const figures = useCell(planner.figures);
  const { compared, minutes } = useCell(planner.desk);
  const [place, setPlace] = useState(0);
  const middle = Math.floor(minutes.length / 2);
  const all = compared.map(id => figures.get(id));
  const pair = result?.pairs[place] ?? result?.pairs[0];
  return (
    <>
      <h3>{w('plan.byAreaOf', { minutes: minutes[middle] })}</h3>
      {result !== undefined && result.pairs.length > 1 && (
        <label className="plan-no-print">
          {w('plan.compare.pair')}{' '}
          <select value={place} data-do="pair" onChange={event => setPlace(Number(event.target.value))}>
            {result.pairs.map((one, i) => (
              <option key={one.of.join()} value={i}>
                {pairName(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <table className="plan-table" data-table="areas">
        <thead>
          <tr>
            <th scope="col">{w('plan.area')}</th>
            {all.map((_, i) => (
              <th key={letters[i]} scope="col">
                {letters[i]}
              </th>
            ))}
            {pair !== undefined && <th scope="col">{w('plan.compare.sooner', { pair: pairName(pair) })}</th>}
          </tr>
        </thead>
        <tbody>
          {all[0]?.areas.map(({ areaId }) => (
            <tr key={areaId ?? ''} data-area={areaId ?? ''}>
              <th scope="row">{planner.areaName(areaId, w)}</th>
              {all.map((one, i) => (
                <td key={letters[i]} className="numeric">
                  {figureText(one?.areas.find(area => area.areaId === areaId)?.within[middle] ?? null, true)}
                </td>
              ))}
              {pair !== undefined && (
                <Difference of={pair.areas.find(area => area.areaId === areaId)?.difference} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {pair !== undefined && <p className="faint">{w('plan.compare.areasWhat')}</p>}
    </>
  );
}

/** A range that holds zero is no difference, and looks like none. */
function Difference({ of }: { readonly of: Spread | undefined }) {
  if (of === undefined) return <td className="faint">—</td>;
  const { low, high } = of;
  const look =
    low === null || high === null || (low <= 0 && high >= 0) ? 'faint' : high < 0 ? 'plan-good' : 'plan-bad';
  return <td className={`numeric ${look}`}>{changeText(of, false)}</td>;
}

/** B minus A, as it is reckoned. */
export const pairName = ({ of: [a, b] }: ComparedPair): string => `${letters[b]} − ${letters[a]}`;
