/** One of a list: of units, hospitals, or codes with their words. */
export function Choose<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly onChange: (value: T) => void;
  readonly spot?: string;
}) {
  const { label, value, options, onChange, spot } = props;
  return (
    <label>
      {label}{' '}
      <select
        value={value}
        data-field={spot}
        onChange={event => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A whole number from `least` to `most`; what is outside is not taken. */
export function FigureField(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly spot: string;
  readonly least?: number;
  readonly most?: number;
}) {
  const { label, value, onChange, spot, least = 0, most = 9999 } = props;
  return (
    <label>
      {label}{' '}
      <input
        type="number"
        min={least}
        max={most}
        value={value}
        data-field={spot}
        onChange={event => {
          const said = Math.round(event.target.valueAsNumber);
          if (said >= least && said <= most) onChange(said);
        }}
      />
    </label>
  );
}
