import { advised, askSlot, type Call, cardAtWork, choiceSlot, questionOf } from '@clarion/dispatch';
import { type KeyboardEvent, useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { AdviceList } from './Advice.tsx';
import { Asked } from './Asked.tsx';
import { CompressionClock } from './CompressionClock.tsx';
import { ForCallerLine } from './ForCallerLine.tsx';
import { callerSentences } from './for-caller.ts';
import { answerAnew, offeredCards, openCard, positionOf, pressDigit, questionedCall } from './questioning.ts';

/** The protocol card beside the call: one digit a question, while the call's own card stays as it is on the left. */
export function ProtocolPanel() {
  const console = useConsole();
  const w = useSpeech();
  useCell(console.picture.board);
  useCell(console.desk);
  const call = questionedCall(console);
  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (typing || event.altKey || event.ctrlKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    if (pressDigit(console, Number(event.key))) event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: its digits answer once a key has brought the focus here
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same
    <div className="protocol" data-focus="protocolCard" tabIndex={0} onKeyDown={onKey}>
      {call === undefined ? (
        <p className="rows-empty">{w('protocol.noCall')}</p>
      ) : cardAtWork(console.board(), call) === undefined ? (
        <ChooseCard call={call} title="protocol.none" />
      ) : (
        <AtWork key={call.callId} call={call} />
      )}
    </div>
  );
}

function ChooseCard({ call, title }: { readonly call: Call; readonly title: string }) {
  const console = useConsole();
  const w = useSpeech();
  const cards = offeredCards(console, call);
  return (
    <>
      <p className="faint">{w(cards.length === 0 ? 'protocol.noCards' : title)}</p>
      <ol className="protocol-choices">
        {cards.map(({ card }, i) => (
          <li key={card.cardId}>
            <button
              type="button"
              className="button protocol-choice"
              data-card={card.cardId}
              onClick={() => openCard(console, call, card.cardId)}
            >
              {i < 9 && <kbd>{i + 1}</kbd>} {w.named(card.names)}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function AtWork({ call }: { readonly call: Call }) {
  const console = useConsole();
  const w = useSpeech();
  const [text, setText] = useState('');
  const [others, setOthers] = useState(false);
  const board = console.board();
  const atWork = cardAtWork(board, call);
  if (atWork === undefined) return null;
  const { card, run, walk } = atWork;
  const sentences = callerSentences(board.cards.get(run.cardId), call, w);
  const position = positionOf(console, call);
  const anew = position < run.answers.length;
  const question = anew ? questionOf(card, run.answers[position]!.questionId) : walk.question;
  const proposed = advised(board, call);
  const press = (digit: number) => {
    if (pressDigit(console, digit, text)) setText('');
  };
  const clock = card.advice.some(
    one => one.clock !== undefined && walk.outcome.advice.includes(one.adviceId),
  );
  const type = board.configuration?.types.find(one => one.typeId === proposed?.typeId);
  return (
    <>
      <div className="protocol-head">
        <strong>{w.named(card.names)}</strong>{' '}
        <span className="faint">
          {w('protocol.edition', { edition: run.edition })} ·{' '}
          {w('protocol.approver', { role: w(`cardRole.${card.approverRole}`) })}
        </span>
      </div>
      {(clock || call.compressions !== undefined) && <CompressionClock call={call} />}
      {proposed !== undefined && (
        <div className="protocol-proposes" role="status">
          <b>{w('protocol.proposes')}:</b>{' '}
          {[
            type === undefined ? '' : w.named(type.names),
            proposed.priority === undefined ? '' : w('priority.short', { n: proposed.priority }),
            proposed.needs === undefined
              ? ''
              : w('protocol.needs', {
                  needs: proposed.needs
                    .map(
                      ({ capability, count }) =>
                        `${count} ${w.maybe(`capability.${capability}`) ?? capability}`,
                    )
                    .join(', '),
                }),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          <ActionButton id="takeAdvice" small />
        </div>
      )}
      {question === undefined ? (
        <p className="protocol-end">{w('protocol.end')}</p>
      ) : (
        <fieldset className="protocol-question" data-question={question.questionId}>
          <legend>
            {anew ? w('protocol.anew', { question: w.named(question.ask) }) : w.named(question.ask)}
          </legend>
          <ForCallerLine sentences={sentences} slot={askSlot(question.questionId)} said={question.ask} />
          {question.hint !== undefined && <p className="faint">{w.named(question.hint)}</p>}
          {question.asksWords && (
            <label className="card-field">
              <span className="label">{w('protocol.words')}</span>
              <input
                className="input"
                type="text"
                autoComplete="off"
                value={text}
                onChange={event => setText(event.target.value)}
              />
            </label>
          )}
          <ol className="protocol-choices">
            {[...question.choices, undefined].map((choice, i) => {
              const digit = i === question.choices.length ? 0 : i + 1;
              return (
                <li key={digit}>
                  <button
                    type="button"
                    className="button protocol-choice"
                    data-digit={digit}
                    onMouseDown={event => event.preventDefault()}
                    onClick={() => press(digit)}
                  >
                    <kbd>{digit}</kbd> {choice === undefined ? w('protocol.unknown') : w.named(choice.label)}
                    {choice !== undefined && (
                      <ForCallerLine
                        sentences={sentences}
                        slot={choiceSlot(question.questionId, choice.choiceId)}
                        said={choice.label}
                      />
                    )}
                  </button>
                </li>
              );
            })}
          </ol>
        </fieldset>
      )}
      <AdviceList card={card} adviceIds={walk.outcome.advice} sentences={sentences} />
      <Asked
        card={card}
        answers={run.answers}
        position={anew ? position : -1}
        onAnew={at => answerAnew(console, call, at)}
      />
      <button type="button" className="button button-small" onClick={() => setOthers(!others)}>
        {w('protocol.other')}
      </button>
      {others && <ChooseCard call={call} title="protocol.other" />}
    </>
  );
}
