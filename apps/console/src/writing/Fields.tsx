import { type Effects, END, hazards, type ProtocolCard, type Said, type Target } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { needsFrom, needsText, tidy } from './write-card.ts';

/** One text in both languages, side by side. */
export function BothLanguages(props: {
  readonly label: string;
  readonly value: Said;
  readonly onChange: (value: Said) => void;
}) {
  const w = useSpeech();
  return (
    <div className="card-row">
      {(['en', 'zh'] as const).map(language => (
        <label key={language} className="card-field">
          <span className="label">
            {props.label} ({w(`writing.${language}`)})
          </span>
          <input
            className="input"
            type="text"
            lang={language}
            data-text={language}
            value={props.value[language]}
            onChange={event => props.onChange({ ...props.value, [language]: event.target.value })}
          />
        </label>
      ))}
    </div>
  );
}

export function Choose<T extends string>(props: {
  readonly label: string;
  readonly value: T | '';
  readonly options: readonly (readonly [value: T | '', name: string])[];
  readonly onChange: (value: T | '') => void;
}) {
  return (
    <label>
      <span className="label">{props.label}</span>{' '}
      <select value={props.value} onChange={event => props.onChange(event.target.value as T | '')}>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Tick(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={event => props.onChange(event.target.checked)}
      />{' '}
      {props.label}
    </label>
  );
}

export function LeadsTo(props: {
  readonly card: ProtocolCard;
  readonly to: Target;
  readonly onChange: (to: Target) => void;
}) {
  const w = useSpeech();
  const options = [
    ...props.card.questions.map(
      one => [one.questionId, `${one.questionId} ${w.named(one.ask)}`.slice(0, 60)] as const,
    ),
    [END, w('writing.theEnd')] as const,
  ];
  return (
    <Choose
      label={w('writing.to')}
      value={props.to}
      options={options}
      onChange={to => props.onChange(to === '' ? END : to)}
    />
  );
}

/** What an answer sets beside leading on. */
export function EffectFields(props: {
  readonly card: ProtocolCard;
  readonly effects: Effects | undefined;
  readonly onChange: (effects: Effects | undefined) => void;
}) {
  const console = useConsole();
  const w = useSpeech();
  const types = useCell(console.picture.board, view => view.board.configuration?.types) ?? [];
  const effects = props.effects ?? {};
  const put = (change: { readonly [K in keyof Effects]: Effects[K] | undefined }) =>
    props.onChange(tidy({ ...effects, ...change }));
  const none = ['', w('writing.none')] as const;
  return (
    <details>
      <summary>
        {w('writing.setsType')}, {w('writing.setsPriority')}, {w('writing.hazards')}, {w('writing.tells')}
      </summary>
      <Choose
        label={w('writing.setsType')}
        value={effects.typeId ?? ''}
        options={[none, ...types.map(type => [type.typeId, w.named(type.names)] as const)]}
        onChange={typeId => put({ typeId: typeId || undefined })}
      />{' '}
      <Choose
        label={w('writing.setsPriority')}
        value={effects.priority === undefined ? '' : (`${effects.priority}` as const)}
        options={[
          none,
          ...(['1', '2', '3', '4'] as const).map(n => [n, w('priority.short', { n })] as const),
        ]}
        onChange={n => put({ priority: n === '' ? undefined : (Number(n) as 1 | 2 | 3 | 4) })}
      />{' '}
      <Tick
        label={w('writing.atOnce')}
        checked={effects.atOnce ?? false}
        onChange={on => put({ atOnce: on ? true : undefined })}
      />{' '}
      <Tick
        label={w('writing.stage')}
        checked={effects.stage ?? false}
        onChange={on => put({ stage: on ? true : undefined })}
      />
      <fieldset>
        <legend className="label">{w('writing.hazards')}</legend>
        {hazards.map(hazard => (
          <Tick
            key={hazard}
            label={w(`hazard.${hazard}`)}
            checked={effects.hazards?.includes(hazard) ?? false}
            onChange={on =>
              put({
                hazards: hazards.filter(one => (one === hazard ? on : effects.hazards?.includes(one))),
              })
            }
          />
        ))}
      </fieldset>
      <label className="card-field">
        <span className="label">{w('writing.needs')}</span>
        <input
          className="input"
          type="text"
          placeholder={w('writing.needsHint')}
          defaultValue={needsText(effects.needs)}
          onBlur={event => put({ needs: needsFrom(event.target.value) })}
        />
      </label>
      <fieldset>
        <legend className="label">{w('writing.tells')}</legend>
        {props.card.advice.map(({ adviceId, title }) => (
          <Tick
            key={adviceId}
            label={w.named(title) || adviceId}
            checked={effects.advice?.includes(adviceId) ?? false}
            onChange={on => {
              const others = (effects.advice ?? []).filter(one => one !== adviceId);
              put({ advice: on ? [...others, adviceId] : others });
            }}
          />
        ))}
      </fieldset>
    </details>
  );
}
