import { useSpeech } from '../words/useSpeech.ts';

/** Why: one of a closed list, each word found under `word`. */
export function ReasonField<T extends string>(props: {
  readonly label: string;
  readonly word: string;
  readonly reasons: readonly T[];
  readonly value: T;
  readonly onChange: (reason: T) => void;
  readonly hidden?: boolean;
  /** A key goes there. */
  readonly spot?: string;
}) {
  const w = useSpeech();
  const { label, word, reasons, value, onChange, hidden, spot } = props;
  return (
    <label hidden={hidden}>
      {label}{' '}
      <select
        value={value}
        data-focus={spot}
        onChange={event => {
          const chosen = reasons.find(one => one === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {reasons.map(one => (
          <option key={one} value={one}>
            {w(`${word}.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A whole number from 1 to `most`; what is outside is not taken. */
export function CountField(props: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (count: number) => void;
}) {
  const { label, value, most, onChange } = props;
  return (
    <label>
      {label}{' '}
      <input
        type="number"
        min={1}
        max={most}
        value={value}
        onChange={event => {
          const said = Math.round(event.target.valueAsNumber);
          if (said >= 1 && said <= most) onChange(said);
        }}
      />
    </label>
  );
}

/** What everything that is set for a time asks for: why, and for how long. */
export function ReasonAndExpiry<T extends string>(props: {
  readonly word: string;
  readonly reasons: readonly T[];
  readonly reason: T;
  readonly onReason: (reason: T) => void;
  readonly unit: 'minutes' | 'hours';
  readonly amount: number;
  readonly most: number;
  readonly onAmount: (amount: number) => void;
  /** The reason is asked elsewhere. */
  readonly noReason?: boolean;
}) {
  const w = useSpeech();
  const { word, reasons, reason, onReason, unit, amount, most, onAmount, noReason } = props;
  return (
    <>
      <ReasonField
        label={w('streets.reason')}
        hidden={noReason === true}
        {...{ word, reasons }}
        value={reason}
        onChange={onReason}
      />
      <CountField
        label={w(unit === 'hours' ? 'readiness.hours' : 'streets.minutes')}
        value={amount}
        most={most}
        onChange={onAmount}
      />
    </>
  );
}
