import type { Session } from '@clarion/protocol';
import { useState } from 'react';
import type { Requester } from '../link/request.ts';
import type { Settings } from '../settings/settings.ts';
import { useSpeech } from '../words/useSpeech.ts';

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
  const [busy, setBusy] = useState(false);
  const { settings } = props;
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTold('');
    const answer = await props.request.post<Session>('/api/session', {
      login,
      password,
      language: settings.language,
    });
    setBusy(false);
    if (answer.ok) props.onSession(answer.value);
    else setTold(w.fault(answer.error));
  };
  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={submit}>
        <div className="sign-in-head">
          <span className="top-mark" aria-hidden="true" />
          <h1>Clarion</h1>
          {props.drill && <span className="tag tag-drill">{w('drill.banner')}</span>}
        </div>
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
        <label className="card-field">
          <span className="label">{w('session.password')}</span>
          <input
            className="input input-large"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        </label>
        <button type="submit" className="button button-strong button-large" disabled={busy}>
          {w('session.signIn')}
        </button>
        <p role="alert" className="sign-in-told">
          {told}
        </p>
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
