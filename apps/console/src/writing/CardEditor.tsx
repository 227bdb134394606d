import { type CardRole, cardRoles, checkCard, type ProtocolCard, type Question } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { BothLanguages, Choose, EffectFields, LeadsTo, Tick } from './Fields.tsx';
import {
  addAdvice,
  addChoice,
  addQuestion,
  changeAdvice,
  changeQuestion,
  linesOf,
  removeQuestion,
} from './write-card.ts';

/** The tree as a list: each question with its answers, where they lead and what they set. What is wrong is said while it is typed. */
export function CardEditor(props: {
  readonly card: ProtocolCard;
  readonly onChange: (card: ProtocolCard) => void;
}) {
  const console = useConsole();
  const w = useSpeech();
  const configuration = useCell(console.picture.board, view => view.board.configuration);
  const { card, onChange } = props;
  const faults = checkCard(card, configuration);
  const roles = cardRoles.map(role => [role, w(`cardRole.${role}`)] as const);
  return (
    <div className="writing-editor">
      <section className="writing-faults" role="status" data-faults={faults.length}>
        <b>{w(faults.length === 0 ? 'writing.right' : 'writing.faults')}</b>
        <ul>
          {faults.map(fault => (
            <li key={`${fault.code} ${fault.at}`}>
              {fault.at === undefined ? '' : `${fault.at}: `}
              {w(`cardFault.${fault.code}`)}
            </li>
          ))}
        </ul>
      </section>
      <label className="card-field">
        <span className="label">{w('writing.cardId')}</span>
        <input
          className="input"
          type="text"
          value={card.cardId}
          onChange={event => onChange({ ...card, cardId: event.target.value })}
        />
      </label>
      <BothLanguages
        label={w('writing.name')}
        value={card.names}
        onChange={names => onChange({ ...card, names })}
      />
      <Choose<CardRole>
        label={w('writing.authorRole')}
        value={card.authorRole}
        options={roles}
        onChange={role => onChange({ ...card, authorRole: role || card.authorRole })}
      />{' '}
      <Choose<CardRole>
        label={w('writing.approverRole')}
        value={card.approverRole}
        options={roles}
        onChange={role => onChange({ ...card, approverRole: role || card.approverRole })}
      />
      <fieldset>
        <legend className="label">{w('writing.types')}</legend>
        {(configuration?.types ?? []).map(({ typeId, names }) => (
          <Tick
            key={typeId}
            label={w.named(names)}
            checked={card.typeIds.includes(typeId)}
            onChange={on => {
              const others = card.typeIds.filter(one => one !== typeId);
              onChange({ ...card, typeIds: on ? [...others, typeId] : others });
            }}
          />
        ))}
      </fieldset>
      <Choose
        label={w('writing.start')}
        value={card.start}
        options={card.questions.map(
          one => [one.questionId, `${one.questionId} ${w.named(one.ask)}`] as const,
        )}
        onChange={start => onChange({ ...card, start })}
      />
      <h3>{w('writing.questions')}</h3>
      {card.questions.map(question => (
        <QuestionFields key={question.questionId} card={card} question={question} onChange={onChange} />
      ))}
      <button type="button" className="button" onClick={() => onChange(addQuestion(card))}>
        {w('writing.addQuestion')}
      </button>
      <h3>{w('writing.adviceList')}</h3>
      {card.advice.map(advice => (
        <fieldset key={advice.adviceId} data-advice={advice.adviceId}>
          <legend>{advice.adviceId}</legend>
          <BothLanguages
            label={w('writing.adviceTitle')}
            value={advice.title}
            onChange={title => onChange(changeAdvice(card, advice.adviceId, { title }))}
          />
          <div className="card-row">
            {(['en', 'zh'] as const).map(language => (
              <label key={language} className="card-field">
                <span className="label">
                  {w('writing.adviceLines')} ({w(`writing.${language}`)})
                </span>
                <textarea
                  className="input"
                  rows={4}
                  value={advice.lines.map(line => line[language]).join('\n')}
                  onChange={event => {
                    const lines = linesOf(advice, language, event.target.value);
                    onChange(changeAdvice(card, advice.adviceId, { lines }));
                  }}
                />
              </label>
            ))}
          </div>
          <Tick
            label={w('writing.clock')}
            checked={advice.clock !== undefined}
            onChange={on => {
              const { clock: _, ...rest } = advice;
              const next = on ? { ...rest, clock: 'compressions' as const } : rest;
              const all = card.advice.map(one => (one.adviceId === advice.adviceId ? next : one));
              onChange({ ...card, advice: all });
            }}
          />{' '}
          <button
            type="button"
            className="button button-small"
            onClick={() =>
              onChange({ ...card, advice: card.advice.filter(one => one.adviceId !== advice.adviceId) })
            }
          >
            {w('writing.removeAdvice')}
          </button>
        </fieldset>
      ))}
      <button type="button" className="button" onClick={() => onChange(addAdvice(card))}>
        {w('writing.addAdvice')}
      </button>
    </div>
  );
}

