import '../style/tokens.css';
import '../style/base.css';
import '../style/plan.css';
import '../style/rules.css';
import type { Session } from '@clarion/protocol';
import { StrictMode, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { cell, useCell } from '../cell.ts';
import { createRequester } from '../link/request.ts';
import { kindOfLog } from '../session/kind-of-log.ts';
import { SignIn } from '../session/SignIn.tsx';
import { keepSettings, readSettings } from '../settings/settings.ts';
import { useTheme } from '../settings/useTheme.ts';
import { createSpeech } from '../words/speak.ts';
import { SpeechContext } from '../words/useSpeech.ts';
import { RulesPage } from './RulesPage.tsx';
import { createRulesDesk, RulesContext } from './rules-desk.ts';

const settings = cell(readSettings(localStorage, navigator.language));
settings.follow(() => keepSettings(localStorage, settings.get()));
const request = createRequester({
  fetch: (input, init) => fetch(input, init),
  language: () => settings.get().language,
  wall: Date.now,
});
const desk = createRulesDesk({ request, settings, storage: sessionStorage });
/** Of the log behind this page; told to whoever asks, before sign-in too. */
const kind = cell<string | undefined>(undefined);

const sees = ({ role }: Session) => role === 'administrator' || role === 'commander' || role === 'auditor';

async function follow(found: Session) {
  request.setCsrfToken(found.csrfToken);
  desk.session.set(found);
  if (sees(found)) await desk.load();
}

function Page() {
  const session = useCell(desk.session);
  const chosen = useCell(settings);
  const drillOrNot = useCell(kind);
  const timeZone = useCell(desk.answer, answer => answer?.timeZone ?? 'UTC');
  useTheme(chosen);
  const w = useMemo(() => createSpeech(chosen.language, timeZone), [chosen.language, timeZone]);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    document.documentElement.lang = chosen.language;
    document.title = `Clarion · ${w('rules.title')}`;
  }, [chosen.language, w]);
  useEffect(() => {
    void kindOfLog(request).then(found => {
      if (found !== undefined) kind.set(found);
    });
    void request.get<Session>('/api/session').then(async answer => {
      if (answer.ok) await follow(answer.value);
      setAsked(true);
    });
  }, []);
  const signOut = async () => {
    const answer = await request.remove('/api/session');
    if (!answer.ok && answer.error.status !== 401) return desk.fault.set(answer.error);
    desk.forget();
    location.reload();
  };
  if (!asked) return null;
  return (
    <SpeechContext.Provider value={w}>
      <RulesContext.Provider value={desk}>
        {session === undefined ? (
          <SignIn
            request={request}
            settings={chosen}
            drill={drillOrNot === 'drill'}
            onSettings={next => settings.set(next)}
            onSession={next => void follow(next)}
          />
        ) : sees(session) ? (
          <RulesPage kind={drillOrNot} onSignOut={() => void signOut()} />
        ) : (
          <main className="plan-wrong">
            <p>{w('rules.notHere')}</p>
            <a href="/">{w('phone.toConsole')}</a>
          </main>
        )}
      </RulesContext.Provider>
    </SpeechContext.Provider>
  );
}

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
