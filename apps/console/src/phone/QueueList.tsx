import { useCell } from '../cell.ts';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { type Queued, waitingOf } from './queue.ts';

/** What of the crew's own has gone to the centre, what waits, and what was refused, with why and what to do. */
export function QueueList({ parts }: { readonly parts: PhoneParts }) {
  const w = useSpeech();
  const items = useCell(parts.items);
  const waiting = waitingOf(items).length;
  const refused = items.filter(({ state }) => state === 'refused');
  if (items.length === 0) return null;
  return (
    <section aria-label={w('phone.queue')}>
      {refused.map(item => (
        <p key={item.id} className="phone-told" role="alert" data-refused={item.name}>
          <b>{nameOf(item, w)}</b> {w.time(item.at)}: {w('phone.state.refused', { why: item.why ?? '' })}{' '}
          <button
            type="button"
            className="phone-other phone-seen"
            onClick={() => void parts.queue.dismiss(item.id)}
          >
            {w('phone.dismiss')}
          </button>
        </p>
      ))}
      <details className={waiting > 0 ? 'phone-queue phone-queue-waits' : 'phone-queue'}>
        <summary className="phone-queue-head">
          {waiting > 0 ? (
            <span role="status" data-waiting={waiting}>
              {w('phone.waiting', { n: waiting })}
            </span>
          ) : (
            w('phone.queue')
          )}
        </summary>
        <ol className="phone-items">
          {items.map(item => (
            <li key={item.id} data-item={item.name} data-state={item.state}>
              <span className="numeric">{w.time(item.at)}</span> <span>{nameOf(item, w)}</span>{' '}
              <span className="push">{stateOf(item, parts.view.get()?.unit.unitId, w)}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

const nameOf = ({ name, status }: Queued, w: Speech): string =>
  status !== undefined
    ? w('phone.item.status', { status: w(`status.${status}`) })
    : (w.maybe(`phone.item.${name}`) ?? w.maybe(`command.${name}`) ?? name);

function stateOf({ state, sentAt, unitId }: Queued, own: string | undefined, w: Speech): string {
  if (state === 'waiting' && own !== undefined && unitId !== own)
    return w('phone.queueFor', { unit: unitId });
  if (state === 'sent') return w('phone.state.sent', { time: w.time(sentAt ?? 0) });
  return w(`phone.state.${state}`, { why: '' });
}
