import { type ClockReading, type Incident, ribbon } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration, type Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** Besides colour each state has a sign: within ✓, over ✕, running ▸ or ▲, not begun ·, not known ?. */
function signOf({ state, isOver }: ClockReading): string {
  if (state === 'notKnown') return '?';
  if (state === 'waiting') return '·';
  if (state === 'running') return isOver ? '▲' : '▸';
  return isOver ? '✕' : '✓';
}

/** What a clock says, whole: its time, what it is measured against and by whose rule. */
function inWords(
  { clock, state, elapsedMs, target, isOver, typed, unitId }: ClockReading,
  w: Speech,
): string {
  const elapsed = elapsedMs === undefined ? w(`clock.${state}`) : duration(elapsedMs);
  const name = w(`clock.${clock}`);
  const against =
    target === undefined
      ? `${name}: ${elapsed} · ${w('clock.noTarget')}`
      : w(target.percent === undefined ? 'clock.target' : 'clock.targetPercent', {
          clock: name,
          elapsed,
          target: duration(target.seconds * 1000),
          percent: target.percent,
          source: target.source,
        });
  const judged =
    target === undefined || elapsedMs === undefined ? '' : w(isOver ? 'clock.over' : 'clock.within');
  return [against, judged, typed ? w('clock.typed') : '', unitId ?? ''].filter(Boolean).join(' · ');
}

/** The clocks of an incident from ring to clear, each against the centre's own target. */
export function Ribbon({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const readings = ribbon(board, incident.incidentId, instant(now));
  return (
    <ol className="ribbon" aria-label={w('clock.title')}>
      {readings.map(reading => {
        const { clock, state, elapsedMs, target, isOver, typed } = reading;
        return (
          <li
            key={clock}
            className={`ribbon-${state}${isOver ? ' ribbon-over' : ''}`}
            data-clock={clock}
            data-state={state}
            title={inWords(reading, w)}
          >
            <span className="ribbon-name">{w(`clock.${clock}`)}</span>
            <span className="ribbon-time numeric">
              <b aria-hidden="true">{signOf(reading)}</b>{' '}
              {elapsedMs === undefined ? (
                // The sign is enough for the eye: what has not begun takes no room from what runs.
                <span className={state === 'waiting' ? 'hidden' : ''}>{w(`clock.${state}`)}</span>
              ) : (
                duration(elapsedMs)
              )}
              {target !== undefined && (state === 'running' || isOver) && (
                <span className="faint">/{duration(target.seconds * 1000)}</span>
              )}
            </span>
            {typed && <span className="ribbon-typed">{w('clock.typed')}</span>}
            <span className="hidden">{isOver ? w('clock.over') : ''}</span>
          </li>
        );
      })}
    </ol>
  );
}
