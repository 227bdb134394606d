import { boardFromJson } from '@clarion/dispatch';
import type { CommandAccepted, PlacePackAnswer, Session, UnitPosition } from '@clarion/protocol';
import { type Console, createShared } from './console.ts';
import { logTime } from './link/clock.ts';
import { createLive, type Live, type Socket } from './link/live.ts';
import { replaceBoard, takeMessage } from './link/picture.ts';
import { createReceive } from './link/receive.ts';
import { createRequester } from './link/request.ts';
import { createSending, type Sent } from './link/sending.ts';
import { keptBoards } from './offline/kept-board.ts';
import { takesOver } from './session/leaving.ts';
import { keepSettings, readSettings } from './settings/settings.ts';
import { createSpeech } from './words/speak.ts';

const KEEP_EVERY_MS = 5_000;
const SENT_KEY = 'clarion.sent';

/** Puts the operators' page together with the browser's own network, clock and storage. */
export function startConsole(): Console & { readonly follow: (session: Session) => Promise<void> } {
  const shared = createShared(Date.now, readSettings(localStorage, navigator.language));
  const { picture, settings } = shared;
  const later = (run: () => void, ms: number) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const request = createRequester({
    fetch: (input, init) => fetch(input, init),
    language: () => settings.get().language,
    wall: Date.now,
  });
  const serverWall = () => Date.now() + request.skewMs();
  const kept = keptBoards();
  let following = false;
  let roleHere: Session['role'] | undefined;

  const sending = createSending({
    post: command => request.post<CommandAccepted>('/api/commands', command),
    head: () => picture.board.get().board.head,
    wall: Date.now,
    newId: () => crypto.randomUUID(),
    later,
    keep: open => sessionStorage.setItem(SENT_KEY, JSON.stringify(open)),
    onRefused: sent => {
      const speech = createSpeech(settings.get().language, shared.place.get()?.timeZone ?? 'UTC');
      if (sent.fault !== undefined) console_.tell('alert', speech.fault(sent.fault));
      if (sent.fault?.status === 401) shared.session.set(undefined);
    },
  });

  async function load(): Promise<boolean> {
    const answer = await request.get<{ readonly board: Parameters<typeof boardFromJson>[0] }>('/api/board');
    if (!answer.ok) {
      if (answer.error.status === 401) shared.session.set(undefined);
      return false;
    }
    const board = boardFromJson(answer.value.board);
    if (!board.ok) {
      // The server is newer than this page.
      location.reload();
      return false;
    }
    replaceBoard(picture, board.value);
    const positions = await request.get<{ readonly positions: readonly UnitPosition[] }>('/api/positions');
    if (positions.ok)
      takeMessage(picture, { type: 'positions', positions: positions.value.positions }, Date.now());
    return true;
  }

  const live: Live = createLive({
    open: () =>
      new WebSocket(
        `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`,
      ) as unknown as Socket,
    wall: Date.now,
    later,
    cursor: () => picture.board.get().board.head,
    onLiveness: liveness => {
      shared.liveness.set(liveness);
      // A line can be lost because the session is: then the door says so, and the page stays as it stands.
      if (liveness.state === 'lost')
        later(async () => {
          const answer = await request.get<Session>('/api/session');
          if (!answer.ok && answer.error.status === 401) shared.session.set(undefined);
        }, 1_500);
    },
    onMessage: createReceive({ picture, live: () => live, sending, load, wall: Date.now }),
  });

  async function follow(session: Session): Promise<void> {
    if (takesOver(sessionStorage, session.operatorId)) return location.reload();
    // The same person in another role has another page; what was typed is kept for the one to come.
    if (roleHere !== undefined && roleHere !== session.role) return location.reload();
    roleHere = session.role;
    request.setCsrfToken(session.csrfToken);
    shared.session.set(session);
    if (following) return live.again();
    following = true;
    const place = await request.get<PlacePackAnswer>('/api/place');
    if (place.ok) shared.place.set(place.value);
    if (!(await load())) {
      const last = await kept.last();
      if (last !== undefined) {
        replaceBoard(picture, last.board);
        picture.log.set({ ...last.log, promisedHead: 0 });
        if (last.place !== undefined) shared.place.set(last.place);
        shared.liveness.set({ state: 'lost', since: last.keptAt });
      }
    }
    live.start();
    sending.restore(JSON.parse(sessionStorage.getItem(SENT_KEY) ?? '[]') as readonly Sent[]);
  }

  let keptVersion = 0;
  setInterval(() => {
    shared.tick.set(Math.floor(console_.now() / 1000) * 1000);
  }, 500);
  setInterval(() => {
    const { board, version } = picture.board.get();
    if (version === keptVersion || shared.liveness.get().state !== 'live') return;
    keptVersion = version;
    const place = shared.place.get();
    void kept.keep({
      board,
      log: picture.log.get(),
      keptAt: Date.now(),
      ...(place === undefined ? {} : { place }),
    });
  }, KEEP_EVERY_MS);
  addEventListener('online', () => live.again());
  settings.follow(() => keepSettings(localStorage, settings.get()));

  const console_: Console = {
    ...shared,
    request,
    live,
    sending,
    now: () => logTime(picture.log.get().clock, serverWall()),
  };
  return { ...console_, follow };
}
