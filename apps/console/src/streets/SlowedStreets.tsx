import { feedInForce, type SpeedChange, speedReasons, speedsInForce } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { CountField, ReasonField } from '../floor/ReasonAndExpiry.tsx';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { changeClosing } from './closing.ts';
import { type Slowing, USUAL_SLOWING } from './slowing.ts';

/** Streets with another speed than usual, and the feed of measured speeds that counts. */
export function SlowedStreets() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const changes = speedsInForce(board, instant(now));
  const feed = feedInForce(board, instant(now));
  return (
    <section aria-label={w('speeds.title')}>
      <h3>{w('speeds.title')}</h3>
      {feed !== undefined && <p>{w('speeds.feed', { roads: feed.roads, time: w.time(feed.expiresAt) })}</p>}
      {changes.length === 0 && feed === undefined && <p className="rows-empty">{w('speeds.none')}</p>}
      <ul className="streets-closed">
        {changes.map(change => (
          <SlowedRow key={change.speedId} change={change} now={now} />
        ))}
      </ul>
    </section>
  );
}

function SlowedRow({ change, now }: { readonly change: SpeedChange; readonly now: number }) {
  const console = useConsole();
  const w = useSpeech();
  const { speedId, label, pace, reason, by, since, expiresAt, lines } = change;
  const at = lines[0]?.[0];
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
        <b>{speedId}</b> {w.named(label) || w('streets.unnamed')}
      </button>
      <span>
        {'kmh' in pace
          ? w('speeds.pace.kmh', { kmh: pace.kmh })
          : w('speeds.pace.factor', { percent: Math.round(pace.factor * 100) })}{' '}
        · {w(`speed.${reason}`)} ·{' '}
        <span className="faint">{w('streets.by', { by: by.id, time: w.time(since) })}</span>
      </span>
      <span className="numeric" title={w.date(expiresAt)}>
        {duration(expiresAt - now)}
      </span>
      {may(console, 'RestoreSpeed') && (
        <button
          type="button"
          className="button button-small"
          onClick={() => void carryOut(console, { type: 'RestoreSpeed', speedId })}
        >
          {w('speeds.restore')}
        </button>
      )}
    </li>
  );
}

/** The pace and the reason of a street that is about to be pointed at. */
export function SlowingFields({ slowing }: { readonly slowing: Slowing | undefined }) {
  const console = useConsole();
  const w = useSpeech();
  if (slowing === undefined) return <ActionButton id="slowStreet" small />;
  const change = (part: Partial<Slowing>) =>
    changeClosing(console, { slowing: { ...USUAL_SLOWING, ...slowing, ...part } });
  return (
    <>
      <CountField label={w('speeds.kmh')} value={slowing.kmh} most={200} onChange={kmh => change({ kmh })} />
      <ReasonField
        label={w('streets.reason')}
        word="speed"
        reasons={speedReasons}
        value={slowing.reason}
        onChange={reason => change({ reason })}
      />
    </>
  );
}
