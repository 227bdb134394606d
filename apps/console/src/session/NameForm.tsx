import type { Enrolment, Session } from '@clarion/protocol';
import { useState } from 'react';
import type { Requester } from '../link/request.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CodeField } from './CodeField.tsx';
import { Enrol } from './Enrol.tsx';
import { PasswordField } from './PasswordField.tsx';

/**
 * What is asked for: name and password; one's own password, where somebody else had made it; then perhaps a code, of a device
 * that is there or is to be made known now.
 */
type Step =
  | { readonly asks: 'password' }
  | { readonly asks: 'own' }
  | { readonly asks: 'code'; readonly enrolment?: Enrolment };

/** The way in by name and password, and where it is asked for by a second factor. */
export function NameForm(props: {
  readonly request: Requester;
  readonly language: string;
  readonly onSession: (session: Session) => void;
}) {
  const w = useSpeech();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<Step>({ asks: 'password' });
  const [own, setOwn] = useState('');
  const [code, setCode] = useState('');
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTold('');
    const answer = await props.request.post<Session>('/api/session', {
      login,
      password,
      ...(own === '' ? {} : { newPassword: own }),
      ...(step.asks === 'code' ? { code } : {}),
      language: props.language,
    });
    setBusy(false);
    if (answer.ok) return props.onSession(answer.value);
    const { error } = answer;
    if (error.code === 'PasswordOnce') return setStep({ asks: 'own' });
    if (error.code === 'SecondFactorNeeded') return setStep({ asks: 'code' });
    if (error.code === 'SecondFactorEnrol')
      return setStep({ asks: 'code', enrolment: error.facts as unknown as Enrolment });
    setTold(w.fault(error));
    if (error.code === 'SecondFactorWrong') setCode('');
  };
  const again = () => {
    setStep({ asks: 'password' });
    setOwn('');
    setCode('');
    setTold('');
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      {step.asks === 'password' ? (
        <>
          <p className="faint">{w('session.lead')}</p>
          <label className="card-field">
            <span className="label">{w('session.login')}</span>
            <input
              className="input input-large"
              name="login"
              autoComplete="username"
              required
              value={login}
              onChange={event => setLogin(event.target.value)}
            />
          </label>
          <PasswordField label={w('session.password')} large value={password} onChange={setPassword} />
        </>
      ) : step.asks === 'own' ? (
        <>
          <p>{w('PasswordOnce')}</p>
          <PasswordField label={w('session.own')} large isNew isNext value={own} onChange={setOwn} />
        </>
      ) : (
        <>
          <p>{w(step.enrolment === undefined ? 'SecondFactorNeeded' : 'SecondFactorEnrol')}</p>
          {step.enrolment !== undefined && <Enrol {...step.enrolment} />}
          <CodeField value={code} onChange={setCode} />
        </>
      )}
      <button type="submit" className="button button-strong button-large" disabled={busy}>
        {w('session.signIn')}
      </button>
      <p role="alert" className="sign-in-told">
        {told}
      </p>
      {step.asks !== 'password' && (
        <button type="button" className="top-tool" onClick={again}>
          {w('session.back')}
        </button>
      )}
    </form>
  );
}
