import type { ComparedPair, CompareResult, JudgedFigure, Verdict } from '@clarion/protocol';
import { useSpeech } from '../words/useSpeech.ts';
import { pairName } from './CompareAreas.tsx';
import { letters, winnerOf } from './compared.ts';
import { ReachedChart } from './ReachedChart.tsx';
import { changeText, percent, spreadText } from './shown.ts';

const isShare = (figure: JudgedFigure) => figure === 'wait' || figure === 'within';

/** In a line: which of each two is better by the mean and for the worst tenth, or that nothing is proven. */
export function Verdicts({ result }: { readonly result: CompareResult }) {
  const w = useSpeech();
  return (
    <div role="status">
      <ul className="plan-verdicts">
        {result.pairs.map(pair => (
          <li key={pair.of.join()} data-pair={pairName(pair)}>
            <b>{pair.of.map(place => letters[place]).join(' : ')}</b>{' '}
            {pair.verdicts
              .filter(({ figure }) => figure === 'mean' || figure === 'worstTenth')
              .map(verdict => (
                <span key={verdict.figure}>
                  {w(`plan.judged.${verdict.figure}`)}{' '}
                  <span className="numeric faint">{changeText(verdict.difference, false)}</span>{' '}
                  <VerdictText pair={pair} verdict={verdict} />
                </span>
              ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What came of the trial. */
export function Judged({ result }: { readonly result: CompareResult }) {
  const w = useSpeech();
  return (
    <div className="plan-judged">
      <h3>{w('plan.judged', { replications: result.replications, calls: result.calls })}</h3>
      <ReachedChart reached={result.reached} reachedStepSeconds={result.reachedStepSeconds} />
      {result.pairs.map(pair => (
        <JudgedPair key={pair.of.join()} pair={pair} />
      ))}
      <p className="faint">
        {result.busiest.map(({ unit, share }, i) => (
          <span key={letters[i]}>
            {w('plan.judged.busiest', { plan: letters[i], unit, share: percent(share) })}{' '}
          </span>
        ))}
      </p>
    </div>
  );
}

function JudgedPair({ pair }: { readonly pair: ComparedPair }) {
  const w = useSpeech();
  const [a, b] = pair.of.map(place => letters[place]);
  return (
    <>
      <table className="plan-table">
        <thead>
          <tr>
            <th scope="col">{w('plan.figure')}</th>
            <th scope="col">{a}</th>
            <th scope="col">{b}</th>
            <th scope="col">{w('plan.difference', { pair: pairName(pair) })}</th>
            <th scope="col">{w('plan.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {pair.verdicts.map(verdict => (
            <tr key={verdict.figure} data-verdict={verdict.figure}>
              <th scope="row">{w(`plan.judged.${verdict.figure}`)}</th>
              <td className="numeric">{spreadText(verdict.a, isShare(verdict.figure))}</td>
              <td className="numeric">{spreadText(verdict.b, isShare(verdict.figure))}</td>
              <td className="numeric">{changeText(verdict.difference, isShare(verdict.figure))}</td>
              <td>
                <VerdictText pair={pair} verdict={verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="faint">{w('plan.judged.same', { plan: a, spread: changeText(pair.same, false) })}</p>
      <ul className="faint plan-changes">
        {pair.changes.map(({ change, mean }) => (
          <li key={change}>
            {w(`plan.change.${change}`)}: {changeText(mean, false)}
          </li>
        ))}
      </ul>
    </>
  );
}

function VerdictText({ pair, verdict }: { readonly pair: ComparedPair; readonly verdict: Verdict }) {
  const w = useSpeech();
  const winner = winnerOf(pair, verdict);
  if (winner !== undefined) return <b className="plan-good">{w('plan.better', { plan: winner })}</b>;
  const because = verdict.because === undefined || verdict.because === 'interval' ? 'interval' : 'change';
  const change = because === 'change' ? w(`plan.change.${verdict.because}`) : '';
  return (
    <span>
      <b>{w('plan.noDifference')}</b>{' '}
      <small className="faint">{w(`plan.because.${because}`, { change })}</small>
    </span>
  );
}
