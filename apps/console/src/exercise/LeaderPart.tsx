import type { AskedControl, DrillAnswer, InjectAnswer } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { leadDrill } from './lead.ts';

const PACES = [0.25, 0.5, 1, 2, 4, 8, 16, 30, 60];
const JUMPS = [1, 5, 15, 60];
const EVERY_MS = 2_000;

/** The leader's hands on the drill: pace, pause, jumps, and the script's injects with their times. */
export function LeaderPart({ drill, onDone }: { readonly drill: DrillAnswer; readonly onDone: () => void }) {
  const console = useConsole();
  const w = useSpeech();
  const [injects, setInjects] = useState<readonly InjectAnswer[]>([]);
  const [asked, setAsked] = useState(0);
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
  const act = async (control: AskedControl) => {
    await leadDrill(console, control, w);
    setAsked(asked + 1);
    onDone();
  };
  const { pace, paused, jumping, at } = drill;
  return (
    <section className="lead" aria-label={w('drill.lead')}>
      <div className="lead-tools">
        <button
          type="button"
          className="button"
          data-focus="lead"
          disabled={jumping}
          onClick={() => void act({ act: paused ? 'goOn' : 'pause' })}
        >
          {w(paused ? 'drill.goOn' : 'drill.pause')}
        </button>
        {pace !== undefined && (
          <label>
            {w('drill.pace')}{' '}
            <select
              className="input"
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
        {JUMPS.map(minutes => (
          <button
            key={minutes}
            type="button"
            className="button button-small"
            disabled={jumping}
            onClick={() => void act({ act: 'jump', seconds: minutes * 60 })}
          >
            {w('drill.jump', { minutes })}
          </button>
        ))}
      </div>
      <p>
        <b className="numeric">{w.date(at)}</b>{' '}
        {jumping ? w('drill.jumping') : paused ? w('drill.paused') : ''}
      </p>
      {injects.length > 0 && (
        <ol className="injects" aria-label={w('drill.injects')}>
          {injects.map(inject => (
            <InjectRow key={inject.injectId} inject={inject} act={control => void act(control)} />
          ))}
        </ol>
      )}
    </section>
  );
}

function InjectRow({
  inject,
  act,
}: {
  readonly inject: InjectAnswer;
  readonly act: (control: AskedControl) => void;
}) {
  const w = useSpeech();
  const { injectId, names, kind, state, dueAt, at, callId, code, answers } = inject;
  const said = (text: { readonly en: string; readonly zh: string }) =>
    w.language === 'zh-CN' ? text.zh : text.en;
  return (
    <li className="inject" data-inject={injectId} data-inject-state={state}>
      <div className="inject-head">
        <span className="numeric">{dueAt === undefined ? w('drill.byHand') : w.time(dueAt)}</span>
        <b>{said(names)}</b>
        <span className="faint">{w(`drill.kind.${kind}`)}</span>
        <span>
          {w(`drill.state.${state}`)}
          {at !== undefined && ` ${w.time(at)}`}
          {callId !== undefined && ` · ${callId}`}
          {code !== undefined && `: ${w.maybe(code) ?? code}`}
        </span>
        {state === 'waiting' && (
          <>
            <button
              type="button"
              className="button button-small"
              aria-label={`${w('drill.fire')}: ${said(names)}`}
              onClick={() => act({ act: 'fire', injectId })}
            >
              {w('drill.fire')}
            </button>
            <button
              type="button"
              className="button button-small"
              aria-label={`${w('drill.skip')}: ${said(names)}`}
              onClick={() => act({ act: 'skip', injectId })}
            >
              {w('drill.skip')}
            </button>
          </>
        )}
      </div>
      {answers?.map(answer => (
        <p key={answer.asked.en} className="inject-answer">
          <span className="faint">{said(answer.asked)}</span> {said(answer.says)}
        </p>
      ))}
    </li>
  );
}
