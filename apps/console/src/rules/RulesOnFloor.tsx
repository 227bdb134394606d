import { type PublishedRules, rulesInForce } from '@clarion/dispatch';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** Rules that wait for a second person or their start, and those in force: changed on their own page, rolled back here too. */
export function RulesOnFloor() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const inForce = rulesInForce(board);
  const shown = [...board.rules.values()].filter(
    one => one === inForce || one.state === 'drafted' || one.state === 'approved',
  );
  if (shown.length === 0) return null;
  return (
    <>
      <h3>
        {w('rules.title')} {may(console, 'DraftRules') && <a href="/rules">{w('rules.toPage')}</a>}
      </h3>
      <ul className="readiness-list">
        {shown.reverse().map(one => (
          <Row key={one.rulesId} one={one} inForce={one === inForce} />
        ))}
      </ul>
    </>
  );
}

function Row({ one, inForce }: { readonly one: PublishedRules; readonly inForce: boolean }) {
  const console = useConsole();
  const w = useSpeech();
  const { rulesId, state, by, since, reason } = one;
  return (
    <li data-rules={rulesId} data-state={inForce ? 'inForce' : state}>
      <b>{rulesId}</b> {w(inForce ? 'plan.state.inForce' : `rules.state.${state}`)} ·{' '}
      {w(`rules.reason.${reason}`)}{' '}
      <span className="faint">{w('rules.by', { by: by.id, since: w.date(since) })}</span>{' '}
      {inForce && may(console, 'RollBackRules') && (
        <button
          type="button"
          className="button button-small"
          data-do="RollBackRules"
          onClick={() => void carryOut(console, { type: 'RollBackRules', rulesId })}
        >
          {w('command.RollBackRules')}
        </button>
      )}
    </li>
  );
}
