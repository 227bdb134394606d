import type { Call } from '@clarion/dispatch';
import { useEffect, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { BEAT_MS, CHANGE_OVER_MS, startMetronome } from './metronome.ts';

/** Keeps the time of chest compressions: to hear, to see, and in the record. */
export function CompressionClock({ call }: { readonly call: Call }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const [heard, setHeard] = useState(true);
  const last = call.compressions?.at(-1);
  const since = last?.until === undefined ? last?.since : undefined;
  const running = since !== undefined;
  useEffect(() => {
    if (!running || !heard) return;
    const metronome = startMetronome();
    return () => metronome.stop();
  }, [running, heard]);
  const elapsed = since === undefined ? 0 : Math.max(0, now - since);
  const turn = elapsed >= CHANGE_OVER_MS && elapsed % CHANGE_OVER_MS < 20_000;
  return (
    <section
      className={`compressions ${running ? 'compressions-running' : ''}`}
      aria-label={w('compressions.title')}
    >
      {running && <span className="compressions-beat" aria-hidden="true" />}
      <b className="numeric">
        {running
          ? w('compressions.running', { time: duration(elapsed), count: Math.floor(elapsed / BEAT_MS) })
          : last?.until === undefined
            ? w('compressions.title')
            : w('compressions.given', { time: duration(last.until - last.since) })}
      </b>
      <ActionButton id="compressions" strong={!running} />
      <label className="compressions-sound">
        <input type="checkbox" checked={heard} onChange={event => setHeard(event.target.checked)} />{' '}
        {w('compressions.sound')}
      </label>
      {turn && (
        <p className="compressions-turn" role="status">
          {w('compressions.helper')}
        </p>
      )}
    </section>
  );
}
