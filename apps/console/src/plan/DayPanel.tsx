import type { DayResult } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { countsAt } from './day-at.ts';
import { JobBar } from './JobBar.tsx';
import { usePlanner } from './planner.ts';
import { UnderForm } from './UnderForm.tsx';
import { useJob } from './useJob.ts';
import { planOf } from './variant.ts';

/** Seconds of the day for each second of the clock. */
const speeds = [60, 300, 1200, 3600] as const;
const FRAME_MS = 50;
const SCRUB_S = 60;

/** One day of the plan on the map: played, held, scrubbed. A picture of one draw, and no figure. */
export function DayPanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const under = useCell(planner.under)[desk.agency] ?? planner.usual(desk.agency);
  const run = useJob<'day', DayResult>('day');
  const { result } = run;
  const [atS, setAt] = useState(0);
  const [speed, setSpeed] = useState<number>(300);
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    planner.day.set(result === undefined ? undefined : { result, atS });
  }, [planner, result, atS]);
  useEffect(() => () => planner.day.set(undefined), [planner]);
  useEffect(() => {
    if (!playing || result === undefined) return;
    const timer = setInterval(
      () => setAt(now => Math.min(result.seconds, now + (speed * FRAME_MS) / 1000)),
      FRAME_MS,
    );
    return () => clearInterval(timer);
  }, [playing, speed, result]);

  const start = () => {
    setAt(0);
    setPlaying(!matchMedia('(prefers-reduced-motion: reduce)').matches);
    void run.start({
      kind: 'day',
      plan: planOf(planner.current(), ground, desk.agency),
      ...(desk.hourOfWeek === undefined ? {} : { hourOfWeek: desk.hourOfWeek }),
      under,
    });
  };
  const counts = result === undefined ? undefined : countsAt(result, atS);
  return (
    <>
      <p className="faint">{w('plan.day.what')}</p>
      <UnderForm />
      <div className="plan-row">
        <button type="button" className="button button-strong" data-do="day" onClick={start}>
          {w('plan.day.start')}
        </button>
      </div>
      <JobBar run={run as never} />
      {result !== undefined && counts !== undefined && (
        <div className="plan-day">
          <div className="plan-row">
            <button type="button" className="button" data-do="play" onClick={() => setPlaying(now => !now)}>
              {w(playing ? 'plan.day.hold' : 'plan.day.play')}
            </button>
            <output className="plan-clock numeric" data-at={Math.floor(atS)}>
              {duration(atS * 1000).padStart(8, '0:')}
            </output>
            <label>
              {w('plan.day.speed')}{' '}
              <select value={speed} onChange={event => setSpeed(Number(event.target.value))}>
                {speeds.map(one => (
                  <option key={one} value={one}>
                    ×{one}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <input
            type="range"
            className="plan-scrub"
            aria-label={w('plan.day.scrub')}
            min={0}
            max={result.seconds}
            step={SCRUB_S}
            value={Math.round(atS)}
            onChange={event => {
              setPlaying(false);
              setAt(event.target.valueAsNumber);
            }}
          />
          <dl className="plan-counts">
            {(['calls', 'waiting', 'busy'] as const).map(name => (
              <div key={name}>
                <dt>{w(`plan.day.${name}`)}</dt>
                <dd className="numeric">{counts[name]}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  );
}
