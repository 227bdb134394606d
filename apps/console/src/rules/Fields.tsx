import type { Names } from '@clarion/dispatch';
import { type ReactNode, useId } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { sayFault, useFault } from './faults.ts';
import { useRules } from './rules-desk.ts';

/** An auditor looks and changes nothing. */
export const useReadOnly = (): boolean => useCell(useRules().session)?.role === 'auditor';

interface FieldProps<T> {
  readonly label: string;
  /** Its place in a rules file: what is wrong with it is told beside it. */
  readonly path: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** In a table the column says it. */
  readonly bare?: boolean;
}

function Field(props: {
  readonly label: string;
  readonly path: string;
  readonly bare?: boolean | undefined;
  readonly children: (about: {
    readonly id: string;
    readonly 'data-field': string;
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string | undefined;
    readonly disabled: boolean;
  }) => ReactNode;
}) {
  const w = useSpeech();
  const id = useId();
  const fault = useFault(props.path);
  const disabled = useReadOnly();
  return (
    <span className="rules-field">
      <label className={props.bare ? 'hidden' : 'label'} htmlFor={id}>
        {props.label}
      </label>
      {props.children({
        id,
        'data-field': props.path,
        'aria-invalid': fault !== undefined,
        'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
        disabled,
      })}
      {fault !== undefined && (
        <span className="rules-fault" id={`${id}-fault`} data-fault={props.path}>
          {sayFault(fault, w)}
        </span>
      )}
    </span>
  );
}

/** What is empty is no number, and told as such. */
export function NumberField(props: FieldProps<number | undefined> & { readonly placeholder?: string }) {
  const { value } = props;
  return (
    <Field label={props.label} path={props.path} bare={props.bare}>
      {about => (
        <input
          {...about}
          className="input rules-number"
          type="number"
          placeholder={props.placeholder}
          value={typeof value !== 'number' || Number.isNaN(value) ? '' : value}
          onChange={event =>
            props.onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)
          }
        />
      )}
    </Field>
  );
}

export function TextField(props: FieldProps<string> & { readonly lang?: string }) {
  return (
    <Field label={props.label} path={props.path} bare={props.bare}>
      {about => (
        <input
          {...about}
          className="input"
          type="text"
          lang={props.lang}
          value={props.value}
          onChange={event => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A name in both languages, side by side; empty is absent. */
export function NamesField(props: Omit<FieldProps<Names>, 'label'>) {
  const w = useSpeech();
  return (
    <span className="rules-names">
      {(['en', 'zh'] as const).map(language => (
        <TextField
          key={language}
          label={w(`rules.name.${language}`)}
          path={`${props.path}.${language}`}
          bare={props.bare ?? false}
          lang={language === 'zh' ? 'zh-CN' : 'en'}
          value={props.value[language] ?? ''}
          onChange={text => {
            const { [language]: _, ...rest } = props.value;
            props.onChange(text === '' ? rest : { ...rest, [language]: text });
          }}
        />
      ))}
    </span>
  );
}

export function ChoiceField<T extends string>(
  props: FieldProps<T> & { readonly options: readonly (readonly [value: T, name: string])[] },
) {
  return (
    <Field label={props.label} path={props.path} bare={props.bare}>
      {about => (
        <select {...about} value={props.value} onChange={event => props.onChange(event.target.value as T)}>
          {props.options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Some of those there are; none ticked is all of them, where `all` says so. */
export function SomeField<T extends string | number>(
  props: FieldProps<readonly T[]> & {
    readonly options: readonly (readonly [value: T, name: string])[];
    readonly all: string;
  },
) {
  const w = useSpeech();
  const id = useId();
  const fault = useFault(props.path);
  const readOnly = useReadOnly();
  const { value, options } = props;
  const gone = value.filter(one => !options.some(([known]) => known === one));
  const shown = [...options, ...gone.map(one => [one, String(one)] as const)];
  const chosen = shown.flatMap(([one, name]) => (value.includes(one) ? [name] : []));
  return (
    <span className="rules-field">
      <details className="rules-some" data-field={props.path}>
        <summary aria-label={`${props.label}: ${chosen.join(', ') || props.all}`}>
          {!props.bare && <span className="label">{props.label} </span>}
          {chosen.length === 0 ? <span className="faint">{props.all}</span> : chosen.join(', ')}
        </summary>
        <fieldset disabled={readOnly}>
          <legend className="hidden">{props.label}</legend>
          {shown.map(([one, name]) => (
            <label key={one} className="check">
              <input
                type="checkbox"
                checked={value.includes(one)}
                data-option={one}
                onChange={event =>
                  props.onChange(
                    event.target.checked ? [...value, one] : value.filter(other => other !== one),
                  )
                }
              />
              {name}
            </label>
          ))}
        </fieldset>
      </details>
      {fault !== undefined && (
        <span className="rules-fault" id={`${id}-fault`} data-fault={props.path}>
          {sayFault(fault, w)}
        </span>
      )}
    </span>
  );
}

export function TickField(props: FieldProps<boolean>) {
  const readOnly = useReadOnly();
  return (
    <label className="check">
      <input
        type="checkbox"
        data-field={props.path}
        disabled={readOnly}
        checked={props.value}
        onChange={event => props.onChange(event.target.checked)}
      />
      <span className={props.bare ? 'hidden' : undefined}>{props.label}</span>
    </label>
  );
}
