import { type IncidentType, suggestTypes } from '@clarion/dispatch';
import { useId, useMemo, useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';

/**
 * Types that the typed text or the caller's words speak for; people choose, nothing is set by itself.
 * A typed beginning of a name finds it in either language.
 */
export function typesFor(
  types: readonly IncidentType[],
  typed: string,
  said: string,
  limit = 5,
): readonly IncidentType[] {
  const byId = new Map(types.map(type => [type.typeId, type]));
  const wanted = typed.trim().toLowerCase();
  if (wanted !== '') {
    const named = types.filter(type =>
      Object.values(type.names).some(name => name.toLowerCase().includes(wanted)),
    );
    const meant = suggestTypes(typed, types).flatMap(({ typeId }) => byId.get(typeId) ?? []);
    return [...new Set([...named, ...meant])].slice(0, limit + 3);
  }
  return suggestTypes(said, types)
    .flatMap(({ typeId }) => byId.get(typeId) ?? [])
    .slice(0, limit);
}

export function TypeField(props: {
  readonly types: readonly IncidentType[];
  readonly typeId: string | undefined;
  readonly said: string;
  readonly typed: string;
  readonly disabled: boolean;
  readonly onTyped: (text: string) => void;
  readonly onChoose: (typeId: string) => void;
}) {
  const w = useSpeech();
  const id = useId();
  const [active, setActive] = useState(0);
  const found = useMemo(
    () => typesFor(props.types, props.typed, props.said),
    [props.types, props.typed, props.said],
  );
  const chosen = props.types.find(type => type.typeId === props.typeId);
  const shown = found.filter(type => type.typeId !== props.typeId);
  const searching = props.typed.trim() !== '';
  return (
    <div className="card-field type-field">
      <label className="label" htmlFor={id}>
        {w('card.type')}
      </label>
      <div className="type-line">
        {chosen !== undefined && (
          <span className={`type-chosen priority-${chosen.priority}`} title={w.named(chosen.names)}>
            <b className="priority-mark">{w('priority.short', { n: chosen.priority })}</b>{' '}
            {w.named(chosen.names)}
          </span>
        )}
        <input
          id={id}
          className="input"
          data-focus="type"
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          {...(searching && shown[active] !== undefined
            ? { 'aria-activedescendant': `${id}-${active}` }
            : {})}
          autoComplete="off"
          disabled={props.disabled}
          placeholder={chosen === undefined ? w('card.typeHint') : w('card.typeChange')}
          value={props.typed}
          onChange={event => {
            setActive(0);
            props.onTyped(event.target.value);
          }}
          onKeyDown={event => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault();
              const step = event.key === 'ArrowDown' ? 1 : -1;
              if (shown.length > 0) setActive(now => (now + step + shown.length) % shown.length);
            } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              const type = shown[active];
              if (type !== undefined) props.onChoose(type.typeId);
            }
          }}
        />
      </div>
      <div role="listbox" id={`${id}-list`} className="type-list" aria-label={w('card.typeSuggestions')}>
        {!props.disabled &&
          shown.map((type, i) => (
            <div
              key={type.typeId}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              className={`type-option priority-${type.priority}`}
              onMouseDown={event => event.preventDefault()}
              onClick={() => props.onChoose(type.typeId)}
              onKeyDown={undefined}
            >
              <b className="priority-mark">{w('priority.short', { n: type.priority })}</b>{' '}
              {w.named(type.names)}
            </div>
          ))}
      </div>
    </div>
  );
}
