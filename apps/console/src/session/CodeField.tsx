import { useEffect, useRef } from 'react';
import { useSpeech } from '../words/useSpeech.ts';

/** The six digits, or a recovery code. It has the focus as soon as it is there. */
export function CodeField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const w = useSpeech();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <label className="card-field">
      <span className="label">{w('session.code')}</span>
      <input
        ref={field}
        className="input input-large numeric"
        name="code"
        autoComplete="one-time-code"
        spellCheck={false}
        required
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </label>
  );
}
