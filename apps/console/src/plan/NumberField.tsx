/** A number, or nothing where nothing was said. What lies outside is not taken. */
export function NumberField(props: {
  readonly label: string;
  readonly name: string;
  readonly value: number | undefined;
  readonly least?: number;
  readonly most?: number;
  readonly onChange: (value: number | undefined) => void;
}) {
  const { least = 0, most = 1e15 } = props;
  return (
    <input
      type="number"
      className="input plan-short"
      aria-label={props.label}
      name={props.name}
      min={least}
      max={most}
      step="any"
      value={props.value ?? ''}
      onChange={event => {
        const said = event.target.valueAsNumber;
        if (event.target.value === '') props.onChange(undefined);
        else if (said >= least && said <= most) props.onChange(said);
      }}
    />
  );
}
