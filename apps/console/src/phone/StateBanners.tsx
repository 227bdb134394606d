import { useCell } from '../cell.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { clockFault } from './kept-state.ts';
import type { PhoneParts } from './parts.ts';

/** What the crew must know of the page itself: how old what it shows is, and that this machine's clock is wrong. */
export function StateBanners({ parts }: { readonly parts: PhoneParts }) {
  const w = useSpeech();
  const liveness = useCell(parts.liveness);
  const heardAt = useCell(parts.heardAt);
  const tick = useCell(parts.tick);
  const isLive = liveness.state === 'live';
  const clock = clockFault(parts.request.skewMs(), tick, heardAt, isLive);
  return (
    <>
      {liveness.state === 'lost' && (
        <p className="phone-offline" role="status" data-kept={heardAt !== undefined}>
          {heardAt !== undefined && (
            <>
              {w('phone.keptState', { time: w.date(heardAt) })}{' '}
              {clock?.kind !== 'back' && w('phone.keptAge', { age: duration(tick - heardAt) })}{' '}
            </>
          )}
          {w('phone.offline')}
        </p>
      )}
      {clock !== undefined && (
        <p className="phone-clock" role="status" data-clock={clock.kind}>
          {clock.kind === 'back'
            ? w('phone.clockBack')
            : w(clock.ms > 0 ? 'phone.clockAhead' : 'phone.clockBehind', {
                by: duration(Math.abs(clock.ms)),
              })}
        </p>
      )}
    </>
  );
}
