import type { Configuration, Hours, Need } from '@clarion/dispatch';
import { timeOfDay } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { ChoiceField, NumberField, SomeField, useReadOnly } from './Fields.tsx';
import { optionsOf } from './options.ts';
import { Rows } from './Rows.tsx';
import { useRules } from './rules-desk.ts';

/** What is in hand, how to change it, and what can be named. */
export function useInHand() {
  const desk = useRules();
  const w = useSpeech();
  const wanted = useCell(desk.inHand)!;
  const answer = useCell(desk.answer)!;
  return { wanted, change: desk.change, options: optionsOf(wanted, answer, w), w };
}

/** An optional list: none is absent. */
const orAbsent = <K extends string, T>(key: K, list: readonly T[]): { readonly [key in K]?: readonly T[] } =>
  (list.length === 0 ? {} : { [key]: list }) as { readonly [key in K]?: readonly T[] };

/** The same without a field. */
export function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = value;
  return rest;
}

type ListField<T> = {
  [K in keyof T]-?: NonNullable<T[K]> extends readonly (string | number)[] ? K : never;
}[keyof T] &
  string;
type Entry<T, K extends keyof T> =
  NonNullable<T[K]> extends readonly (infer V)[] ? V & (string | number) : never;

/** A list that a rule may have: some of what there is, and absent where it is for all of it. */
export function SomeOf<T extends object, K extends ListField<T>>(props: {
  readonly of: T;
  readonly field: K;
  readonly path: string;
  readonly label: string;
  readonly options: readonly (readonly [value: Entry<T, K>, name: string])[];
  /** What none chosen means; everything, unless said. */
  readonly all?: string;
  /** In a column that has the label. */
  readonly bare?: boolean;
  readonly onChange: (next: T) => void;
}) {
  const w = useSpeech();
  const { of, field } = props;
  return (
    <SomeField
      bare={props.bare ?? false}
      label={props.label}
      path={`${props.path}.${field}`}
      value={(of[field] ?? []) as readonly Entry<T, K>[]}
      options={props.options}
      all={props.all ?? w('rules.all')}
      onChange={some => props.onChange({ ...without(of, field), ...orAbsent(field, some) } as unknown as T)}
    />
  );
}

/** Hours of the week, or always. */
export function HoursField(props: {
  readonly path: string;
  readonly value: Hours | undefined;
  readonly onChange: (value: Hours | undefined) => void;
}) {
  const { options, w } = useInHand();
  const readOnly = useReadOnly();
  const { value, path, onChange } = props;
  return (
    <span className="rules-hours">
      <label className="check">
        <input
          type="checkbox"
          data-field={`${path}.only`}
          disabled={readOnly}
          checked={value !== undefined}
          onChange={event => onChange(event.target.checked ? { fromMinute: 1200, toMinute: 420 } : undefined)}
        />
        {w('rules.hours.only')}
      </label>
      {value !== undefined && (
        <>
          <TimeField
            label={w('rules.hours.from')}
            path={`${path}.from`}
            value={value.fromMinute}
            onChange={fromMinute => onChange({ ...value, fromMinute })}
          />
          <TimeField
            label={w('rules.hours.to')}
            path={`${path}.to`}
            value={value.toMinute}
            onChange={toMinute => onChange({ ...value, toMinute })}
          />
          <SomeField
            label={w('rules.hours.days')}
            path={`${path}.days`}
            value={value.days ?? []}
            options={options.days}
            all={w('rules.everyDay')}
            onChange={days => onChange({ ...without(value, 'days'), ...orAbsent('days', days.toSorted()) })}
          />
        </>
      )}
    </span>
  );
}

function TimeField(props: {
  readonly label: string;
  readonly path: string;
  readonly value: number;
  readonly onChange: (minute: number) => void;
}) {
  const readOnly = useReadOnly();
  return (
    <label className="rules-time">
      <span className="label">{props.label}</span>{' '}
      <input
        type="time"
        className="input"
        data-field={props.path}
        disabled={readOnly}
        value={timeOfDay(props.value)}
        onChange={event => {
          const [hour, minute] = event.target.value.split(':').map(Number);
          if (hour !== undefined && minute !== undefined) props.onChange(hour * 60 + minute);
        }}
      />
    </label>
  );
}

/** A run card's needs: how many of what. */
export function NeedRows(props: {
  readonly path: string;
  readonly needs: readonly Need[];
  readonly onChange: (needs: readonly Need[]) => void;
}) {
  const { options, w } = useInHand();
  return (
    <Rows
      path={props.path}
      label={w('rules.need')}
      columns={[w('rules.count'), w('rules.capability')]}
      rows={props.needs}
      make={(): Need => ({
        capability:
          options.capabilities.find(([one]) => !props.needs.some(need => need.capability === one))?.[0] ?? '',
        count: 1,
      })}
      onChange={props.onChange}
      cells={(need, path, change) => [
        <NumberField
          key="count"
          bare
          label={w('rules.count')}
          path={`${path}.count`}
          value={need.count}
          onChange={count => change({ ...need, count: count ?? Number.NaN })}
        />,
        <ChoiceField
          key="capability"
          bare
          label={w('rules.capability')}
          path={`${path}.capability`}
          value={need.capability}
          options={options.capabilities}
          onChange={capability => change({ ...need, capability })}
        />,
      ]}
    />
  );
}

export type Level = NonNullable<Configuration['readiness']>['levels'][number];
