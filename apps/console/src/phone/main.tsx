import '../style/tokens.css';
import '../style/base.css';
import '../style/floor.css';
import '../style/phone.css';
import '../style/protocol.css';
import '../style/shifts.css';
import '../style/staging.css';
import type {
  CommandAccepted,
  LogClock,
  PlacePackAnswer,
  ServerMessage,
  Session,
  UnitView,
} from '@clarion/protocol';
import { StrictMode, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { cell, useCell } from '../cell.ts';
import { logTime } from '../link/clock.ts';
import { createLive, type Liveness, type Socket } from '../link/live.ts';
import { createRequester } from '../link/request.ts';
import { keepUnitPage } from '../offline/keep-page.ts';
import { type KindOfLog, kindOfLog } from '../session/kind-of-log.ts';
import { SignIn } from '../session/SignIn.tsx';
import { keepSettings, readSettings } from '../settings/settings.ts';
import { useTheme } from '../settings/useTheme.ts';
import { createSpeech } from '../words/speak.ts';
import { SpeechContext } from '../words/useSpeech.ts';
import { type Cry, createCallForHelp } from './call-for-help.ts';
import { keptStates } from './kept-state.ts';
import { createOutbox, type Tap } from './outbox.ts';
import { Phone, type PhoneParts } from './Phone.tsx';

const kept = <T,>(key: string): T | undefined => {
  const text = localStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as T);
};
const TAPS = 'clarion.phone.taps';
const SESSION = 'clarion.phone.session';

const settings = cell(readSettings(localStorage, navigator.language));
const session = cell<Session | undefined>(undefined);
const CRIES = 'clarion.phone.help';
const state = keptStates(localStorage);
const before = state.last();
const view = cell<UnitView | undefined>(before.view);
const taps = cell<readonly Tap[]>([]);
const told = cell<string | undefined>(undefined);
const liveness = cell<Liveness>({ state: 'connecting' });
const place = cell<PlacePackAnswer | undefined>(before.place);
const log = cell<{ readonly kind?: KindOfLog; readonly clock?: LogClock }>(before.log ?? {});
const heardAt = cell<number | undefined>(before.heardAt);
const tick = cell(Date.now());

const request = createRequester({
  fetch: (input, init) => fetch(input, init),
  language: () => settings.get().language,
  wall: Date.now,
  ...(before.skewMs === undefined ? {} : { skewMs: before.skewMs }),
});
const now = () => logTime(log.get().clock, Date.now() + request.skewMs());
const speech = () => createSpeech(settings.get().language, place.get()?.timeZone ?? 'UTC');

const outbox = createOutbox({
  post: command => request.post<CommandAccepted>('/api/commands', command),
  read: () => kept<readonly Tap[]>(TAPS) ?? [],
  keep: all => localStorage.setItem(TAPS, JSON.stringify(all)),
  newId: () => crypto.randomUUID(),
  onChange: all => taps.set(all),
  onSent: tap => void tellIfLate(tap),
  onRefused: (_tap, fault) => told.set(speech()('phone.refused', { why: speech().fault(fault) })),
});
taps.set(outbox.waiting());

const cries = cell<readonly Cry[]>([]);
const help = createCallForHelp({
  post: command => request.post<CommandAccepted>('/api/commands', command),
  read: () => kept<readonly Cry[]>(CRIES) ?? [],
  keep: all => localStorage.setItem(CRIES, JSON.stringify(all)),
  newId: () => crypto.randomUUID(),
  onChange: all => cries.set(all),
});
cries.set(help.waiting());

/** A tap that waited for the network may have been overtaken by the desk: then the record has it, and the status stands. */
async function tellIfLate(tap: Tap) {
  if (now() - tap.happenedAt < 3_000 || taps.get().length > 0) return;
  const own = await request.get<UnitView>('/api/unit');
  if (!own.ok) return;
  take(own.value);
  const { status, statusSince } = own.value.unit;
  if (statusSince > tap.happenedAt && status !== tap.status)
    told.set(
      speech()('phone.lateShown', {
        status: speech()(`status.${tap.status}`),
        time: speech().time(tap.happenedAt),
      }),
    );
}

