import { useEffect, useRef } from 'react';

/** One password; `isNew` tells a keeper of passwords that it is to be made. */
export function PasswordField(props: {
  readonly label: string;
  readonly value: string;
  readonly isNew?: boolean;
  readonly large?: boolean;
  /** It comes in the place of another field, and is what is typed into next. */
  readonly isNext?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.isNext === true) field.current?.focus();
  }, [props.isNext]);
  return (
    <label className="card-field">
      <span className="label">{props.label}</span>
      <input
        ref={field}
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
