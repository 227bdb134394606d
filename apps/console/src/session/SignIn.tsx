import type { Session } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import type { Requester } from '../link/request.ts';
import type { Settings } from '../settings/settings.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { BreakGlassForm } from './BreakGlassForm.tsx';
import { NameForm } from './NameForm.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** Sign-in. A session that ran out leaves the page as it stands: what was typed is still there afterwards. */
export function SignIn(props: {
  readonly request: Requester;
  readonly settings: Settings;
  readonly drill: boolean;
  readonly onSettings: (settings: Settings) => void;
  readonly onSession: (session: Session) => void;
}) {
  const w = useSpeech();
  const [byEnvelope, setByEnvelope] = useState(false);
  const [inside, setInside] = useState<Session>();
  const [ways, setWays] = useState({ signOn: false });
  const [why] = useState(whyBack);
  useEffect(() => {
    void props.request.get<{ signOn: boolean }>('/api/session/ways').then(answer => {
      if (answer.ok) setWays(answer.value);
    });
  }, [props.request]);
  const { settings, request } = props;
  // What is shown once is not kept with the session.
  const enter = ({ recoveryCodes: _, ...session }: Session) => props.onSession(session);
  const onSession = (session: Session) =>
    session.recoveryCodes === undefined ? enter(session) : setInside(session);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-head">
          <span className="top-mark" aria-hidden="true" />
          <h1>Clarion</h1>
          {props.drill && <span className="tag tag-drill">{w('drill.banner')}</span>}
        </div>
        {inside !== undefined ? (
          <RecoveryCodes codes={inside.recoveryCodes ?? []} onDone={() => enter(inside)} />
        ) : (
          <>
            {byEnvelope ? (
              <BreakGlassForm request={request} language={settings.language} onSession={onSession} />
            ) : (
              <NameForm request={request} language={settings.language} onSession={onSession} />
            )}
            {ways.signOn && (
              <a className="button button-large" href="/api/session/sign-on">
                {w('session.signOn')}
              </a>
            )}
            {why !== undefined && (
              <p role="alert" className="sign-in-told">
                {w(why)}
              </p>
            )}
            <button
              type="button"
              className="top-tool"
              data-action="break-glass"
              onClick={() => setByEnvelope(now => !now)}
            >
              {w(byEnvelope ? 'breakGlass.back' : 'breakGlass.open')}
            </button>
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
          </>
        )}
      </div>
    </main>
  );
}

/** Why the organisation's sign-on sent the browser back, said once. */
function whyBack(): string | undefined {
  const code = /^#sign-on=(SignOn[A-Za-z]+)$/.exec(location.hash)?.[1];
  if (code !== undefined) history.replaceState(null, '', location.pathname);
  return code;
}
