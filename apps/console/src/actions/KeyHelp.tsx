import { verbs } from '../bar/verbs.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { signs } from '../units/sign.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { keyText, nameNow } from './action.ts';
import { doAction } from './do-action.ts';
import { actions } from './table.ts';

/** Keys, verbs and signs on one page, beside the work. Every action can be pressed here, whatever else has its button. */
export function KeyHelp() {
  const console = useConsole();
  const w = useSpeech();
  useCell(console.picture.board);
  useCell(console.desk);
  useCell(console.offer);
  useCell(console.picture.moveUps);
  useCell(console.picture.log);
  return (
    <div className="help">
      <div>
        <h3>{w('help.keys')}</h3>
        <ul className="help-list">
          {actions.map(action => (
            <li key={action.id}>
              <button
                type="button"
                className="help-action"
                data-action={action.id}
                aria-disabled={!action.predicate(console)}
                onMouseDown={event => event.preventDefault()}
                onClick={() => doAction(console, action, w)}
              >
                <kbd>{keyText(action.key)}</kbd> <span>{w(nameNow(action, console))}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{w('help.verbs')}</h3>
        <dl className="help-list help-verbs">
          {verbs.map(verb => (
            <div key={verb}>
              <dt>{w(`verb.${verb}`).split(',')[0]}</dt>
              <dd>{w(`help.verb.${verb}`)}</dd>
            </div>
          ))}
          <div>
            <dt>{w('verb.paper').split(',')[0]}</dt>
            <dd>{w('help.verb.paper')}</dd>
          </div>
        </dl>
        <h3>{w('help.signs')}</h3>
        <ul className="help-signs">
          {Object.entries(signs).map(([status, sign]) => (
            <li key={status} className={`status-${status}`}>
              <b>{sign}</b> {w(`status.${status}`)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
