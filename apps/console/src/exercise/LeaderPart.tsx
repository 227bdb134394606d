import type { AskedControl, DrillAnswer, InjectAnswer } from '@clarion/protocol';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { InjectRow } from './InjectRow.tsx';
import { leadDrill } from './lead.ts';

const PACES = [0.25, 0.5, 1, 2, 4, 8, 16, 30, 60];
const JUMPS = [1, 5, 15, 60];
const EVERY_MS = 2_000;

/** The leader's hands on the drill: pace, pause, jumps, and the script's injects with their times. */
export function LeaderPart({ drill, onDone }: { readonly drill: DrillAnswer; readonly onDone: () => void }) {
  const console = useConsole();
  const w = useSpeech();
  const [asked, setAsked] = useState(0);
  const injects = useInjects(asked);
  const act = async (control: AskedControl) => {
    await leadDrill(console, control, w);
    setAsked(asked + 1);
    onDone();
  };
  const { pace, paused, jumping, at } = drill;
  return (
    <section className="lead" aria-label={w('drill.lead')}>
      <div className="lead-tools">
        <ActionButton id="pauseDrill" strong={paused} />
        {pace !== undefined && (
          <label>
            <span className="hidden">{w('drill.pace')}</span>
            <select
              className="input"
              data-focus="lead"
              value={pace}
              onChange={event => void act({ act: 'pace', pace: Number(event.target.value) })}
            >
              {[...new Set([...PACES, pace])]
                .sort((a, b) => a - b)
                .map(one => (
                  <option key={one} value={one}>
                    ×{one}
                  </option>
                ))}
            </select>
          </label>
        )}
        <ActionButton id="paceDrill" small />
        <ActionButton id="jumpDrill" small />
        {JUMPS.map(minutes => (
          <button
            key={minutes}
            type="button"
            className="button button-small"
            disabled={jumping}
            data-jump={minutes}
            onClick={() => void act({ act: 'jump', seconds: minutes * 60 })}
          >
            {w('drill.jump', { minutes })}
          </button>
        ))}
      </div>
      <p role="status" data-drill-state={jumping ? 'jumping' : paused ? 'paused' : 'runs'}>
        <b className="numeric">{w.date(at)}</b>{' '}
        {jumping ? w('drill.jumping') : paused ? w('drill.paused') : ''}
      </p>
      {injects.length > 0 && (
        <>
          <p className="faint">{w('drill.injectKeys')}</p>
          <ol
            className="injects"
            aria-label={w('drill.injects')}
            onKeyDown={event => onInjectKey(event, control => void act(control))}
          >
            {injects.map((inject, i) => (
              <InjectRow
                key={inject.injectId}
                number={i + 1}
                inject={inject}
                act={control => void act(control)}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** In the list: up and down from inject to inject that waits, P plays it now, X leaves it out. */
function onInjectKey(event: KeyboardEvent<HTMLElement>, act: (control: AskedControl) => void): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-inject]');
  const injectId = row?.dataset['inject'];
  if (row === null || injectId === undefined) return;
  const key = event.key.toLowerCase();
  // A key that is held plays one inject, not the list.
  if (event.repeat && (key === 'p' || key === 'x')) return;
  if (key === 'p') act({ act: 'fire', injectId });
  else if (key === 'x') act({ act: 'skip', injectId });
  else if (key !== 'arrowdown' && key !== 'arrowup') return;
  event.preventDefault();
  const waiting = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-inject-state=waiting]')];
  const next = waiting[waiting.indexOf(row) + (key === 'arrowup' ? -1 : 1)] ?? waiting.at(-2);
  // What is played has no buttons any more: the next that waits takes the keys.
  next?.querySelector<HTMLElement>('button')?.focus();
}

function useInjects(asked: number): readonly InjectAnswer[] {
  const console = useConsole();
  const [injects, setInjects] = useState<readonly InjectAnswer[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew after each act
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const got = await console.request.get<{ readonly injects: readonly InjectAnswer[] }>(
        '/api/exercise/injects',
        stop.signal,
      );
      if (!stop.signal.aborted && got.ok) setInjects(got.value.injects);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [console, asked]);
  return injects;
}
