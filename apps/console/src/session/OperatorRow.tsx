import { type ListedOperator, roleSchema } from '@clarion/protocol';
import { useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';

type Role = ListedOperator['role'];

export type OperatorDoes =
  | { readonly ended: boolean }
  | { readonly signedIn: false }
  | { readonly secondFactor: false }
  | { readonly newPassword: true }
  | { readonly role: Role };

/** What a person can be: a crew's device stays one, and is made anew. */
export const personRoles: readonly Role[] = roleSchema.options.filter(role => role !== 'responder');

/** One sign-in: what it is, and behind it what can be done to it. */
export function OperatorRow(props: {
  readonly operator: ListedOperator;
  readonly isOwn: boolean;
  readonly onChange: (change: OperatorDoes) => Promise<void>;
}) {
  const w = useSpeech();
  const { operator, isOwn } = props;
  const { login, role, unitId, ended, secondFactor, since, changedAt, signsOn, passwordOnce, until } =
    operator;
  const state = ended ? 'ended' : secondFactor ? 'secondFactor' : 'passwordOnly';
  // A password of ours says nothing of somebody whom another door lets in.
  const said = [
    ...(ended || signsOn !== true ? [w(`operators.${state}`)] : []),
    w('operators.since', { at: w.date(since) }),
    ...(changedAt === undefined ? [] : [w('operators.changedAt', { at: w.date(changedAt) })]),
    ...(signsOn ? [w('operators.signsOn')] : []),
    ...(passwordOnce ? [w('operators.passwordOnce')] : []),
    ...(until === undefined ? [] : [w('operators.until', { at: w.date(until) })]),
  ];
  const button = (name: string, change: OperatorDoes) => (
    <button
      type="button"
      className="button"
      aria-label={w('operators.of', { action: w(`operators.${name}`), login })}
      onClick={() => void props.onChange(change)}
    >
      {w(`operators.${name}`)}
    </button>
  );
  const isLasting = !isOwn && until === undefined;
  return (
    <details className="account-part">
      <summary>
        <b>{login}</b> {w(`role.${role}`)} {unitId} <span className="faint">{said.join(' · ')}</span>
      </summary>
      {isOwn ? (
        <p className="faint">{w('OperatorSelf')}</p>
      ) : (
        <>
          <div className="operator-does">
            {!ended && button('end', { ended: true })}
            {ended && isLasting && button('giveBack', { ended: false })}
            {!ended && button('signOut', { signedIn: false })}
            {secondFactor && button('removeFactor', { secondFactor: false })}
            {isLasting && signsOn !== true && button('newPassword', { newPassword: true })}
          </div>
          {isLasting && signsOn !== true && role !== 'responder' && (
            <RoleForm login={login} role={role} onRole={next => props.onChange({ role: next })} />
          )}
        </>
      )}
    </details>
  );
}

function RoleForm(props: {
  readonly login: string;
  readonly role: Role;
  readonly onRole: (role: Role) => Promise<void>;
}) {
  const w = useSpeech();
  const [role, setRole] = useState(props.role);
  const { login } = props;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void props.onRole(role);
  };
  return (
    <form onSubmit={submit} className="operator-role">
      <label className="card-field">
        <span className="label">{w('operators.role')}</span>
        <select
          className="input"
          name="role"
          value={role}
          onChange={event => setRole(event.target.value as Role)}
        >
          {personRoles.map(one => (
            <option key={one} value={one}>
              {w(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="submit"
        className="button"
        disabled={role === props.role}
        aria-label={w('operators.of', { action: w('operators.setRole'), login })}
      >
        {w('operators.setRole')}
      </button>
    </form>
  );
}
