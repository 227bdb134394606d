import { type IncidentType, type Priority, type RunCard, same } from '@clarion/dispatch';
import { useState } from 'react';
import { useCell } from '../cell.ts';
import { HoursField, NeedRows, SomeOf, useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NamesField, NumberField, TextField, useReadOnly } from './Fields.tsx';
import { useRules } from './rules-desk.ts';

/** Types of incidents on the left, the chosen one with its run cards beside them. */
export function TypeForm() {
  const desk = useRules();
  const { wanted, change, w } = useInHand();
  const readOnly = useReadOnly();
  const chosen = useCell(desk.typeId);
  const [newId, setNewId] = useState('');
  const type = wanted.types.find(one => one.typeId === chosen);
  const canAdd = /^[A-Za-z][\w-]{0,39}$/.test(newId) && !wanted.types.some(one => one.typeId === newId);
  const add = () => {
    const made: IncidentType = {
      typeId: newId,
      names: {},
      category: type?.category ?? 'service',
      priority: 3,
      needs: [],
    };
    change(now => ({ ...now, types: [...now.types, made] }));
    desk.typeId.set(newId);
    setNewId('');
  };
  return (
    <div className="rules-types">
      <div className="rules-type-list">
        <ul>
          {wanted.types.map(one => (
            <li key={one.typeId}>
              <button
                type="button"
                data-type={one.typeId}
                aria-pressed={one.typeId === chosen}
                onClick={() => desk.typeId.set(one.typeId)}
              >
                <span className={`rules-priority priority-${one.priority}`}>
                  {w('priority.short', { n: one.priority })}
                </span>{' '}
                {w.named(one.names) || one.typeId}
              </button>
            </li>
          ))}
        </ul>
        {!readOnly && (
          <p className="plan-row">
            <input
              className="input"
              aria-label={w('rules.type.newId')}
              placeholder={w('rules.type.newId')}
              value={newId}
              onChange={event => setNewId(event.target.value)}
            />
            <button type="button" className="button button-small" disabled={!canAdd} onClick={add}>
              + {w('rules.type')}
            </button>
          </p>
        )}
      </div>
      {type !== undefined && (
        <TypeEditor
          key={type.typeId}
          type={type}
          onChange={next =>
            change(now => ({
              ...now,
              types: now.types.map(one => (one.typeId === next.typeId ? next : one)),
            }))
          }
        />
      )}
    </div>
  );
}

function TypeEditor({
  type,
  onChange,
}: {
  readonly type: IncidentType;
  readonly onChange: (type: IncidentType) => void;
}) {
  const { options, w } = useInHand();
  const readOnly = useReadOnly();
  const path = `types.${type.typeId}`;
  const cards = type.runCards ?? [];
  const keywords = type.keywords ?? [];
  const [typed, setTyped] = useState(keywords.join(', '));
  const setCards = (runCards: readonly RunCard[]) => onChange({ ...type, runCards });
  return (
    <div className="rules-type" data-editor={type.typeId}>
      <NamesField
        path={`${path}.names`}
        value={type.names}
        onChange={names => onChange({ ...type, names })}
      />
      <div className="plan-row">
        <ChoiceField
          label={w('rules.category')}
          path={`${path}.category`}
          value={type.category}
          options={options.categories}
          onChange={category => onChange({ ...type, category })}
        />
        <ChoiceField
          label={w('rules.priority')}
          path={`${path}.priority`}
          value={String(type.priority)}
          options={options.priorities.map(([value, name]) => [String(value), name] as const)}
          onChange={priority => onChange({ ...type, priority: Number(priority) as Priority })}
        />
      </div>
      <TextField
        label={w('rules.keywords')}
        path={`${path}.keywords`}
        value={same(wordsOf(typed), keywords) ? typed : keywords.join(', ')}
        onChange={text => {
          setTyped(text);
          onChange({ ...type, keywords: wordsOf(text) });
        }}
      />
      <fieldset className="rules-card" data-card="usual">
        <legend>{w('rules.card.usual')}</legend>
        <NeedRows
          path={`${path}.needs`}
          needs={type.needs}
          onChange={needs => onChange({ ...type, needs })}
        />
      </fieldset>
      {cards.map((card, i) => (
        <CardEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a card is known by its place alone
          key={i}
          number={i}
          path={`${path}.runCards.${i}`}
          card={card}
          onChange={next => setCards(cards.map((one, other) => (other === i ? next : one)))}
          onRemove={() => setCards(cards.filter((_, other) => other !== i))}
        />
      ))}
      {!readOnly && (
        <button
          type="button"
          className="button button-small rules-add"
          data-add={`${path}.runCards`}
          onClick={() => setCards([...cards, { needs: type.needs }])}
        >
          + {w('rules.card')}
        </button>
      )}
    </div>
  );
}

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[,，、]/)
    .map(one => one.trim())
    .filter(one => one !== '');

function CardEditor(props: {
  readonly number: number;
  readonly path: string;
  readonly card: RunCard;
  readonly onChange: (card: RunCard) => void;
  readonly onRemove: () => void;
}) {
  const { options, w } = useInHand();
  const readOnly = useReadOnly();
  const { card, path, onChange } = props;
  return (
    <fieldset className="rules-card" data-card={props.number}>
      <legend>{w('rules.card.numbered', { number: props.number + 1 })}</legend>
      <div className="plan-row">
        <NumberField
          label={w('rules.alarm')}
          path={`${path}.alarm`}
          value={card.alarm}
          placeholder="1"
          onChange={alarm => onChange(alarm === undefined ? without(card, 'alarm') : { ...card, alarm })}
        />
        <SomeOf
          of={card}
          field="areaIds"
          path={path}
          label={w('rules.areas')}
          options={options.areas}
          onChange={onChange}
        />
        <SomeOf
          of={card}
          field="levelIds"
          path={path}
          label={w('rules.levels')}
          options={options.levels}
          onChange={onChange}
        />
        <HoursField
          path={`${path}.hours`}
          value={card.hours}
          onChange={hours =>
            onChange({ ...without(card, 'hours'), ...(hours === undefined ? {} : { hours }) })
          }
        />
      </div>
      <NeedRows path={`${path}.needs`} needs={card.needs} onChange={needs => onChange({ ...card, needs })} />
      {!readOnly && (
        <button type="button" className="button button-small" data-do="removeCard" onClick={props.onRemove}>
          {w('rules.card.remove')}
        </button>
      )}
    </fieldset>
  );
}
