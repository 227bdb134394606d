import { type Incident, isOn, type OrderKind, orderKinds } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Choose, FigureField } from './Choose.tsx';
import { unitsThere } from './units-there.ts';

const LISTED = 12;

/** Orders, the newest first: to whom, what, and whether it was acknowledged in time. */
export function Orders({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const { incidentId, major } = incident;
  const standing = (major?.orders ?? []).filter(one => one.withdrawn === undefined).slice(-LISTED);
  return (
    <section aria-label={w('major.orders')}>
      <h3>{w('major.orders')}</h3>
      <ul className="command-list">
        {standing.toReversed().map(({ number, unitId, order, dueAt, acknowledged }) => (
          <li key={number} data-order={number} data-heard={acknowledged !== undefined}>
            <b>{unitId}</b> {w(`order.${order}`)}{' '}
            {acknowledged !== undefined ? (
              <span className="tag tag-safe">
                {w('major.acknowledged', { time: w.time(acknowledged.at) })}
              </span>
            ) : now < dueAt ? (
              <span className="tag">{w('major.due', { left: duration(dueAt - now) })}</span>
            ) : (
              <span className="tag tag-late">{w('major.overdue', { since: duration(now - dueAt) })}</span>
            )}{' '}
            {acknowledged === undefined &&
              isOn(board, incident, unitId) &&
              may(console, 'AcknowledgeOrder') && (
                <button
                  type="button"
                  className="button button-small"
                  aria-label={`${unitId}: ${w('major.acknowledge')} ${number}`}
                  data-do={`heard-${number}`}
                  onClick={() =>
                    void carryOut(console, { type: 'AcknowledgeOrder', incidentId, unitId, number })
                  }
                >
                  {w('major.acknowledge')}
                </button>
              )}{' '}
            {acknowledged === undefined && may(console, 'WithdrawOrder') && (
              <button
                type="button"
                className="button button-small"
                aria-label={`${w('major.withdraw')} ${number}`}
                onClick={() => void carryOut(console, { type: 'WithdrawOrder', incidentId, number })}
              >
                {w('major.withdraw')}
              </button>
            )}
          </li>
        ))}
        {standing.length === 0 && <li className="faint">{w('major.nothing')}</li>}
      </ul>
      {may(console, 'GiveOrder') && <OrderForm incident={incident} />}
    </section>
  );
}

function OrderForm({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const there = unitsThere(board, incident);
  const [chosen, setChosen] = useState('');
  const [order, setOrder] = useState<OrderKind>(orderKinds[0]);
  const [minutes, setMinutes] = useState(5);
  const unitId = there.includes(chosen) ? chosen : there[0];
  if (unitId === undefined) return null;
  return (
    <form
      className="streets-how"
      aria-label={w('major.giveOrder')}
      onSubmit={event => {
        event.preventDefault();
        const { incidentId } = incident;
        const dueAt = instant(Math.round(console.now() + minutes * 60_000));
        void carryOut(console, { type: 'GiveOrder', incidentId, unitId, order, dueAt });
      }}
    >
      <Choose
        label={w('major.unit')}
        value={unitId}
        options={there.map(one => [one, one] as const)}
        onChange={setChosen}
        spot="order-unit"
      />
      <Choose
        label={w('major.order')}
        value={order}
        options={orderKinds.map(one => [one, w(`order.${one}`)] as const)}
        onChange={setOrder}
        spot="order-what"
      />
      <FigureField
        label={w('major.minutes')}
        value={minutes}
        least={1}
        most={240}
        spot="order-minutes"
        onChange={setMinutes}
      />
      <button type="submit" className="button button-small" data-do="order">
        {w('major.giveOrder')}
      </button>
    </form>
  );
}