function take(next: UnitView) {
  view.set(next);
  state.keep({ view: next });
  hear();
}

/** The centre has spoken: what the page shows is of now. */
function hear() {
  heardAt.set(Math.round(now()));
  state.keep({ heardAt: heardAt.get()!, skewMs: request.skewMs(), log: log.get() });
}

const live = createLive({
  open: () =>
    new WebSocket(
      `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`,
    ) as unknown as Socket,
  wall: Date.now,
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  cursor: () => 0,
  onLiveness: next => {
    liveness.set(next);
    if (next.state === 'live') {
      void help.flush();
      void outbox.flush();
    }
  },
  onMessage: (message: ServerMessage) => {
    if (message.type === 'hello') {
      log.set({ kind: message.kind, clock: message.clock });
      live.caughtUp();
    } else if (message.type === 'clock') log.set({ ...log.get(), clock: message.clock });
    if (message.type === 'unit') take(message.view);
    else hear();
  },
});

let following = false;
async function follow(found: Session) {
  request.setCsrfToken(found.csrfToken);
  session.set(found);
  localStorage.setItem(SESSION, JSON.stringify(found));
  const [pack, own] = await Promise.all([
    request.get<PlacePackAnswer>('/api/place'),
    request.get<UnitView>('/api/unit'),
  ]);
  if (pack.ok) {
    place.set(pack.value);
    state.keep({ place: pack.value });
  }
  if (own.ok) take(own.value);
  if (following) live.again();
  else live.start();
  following = true;
  void outbox.flush();
}

setInterval(() => tick.set(Math.floor(now() / 1000) * 1000), 500);
setInterval(() => void outbox.flush(), 5_000);
setInterval(() => void help.flush(), 2_000);
addEventListener('online', () => live.again());
settings.follow(() => keepSettings(localStorage, settings.get()));
keepUnitPage();

const parts: PhoneParts = {
  request,
  outbox,
  help,
  cries,
  view,
  taps,
  told,
  liveness,
  place,
  log,
  tick,
  kept: state,
  heardAt,
  now,
};

function Page() {
  const found = useCell(session);
  const chosen = useCell(settings);
  const timeZone = useCell(place, pack => pack?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const theme = useTheme(chosen);
  const words = useMemo(() => createSpeech(chosen.language, timeZone), [chosen.language, timeZone]);
  const drillOrNot = useCell(log, known => known.kind);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    document.documentElement.lang = chosen.language;
    document
      .querySelector('link[rel=manifest]')
      ?.setAttribute('href', `/unit.${chosen.language}.webmanifest`);
  }, [chosen.language]);
  useEffect(() => {
    void kindOfLog(request).then(found => {
      if (found !== undefined) log.set({ ...log.get(), kind: found });
    });
    void request.get<Session>('/api/session').then(async answer => {
      const before = kept<Session>(SESSION);
      if (answer.ok) await follow(answer.value);
      // Without a network the last session goes on; the server asks again when it is back.
      else if (answer.error.status === 0 && before !== undefined) await follow(before);
      setAsked(true);
    });
  }, []);
  const signOut = async () => {
    const answer = await request.remove('/api/session');
    if (!answer.ok && answer.error.status !== 401) return told.set(words.fault(answer.error));
    localStorage.removeItem(SESSION);
    state.forget();
    location.reload();
  };
  if (!asked) return null;
  return (
    <SpeechContext.Provider value={words}>
      {found === undefined ? (
        <SignIn
          request={request}
          settings={chosen}
          drill={drillOrNot === 'drill'}
          onSettings={next => settings.set(next)}
          onSession={next => void follow(next)}
        />
      ) : found.unitId === undefined ? (
        <main className="phone phone-wrong">
          <p>{words('phone.notUnit')}</p>
          <a href="/">{words('phone.toConsole')}</a>
        </main>
      ) : (
        <Phone parts={parts} session={found} theme={theme} onSignOut={() => void signOut()} />
      )}
    </SpeechContext.Provider>
  );
}

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
