import { type Answer, askSlot, choiceSlot, type ProtocolCard, UNKNOWN, walk } from '@clarion/dispatch';
import type { RehearsalAnswer } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useConsole } from '../console.ts';
import { AdviceList } from '../protocol/Advice.tsx';
import { Asked } from '../protocol/Asked.tsx';
import { ForCallerLine } from '../protocol/ForCallerLine.tsx';
import type { CallerSentences } from '../protocol/for-caller.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** A card walked through where nobody is called: question by question, and by what past callers answered. */
export function TryCard(props: {
  readonly card: ProtocolCard;
  /** Absent: it is only looked at. */
  readonly onTried?: (answers: readonly Answer[]) => void;
  /** Of a translation that is tried: its sentences stand below the card's own. */
  readonly sentences?: CallerSentences | undefined;
}) {
  const console = useConsole();
  const w = useSpeech();
  const { card } = props;
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  const [rehearsal, setRehearsal] = useState<RehearsalAnswer | undefined>(undefined);
  const { question, outcome } = walk(card, answers);
  useEffect(() => {
    void console.request.post<RehearsalAnswer>('/api/cards/rehearsal', { card }).then(answer => {
      if (answer.ok) setRehearsal(answer.value);
    });
  }, [card, console]);
  const answer = (choiceId: string) => {
    if (question !== undefined) setAnswers([...answers, { questionId: question.questionId, choiceId }]);
  };
  const resultOf = (one: { readonly typeId?: string; readonly priority?: number }) =>
    [one.typeId ?? '—', one.priority === undefined ? '' : w('priority.short', { n: one.priority })].join(' ');
  return (
    <section className="writing-try" data-try={card.cardId}>
      {question === undefined ? (
        <>
          <p className="protocol-end">{w('protocol.end')}</p>
          <p>{resultOf(outcome)}</p>
          {props.onTried !== undefined && (
            <button type="button" className="button button-strong" onClick={() => props.onTried?.(answers)}>
              {w('writing.finishTry')}
            </button>
          )}
        </>
      ) : (
        <fieldset className="protocol-question">
          <legend>{w.named(question.ask)}</legend>
          <ForCallerLine
            sentences={props.sentences}
            slot={askSlot(question.questionId)}
            said={question.ask}
          />
          <ol className="protocol-choices">
            {[...question.choices, { choiceId: UNKNOWN, label: undefined }].map((choice, i) => (
              <li key={choice.choiceId}>
                <button
                  type="button"
                  className="button protocol-choice"
                  data-choice={choice.choiceId}
                  onClick={() => answer(choice.choiceId)}
                >
                  <kbd>{choice.label === undefined ? 0 : i + 1}</kbd>{' '}
                  {choice.label === undefined ? w('protocol.unknown') : w.named(choice.label)}
                  {choice.label !== undefined && (
                    <ForCallerLine
                      sentences={props.sentences}
                      slot={choiceSlot(question.questionId, choice.choiceId)}
                      said={choice.label}
                    />
                  )}
                </button>
              </li>
            ))}
          </ol>
        </fieldset>
      )}
      <button type="button" className="button button-small" onClick={() => setAnswers([])}>
        {w('writing.tryAgain')}
      </button>
      <AdviceList card={card} adviceIds={outcome.advice} sentences={props.sentences} />
      <Asked
        card={card}
        answers={answers}
        position={-1}
        onAnew={at => setAnswers(at === undefined ? answers : answers.slice(0, at))}
      />
      {rehearsal !== undefined && (
        <div data-paths={rehearsal.paths}>
          {rehearsal.differences.length === 0 ? (
            <p className="faint">{w('writing.noDifferences', { paths: rehearsal.paths })}</p>
          ) : (
            <>
              <h4>{w('writing.differences')}</h4>
              <ul>
                {rehearsal.differences.map(one => (
                  <li key={one.callId}>
                    {w('writing.difference', {
                      call: one.callId,
                      before: resultOf(one.before),
                      after: resultOf(one.after),
                    })}{' '}
                    {one.asksAnew !== undefined && w('writing.asksAnew', { question: one.asksAnew })}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  );
}
