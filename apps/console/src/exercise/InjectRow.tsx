import type { AskedControl, InjectAnswer } from '@clarion/protocol';
import { useSpeech } from '../words/useSpeech.ts';

/** One inject: its number, when it comes, what became of it, and what whoever plays the caller answers. */
export function InjectRow({
  number,
  inject,
  act,
}: {
  readonly number: number;
  readonly inject: InjectAnswer;
  readonly act: (control: AskedControl) => void;
}) {
  const w = useSpeech();
  const { injectId, names, kind, state, dueAt, at, callId, code, answers } = inject;
  const keys = { fire: 'P', skip: 'X' } as const;
  const said = (text: { readonly en: string; readonly zh: string }) =>
    w.language === 'zh-CN' ? text.zh : text.en;
  return (
    <li className="inject" data-inject={injectId} data-inject-state={state}>
      <div className="inject-head">
        <span className="numeric faint">{number}</span>
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
          <span className="inject-acts">
            {(['fire', 'skip'] as const).map(one => (
              <button
                key={one}
                type="button"
                className="button button-small"
                // The name begins with all that is seen, so that who speaks to the machine can say it.
                aria-label={`${w(`drill.${one}`)} ${keys[one]}: ${said(names)}`}
                data-inject-act={one}
                onClick={() => act({ act: one, injectId })}
              >
                {w(`drill.${one}`)} <kbd>{keys[one]}</kbd>
              </button>
            ))}
          </span>
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
