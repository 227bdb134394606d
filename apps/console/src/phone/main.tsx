import '../style/tokens.css';
import '../style/base.css';
import '../style/floor.css';
import '../style/phone.css';
import '../style/protocol.css';
import '../style/shifts.css';
import '../style/staging.css';
import { instant } from '@clarion/measure';
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
import { Phone } from './Phone.tsx';
import type { PhoneParts } from './parts.ts';
import { createQueue, type Queued, statusesOf } from './queue.ts';
import { queueHere } from './queue-store.ts';
import { sendAction } from './send.ts';

const kept = <T,>(key: string): T | undefined => {
  const text = localStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as T);
};
const SESSION = 'clarion.phone.session';

const settings = cell(readSettings(localStorage, navigator.language));
const session = cell<Session | undefined>(undefined);
const CRIES = 'clarion.phone.help';
const state = keptStates(localStorage);
const before = state.last();
const view = cell<UnitView | undefined>(before.view);
const items = cell<readonly Queued[]>([]);
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

const queue = createQueue({
  store: queueHere(),
  send: (item, picture) => sendAction(request, item, picture),
  unitId: () => session.get()?.unitId,
  newId: () => crypto.randomUUID(),
  now,
  onChange: all => items.set(all),
  onSent: item => void tellIfLate(item),
  why: fault => speech().fault(fault),
  onFull: () => told.set(speech()('phone.full')),
});

const cries = cell<readonly Cry[]>([]);
const help = createCallForHelp({
  post: command => request.post<CommandAccepted>('/api/commands', command),
  unitId: () => session.get()?.unitId,
  read: () => kept<readonly Cry[]>(CRIES) ?? [],
  keep: all => localStorage.setItem(CRIES, JSON.stringify(all)),
  newId: () => crypto.randomUUID(),
  onChange: all => cries.set(all),
});
cries.set(help.waiting());

/** A tap that waited for the network may have been overtaken by the desk: then the record has it, and the status stands. */
async function tellIfLate({ at, status: said }: Queued) {
  if (said === undefined || now() - at < 3_000 || statusesOf(items.get()).length > 0) return;
  const own = await request.get<UnitView>('/api/unit');
  if (!own.ok) return;
  take(own.value);
  const { status, statusSince } = own.value.unit;
  if (statusSince > at && status !== said)
    told.set(
      speech()('phone.lateShown', {
        status: speech()(`status.${said}`),
        time: speech().time(at),
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
      void queue.flush();
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

/** Nothing of the crew before stays: not what was shown, nor the map around its way. */
function forget() {
  state.forget();
  view.set(undefined);
  void import('./kept-tiles.ts').then(({ rangesHere }) => rangesHere().clear());
}

let following = false;
async function follow(found: Session) {
  const shown = view.get()?.unit.unitId;
  // Another crew has this phone now: nothing of the one before is shown, or pressed for.
  if (shown !== undefined && shown !== found.unitId) forget();
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
  void queue.flush();
}

setInterval(() => tick.set(Math.floor(now() / 1000) * 1000), 500);
setInterval(() => void queue.flush(), 5_000);
setInterval(() => void help.flush(), 2_000);
addEventListener('online', () => live.again());
settings.follow(() => keepSettings(localStorage, settings.get()));
keepUnitPage();

const parts: PhoneParts = {
  request,
  queue,
  items,
  act: command => void queue.add({ kind: 'command', command }),
  help,
  cries,
  view,
  told,
  liveness,
  place,
  log,
  tick,
  kept: state,
  heardAt,
  now,
  at: () => instant(Math.round(now())),
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
    const { rangesHere } = await import('./kept-tiles.ts');
    await rangesHere().clear();
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
