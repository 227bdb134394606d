import { type ListedOperator, roleSchema } from '@clarion/protocol';
import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';

export interface OperatorWanted {
  readonly login: string;
  readonly role: ListedOperator['role'];
  readonly unitId?: string;
}

/** A new sign-in: its name and role, and nothing else about anybody. The server makes the password. */
export function NewOperator(props: {
  readonly onMake: (wanted: OperatorWanted) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const w = useSpeech();
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<ListedOperator['role']>('callTaker');
  const [unitId, setUnitId] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const unit = role === 'responder' && unitId.trim() !== '' ? { unitId: unitId.trim() } : {};
    void props.onMake({ login, role, ...unit });
  };
  const leave = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') props.onCancel();
  };
  return (
    <form
      className="operator-new"
      aria-label={w('operators.new')}
      onSubmit={submit}
      onKeyDown={leave}
      data-part="new-operator"
    >
      <label className="card-field">
        <span className="label">{w('operators.login')}</span>
        <input
          ref={field}
          className="input"
          name="new-login"
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={80}
          value={login}
          onChange={event => setLogin(event.target.value)}
        />
      </label>
      <label className="card-field">
        <span className="label">{w('operators.role')}</span>
        <select
          className="input"
          name="new-role"
          value={role}
          onChange={event => setRole(event.target.value as ListedOperator['role'])}
        >
          {roleSchema.options.map(one => (
            <option key={one} value={one}>
              {w(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {role === 'responder' && (
        <label className="card-field">
          <span className="label">{w('operators.unit')}</span>
          <input
            className="input"
            name="new-unit"
            autoComplete="off"
            value={unitId}
            onChange={event => setUnitId(event.target.value)}
          />
        </label>
      )}
      <div className="operator-does">
        <button type="submit" className="button button-strong">
          {w('operators.make')}
        </button>
        <button type="button" className="button" onClick={props.onCancel}>
          {w('operators.cancel')} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