function QuestionFields(props: {
  readonly card: ProtocolCard;
  readonly question: Question;
  readonly onChange: (card: ProtocolCard) => void;
}) {
  const w = useSpeech();
  const { card, question, onChange } = props;
  const { questionId } = question;
  const put = (change: Partial<Question>) => onChange(changeQuestion(card, questionId, change));
  const putChoice = (index: number, next: Question['choices'][number]) =>
    put({ choices: question.choices.map((one, i) => (i === index ? next : one)) });
  return (
    <fieldset data-write={questionId}>
      <legend>{questionId}</legend>
      <BothLanguages label={w('writing.ask')} value={question.ask} onChange={ask => put({ ask })} />
      <BothLanguages
        label={w('writing.hint')}
        value={question.hint ?? { en: '', zh: '' }}
        onChange={hint => {
          const { hint: _, ...rest } = question;
          const next = hint.en === '' && hint.zh === '' ? rest : { ...rest, hint };
          const all = card.questions.map(one => (one.questionId === questionId ? next : one));
          onChange({ ...card, questions: all });
        }}
      />
      <Tick
        label={w('writing.asksWords')}
        checked={question.asksWords ?? false}
        onChange={on => {
          const { asksWords: _, ...rest } = question;
          const next = on ? { ...rest, asksWords: true as const } : rest;
          const all = card.questions.map(one => (one.questionId === questionId ? next : one));
          onChange({ ...card, questions: all });
        }}
      />
      <h4>{w('writing.choices')}</h4>
      {question.choices.map((choice, i) => (
        <div key={choice.choiceId} className="writing-choice">
          <BothLanguages
            label={`${i + 1}`}
            value={choice.label}
            onChange={label => putChoice(i, { ...choice, label })}
          />
          <span>
            <LeadsTo card={card} to={choice.to} onChange={to => putChoice(i, { ...choice, to })} />{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => put({ choices: question.choices.filter(one => one !== choice) })}
            >
              {w('writing.removeChoice', { n: i + 1 })}
            </button>
          </span>
          <EffectFields
            card={card}
            effects={choice.effects}
            onChange={effects => {
              const { effects: _, ...rest } = choice;
              putChoice(i, effects === undefined ? rest : { ...rest, effects });
            }}
          />
        </div>
      ))}
      <div className="writing-choice">
        <span>
          <kbd>0</kbd> {w('protocol.unknown')}
        </span>
        <LeadsTo
          card={card}
          to={question.unknown.to}
          onChange={to => put({ unknown: { ...question.unknown, to } })}
        />
        <EffectFields
          card={card}
          effects={question.unknown.effects}
          onChange={effects =>
            put({ unknown: { to: question.unknown.to, ...(effects === undefined ? {} : { effects }) } })
          }
        />
      </div>
      {question.choices.length < 9 && (
        <button
          type="button"
          className="button button-small"
          onClick={() => onChange(addChoice(card, question))}
        >
          {w('writing.addChoice')}
        </button>
      )}{' '}
      {card.questions.length > 1 && (
        <button
          type="button"
          className="button button-small"
          onClick={() => onChange(removeQuestion(card, questionId))}
        >
          {w('writing.removeQuestion')}
        </button>
      )}
    </fieldset>
  );
}
