import './style/tokens.css';
import './style/base.css';
import './style/floor.css';
import './style/card.css';
import './style/incident.css';
import './style/cordon.css';
import './style/protocol.css';
import './style/language.css';
import './style/crews.css';
import './style/duplicates.css';
import './style/paper.css';
import './style/briefing-sheet.css';
import './style/emergency-plan.css';
import './style/alarms.css';
import './style/hand-over.css';
import './style/shifts.css';
import './style/move-up.css';
import './style/staging.css';
import './style/major.css';
import type { Session } from '@clarion/protocol';
import { StrictMode, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useCell } from './cell.ts';
import { ConsoleContext } from './console.ts';
import { Floor } from './floor/Floor.tsx';
import { keepPage } from './offline/keep-page.ts';
import { AdminPage } from './session/AdminPage.tsx';
import { keepSession, lastSession } from './session/kept-session.ts';
import { kindOfLog } from './session/kind-of-log.ts';
import { signOut as leave } from './session/leaving.ts';
import { SignIn } from './session/SignIn.tsx';
import { useTheme } from './settings/useTheme.ts';
import { startConsole } from './start.ts';
import { createSpeech } from './words/speak.ts';
import { SpeechContext } from './words/useSpeech.ts';

const console_ = startConsole();
keepPage();

function Page() {
  const session = useCell(console_.session);
  const settings = useCell(console_.settings);
  const timeZone = useCell(console_.place, place => place?.timeZone ?? 'UTC');
  const kind = useCell(console_.picture.log, log => log.kind);
  const theme = useTheme(settings);
  const speech = useMemo(() => createSpeech(settings.language, timeZone), [settings.language, timeZone]);
  const [asked, setAsked] = useState(false);
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    document.documentElement.lang = settings.language;
  }, [settings.language]);
  useEffect(() => {
    void kindOfLog(console_.request).then(known => {
      if (known !== undefined) console_.picture.log.change(log => ({ ...log, kind: known }));
    });
    void console_.request.get<Session>('/api/session').then(async answer => {
      if (answer.ok) await console_.follow(answer.value);
      else {
        // The server is away: this tab's own session shows the last board, marked as not live.
        const before = lastSession(sessionStorage, Date.now());
        if (answer.error.status === 0 && before !== undefined) await console_.follow(before);
      }
      setAsked(true);
    });
  }, []);
  useEffect(() => {
    if (asked) keepSession(sessionStorage, session);
    if (session !== undefined) setSeen(true);
  }, [session, asked]);

  const signOut = async () => {
    await leave({
      remove: () => console_.request.remove('/api/session'),
      forget: () => {
        sessionStorage.clear();
        location.reload();
      },
      tell: fault => console_.tell('alert', speech.fault(fault)),
    });
  };
  if (!asked) return null;
  return (
    <SpeechContext.Provider value={speech}>
      <ConsoleContext.Provider value={console_}>
        {session?.role === 'administrator' ? (
          <AdminPage session={session} onSignOut={() => void signOut()} />
        ) : (
          (session !== undefined || seen) && <Floor theme={theme} onSignOut={() => void signOut()} />
        )}
        {session === undefined && (
          <div className={seen ? 'sign-in-again' : ''}>
            <SignIn
              request={console_.request}
              settings={settings}
              drill={kind === 'drill'}
              onSettings={next => console_.settings.set(next)}
              onSession={found => void console_.follow(found)}
            />
          </div>
        )}
      </ConsoleContext.Provider>
    </SpeechContext.Provider>
  );
}

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
