import type { Enrolment, Session } from '@clarion/protocol';
import { useState } from 'react';
import type { Requester } from '../link/request.ts';
import type { Settings } from '../settings/settings.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CodeField } from './CodeField.tsx';
import { Enrol } from './Enrol.tsx';
import { PasswordField } from './PasswordField.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** What is asked for: name and password, then perhaps a code, of a device that is there or is to be made known now. */
type Step = { readonly asks: 'password' } | { readonly asks: 'code'; readonly enrolment?: Enrolment };

/** Sign-in. A session that ran out leaves the page as it stands: what was typed is still there afterwards. */
export function SignIn(props: {
  readonly request: Requester;
  readonly settings: Settings;
  readonly drill: boolean;
  readonly onSettings: (settings: Settings) => void;
  readonly onSession: (session: Session) => void;
}) {
  const w = useSpeech();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [told, setTold] = useState('');
  const [step, setStep] = useState<Step>({ asks: 'password' });
  const [code, setCode] = useState('');
  const [inside, setInside] = useState<Session>();
  const [busy, setBusy] = useState(false);
  const { settings } = props;
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTold('');
    const answer = await props.request.post<Session>('/api/session', {
      login,
      password,
      ...(step.asks === 'code' ? { code } : {}),
      language: settings.language,
    });
    setBusy(false);
    if (answer.ok)
      return answer.value.recoveryCodes === undefined ? enter(answer.value) : setInside(answer.value);
    setTold(w.fault(answer.error));
    if (answer.error.code === 'SecondFactorNeeded') setStep({ asks: 'code' });
    if (answer.error.code === 'SecondFactorEnrol')
      setStep({ asks: 'code', enrolment: answer.error.facts as unknown as Enrolment });
    if (answer.error.code === 'SecondFactorWrong') setCode('');
  };
  // What is shown once is not kept with the session.
  const enter = ({ recoveryCodes: _, ...session }: Session) => props.onSession(session);
  const again = () => {
    setStep({ asks: 'password' });
    setCode('');
    setTold('');
  };
  if (inside !== undefined)
    return (
      <main className="sign-in">
        <div className="sign-in-card">
          <RecoveryCodes codes={inside.recoveryCodes ?? []} onDone={() => enter(inside)} />
        </div>
      </main>
    );
  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={submit}>
        <div className="sign-in-head">
          <span className="top-mark" aria-hidden="true" />
          <h1>Clarion</h1>
          {props.drill && <span className="tag tag-drill">{w('drill.banner')}</span>}
        </div>
        <p className="faint">{w('session.lead')}</p>
        {step.asks === 'password' ? (
          <>
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
        ) : (
          <>
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
        {step.asks === 'code' && (
          <button type="button" className="top-tool" onClick={again}>
            {w('session.back')}
          </button>
        )}
        <button
          type="button"
          className="top-tool"
          data-action="language"
          onClick={() =>
            props.onSettings({ ...settings, language: settings.language === 'en' ? 'zh-CN' : 'en' })
          }
        >
          {w('top.otherLanguage')}
        </button>
      </form>
    </main>
  );
}
