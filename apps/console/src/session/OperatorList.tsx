import type { ListedOperator } from '@clarion/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { PasswordField } from './PasswordField.tsx';

type Change = { ended?: boolean; signedIn?: false; secondFactor?: false; password?: string };

/** The sign-ins of a centre, for its administrator: to end one, to give it back, to help whoever lost device or password. */
export function OperatorList() {
  const console = useConsole();
  const w = useSpeech();
  const [operators, setOperators] = useState<readonly ListedOperator[]>([]);
  const [told, setTold] = useState('');
  const { request } = console;
  const own = console.session.get()?.login;

  const read = useCallback(async () => {
    const answer = await request.get<{ operators: ListedOperator[] }>('/api/operators');
    if (answer.ok) setOperators(answer.value.operators);
  }, [request]);
  useEffect(() => void read(), [read]);

  const change = async (login: string, what: Change) => {
    const answer = await request.patch(`/api/operators/${encodeURIComponent(login)}`, what);
    setTold(answer.ok ? w('operators.done', { login }) : w.fault(answer.error));
    await read();
  };
  return (
    <fieldset className="operators">
      <legend className="label">{w('operators.title')}</legend>
      <p className="faint">{w('operators.lead')}</p>
      <p role="status">{told}</p>
      <ul className="operator-list">
        {operators.map(operator => (
          <li key={operator.login} className={operator.ended ? 'operator-ended' : ''}>
            <Row
              operator={operator}
              isOwn={operator.login === own}
              onChange={what => change(operator.login, what)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Row(props: {
  readonly operator: ListedOperator;
  readonly isOwn: boolean;
  readonly onChange: (change: Change) => Promise<void>;
}) {
  const w = useSpeech();
  const { login, role, unitId, ended, secondFactor } = props.operator;
  const [password, setPassword] = useState('');
  const state = ended ? 'ended' : secondFactor ? 'secondFactor' : 'passwordOnly';
  const button = (name: string, change: Change) => (
    <button
      type="button"
      className="button"
      aria-label={w('operators.of', { action: w(`operators.${name}`), login })}
      onClick={() => void props.onChange(change)}
    >
      {w(`operators.${name}`)}
    </button>
  );
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    await props.onChange({ password });
    setPassword('');
  };
  return (
    <details className="account-part">
      <summary>
        <b>{login}</b> {w(`role.${role}`)} {unitId} <span className="faint">{w(`operators.${state}`)}</span>
      </summary>
      <div className="operator-does">
        {ended ? button('giveBack', { ended: false }) : !props.isOwn && button('end', { ended: true })}
        {!ended && !props.isOwn && button('signOut', { signedIn: false })}
        {secondFactor && button('removeFactor', { secondFactor: false })}
      </div>
      {!props.isOwn && (
        <form onSubmit={submit}>
          <PasswordField label={w('operators.newPassword')} isNew value={password} onChange={setPassword} />
          <button type="submit" className="button">
            {w('operators.setPassword')}
          </button>
        </form>
      )}
    </details>
  );
}
