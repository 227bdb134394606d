import type { UnitView } from '@clarion/protocol';
import { useRef } from 'react';
import { type Cell, useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { type Cry, type createCallForHelp, HOLD_MS } from './call-for-help.ts';

/**
 * The emergency button, held for a second, and the claim to be safe. Silent: no sound, no shaking, no colour. Who looks over
 * the crew's shoulder sees one small mark more: a dot while it waits, a tick when the centre has it.
 */
export function HelpButtons(props: {
  readonly help: ReturnType<typeof createCallForHelp>;
  readonly cries: Cell<readonly Cry[]>;
  readonly view: Cell<UnitView | undefined>;
  readonly unitId: string;
  readonly now: () => number;
}) {
  const w = useSpeech();
  const cries = useCell(props.cries).filter(one => one.unitId === props.unitId);
  const emergency = useCell(props.view, view => view?.emergency);
  const held = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const cry = (type: Cry['type']) =>
    props.help.cry({ type, unitId: props.unitId, happenedAt: Math.round(props.now()) });
  const press = () => {
    clearTimeout(held.current);
    held.current = setTimeout(() => cry('RaiseEmergency'), HOLD_MS);
  };
  const letGo = () => clearTimeout(held.current);
  const mark = cries.length > 0 ? '·' : emergency !== undefined ? '✓' : '';
  const state = cries.length > 0 ? 'waiting' : emergency !== undefined ? 'sent' : 'none';
  return (
    <>
      <button
        type="button"
        className="top-tool"
        data-help="emergency"
        onPointerDown={press}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onContextMenu={event => event.preventDefault()}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.repeat) press();
        }}
        onKeyUp={letGo}
        onBlur={letGo}
      >
        {w('phone.emergency')}
        <span data-help-state={state}>
          <span aria-hidden="true">{mark}</span>
          <span className="hidden">
            {state === 'none' ? '' : w(state === 'sent' ? 'phone.emergencySent' : 'phone.emergencyWaits')}
          </span>
        </span>
      </button>
      <button
        type="button"
        className="top-tool"
        data-help="safe"
        onClick={() => {
          if (emergency !== undefined || cries.length > 0) cry('ClaimSafe');
        }}
      >
        {w('phone.safe')}
      </button>
    </>
  );
}
