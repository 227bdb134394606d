import {
  attemptOutcomes,
  type Call,
  callBackDueAt,
  callBackRules,
  giveUpReasons,
  mayGiveUp,
  openCallBack,
} from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CallBackNumber } from './CallBackNumber.tsx';

/** On the card of a call whose caller is to be called back: when, what was tried, the number, and what can come of it. */
export function CallBackPart({ call }: { readonly call: Call }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const session = useCell(console.session);
  const callBack = openCallBack(board, call);
  if (callBack === undefined) return <CallBackEnded call={call} />;
  const { callId } = call;
  const { attempts, cause } = callBack;
  const needed = callBackRules(board).attempts;
  const asker = {
    kind: 'operator',
    id: session?.operatorId ?? '',
    role: session?.role ?? 'auditor',
  } as const;
  return (
    <section className="call-back" aria-label={w('callBack.title')} data-call-back={callId}>
      <h3>
        {w('callBack.title')} <span className="tag tag-warn">{w(`callBack.cause.${cause}`)}</span>{' '}
        <Due at={callBackDueAt(board, callBack)} />
      </h3>
      <CallBackNumber call={call} />
      <p className="faint">{w('callBack.attempts', { n: attempts.length, needed })}</p>
      {attempts.length > 0 && (
        <ol className="call-back-attempts">
          {attempts.map(({ at, by, outcome }) => (
            <li key={at}>
              {w('callBack.attempt', {
                time: w.time(at),
                outcome: w(`callBack.outcome.${outcome}`),
                by: by.id,
              })}
            </li>
          ))}
        </ol>
      )}
      {may(console, 'AttemptCallBack') && (
        <div className="call-back-outcomes">
          {attemptOutcomes.map(outcome => (
            <button
              key={outcome}
              type="button"
              className={`button button-small${outcome === 'needsHelp' ? ' button-strong' : ''}`}
              data-outcome={outcome}
              onClick={() => void carryOut(console, { type: 'AttemptCallBack', callId, outcome })}
            >
              {w(`callBack.outcome.${outcome}`)}
            </button>
          ))}
          <ActionButton id="tried" small />
          <ActionButton id="sendPatrol" small />
        </div>
      )}
      {may(console, 'GiveUpCallBack') &&
        (mayGiveUp(board, callBack, asker) ? (
          <div className="call-back-outcomes">
            <ActionButton id="giveUp" small />
            {giveUpReasons.map(reason => (
              <button
                key={reason}
                type="button"
                className="button button-small"
                data-give-up={reason}
                onClick={() => void carryOut(console, { type: 'GiveUpCallBack', callId, reason })}
              >
                {w(`giveUp.${reason}`)}
              </button>
            ))}
          </div>
        ) : (
          <p className="faint">{w('callBack.tooFew', { needed })}</p>
        ))}
    </section>
  );
}

/** When the next attempt is due: by sign and word, beside its colour. */
export function Due({ at }: { readonly at: number }) {
  const w = useSpeech();
  const now = useCell(useConsole().tick);
  return now < at ? (
    <span className="numeric">{w('callBack.due', { time: duration(at - now) })}</span>
  ) : (
    <span className="tag tag-late numeric">{w('callBack.overdue', { time: duration(now - at) })}</span>
  );
}

/** How it ended, once somebody was to be called back. */
function CallBackEnded({ call: { callBack } }: { readonly call: Call }) {
  const w = useSpeech();
  const ended = callBack?.ended;
  if (ended === undefined) return null;
  const reason = ended.reason === undefined ? '' : w(`giveUp.${ended.reason}`);
  return (
    <p className="faint call-back-ended">
      {w(`callBack.ended.${ended.how}`, { time: w.time(ended.at), by: ended.by.id, reason })}
    </p>
  );
}
