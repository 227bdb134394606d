/** One password; `isNew` tells a keeper of passwords that it is to be made. */
export function PasswordField(props: {
  readonly label: string;
  readonly value: string;
  readonly isNew?: boolean;
  readonly large?: boolean;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="card-field">
      <span className="label">{props.label}</span>
      <input
        className={props.large === true ? 'input input-large' : 'input'}
        name={props.isNew === true ? 'new-password' : 'password'}
        type="password"
        autoComplete={props.isNew === true ? 'new-password' : 'current-password'}
        required
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </label>
  );
}
