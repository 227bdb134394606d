import { type Closure, closureReasons, closuresInForce } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { ReasonAndExpiry } from '../floor/ReasonAndExpiry.tsx';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { changeClosing, closeStreet, closingNow, MINUTES_AT_MOST } from './closing.ts';
import { SlowedStreets, SlowingFields } from './SlowedStreets.tsx';
import { slowStreet } from './slowing.ts';
import { WaysAround } from './WaysAround.tsx';

/** Streets that are closed now, and the one that is about to be. */
export function StreetsPanel() {
  const console = useConsole();
  const w = useSpeech();
  const view = useCell(console.picture.board);
  const now = useCell(console.tick);
  const closures = closuresInForce(view.board, instant(now));
  return (
    <div className="streets">
      {may(console, 'CloseStreet') && <ClosingForm />}
      {closures.length === 0 && <p className="rows-empty">{w('streets.none')}</p>}
      <ul className="streets-closed">
        {closures.map(closure => (
          <ClosedRow key={closure.closureId} closure={closure} now={now} />
        ))}
      </ul>
      <SlowedStreets />
    </div>
  );
}

function ClosingForm() {
  const console = useConsole();
  const w = useSpeech();
  useCell(console.desk, desk => desk.closing);
  const { reason, minutes, streets, missed, slowing } = closingNow(console);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (streets.length > 0 && !isTyping()) first.current?.focus();
  }, [streets]);
  return (
    <div className="streets-form">
      <div className="streets-how">
        <SlowingFields slowing={slowing} />
        <ReasonAndExpiry
          word="closure"
          reasons={closureReasons}
          reason={reason}
          onReason={chosen => changeClosing(console, { reason: chosen })}
          noReason={slowing !== undefined}
          unit="minutes"
          amount={minutes}
          most={MINUTES_AT_MOST}
          onAmount={said => changeClosing(console, { minutes: said })}
        />
        <ActionButton id="closeStreet" small />
      </div>
      {missed && <p role="status">{w('streets.missed')}</p>}
      {streets.map((street, i) => (
        <button
          key={street.at.join()}
          ref={i === 0 ? first : undefined}
          type="button"
          className="button streets-offer"
          onClick={() =>
            slowing === undefined ? closeStreet(console, street) : slowStreet(console, street, slowing)
          }
        >
          {w(slowing === undefined ? 'streets.close' : 'speeds.offer', {
            kmh: slowing?.kmh,
            street: w.named(street.names) || w('streets.unnamed'),
            m: Math.round(street.lengthM),
            minutes,
          })}
        </button>
      ))}
    </div>
  );
}

/** Who has gone on to type something else keeps the focus. */
function isTyping(): boolean {
  const here = document.activeElement;
  return (here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement) && here.value !== '';
}

function ClosedRow({ closure, now }: { readonly closure: Closure; readonly now: number }) {
  const console = useConsole();
  const w = useSpeech();
  const [isAround, setAround] = useState(false);
  const { closureId, label, reason, by, since, expiresAt } = closure;
  const at = closure.lines[0]?.[0];
  return (
    <li>
      <button
        type="button"
        className="streets-name"
        onClick={() =>
          at !== undefined &&
          console.desk.change(desk => ({ ...desk, look: { at, count: (desk.look?.count ?? 0) + 1 } }))
        }
      >
        <b>{closureId}</b> {w.named(label) || w('streets.unnamed')}
      </button>
      <span>
        {w(`closure.${reason}`)} ·{' '}
        <span className="faint">{w('streets.by', { by: by.id, time: w.time(since) })}</span>
      </span>
      <span className="numeric" title={w.date(expiresAt)}>
        {duration(expiresAt - now)}
      </span>
      {may(console, 'CloseStreet') && (
        <button
          type="button"
          className="button button-small"
          data-around={closureId}
          aria-expanded={isAround}
          onClick={() => setAround(!isAround)}
        >
          {w('streets.around')}
        </button>
      )}
      {may(console, 'ReopenStreet') && (
        <button
          type="button"
          className="button button-small"
          onClick={() => void carryOut(console, { type: 'ReopenStreet', closureId })}
        >
          {w('streets.reopen')}
        </button>
      )}
      {isAround && <WaysAround closure={closure} />}
    </li>
  );
}
