import { clientMessageSchema, type ServerMessage } from '@clarion/protocol';
import { StoreUnavailable } from '@clarion/store';
import type { WebSocket } from 'ws';
import type { Centre } from '../centre/centre.ts';
import { seesDraft } from '../centre/sight.ts';
import { withoutAbsent } from '../centre/without-absent.ts';
import type { Presence } from '../desks/presence.ts';
import type { DraftMessage, Hub } from '../live/hub.ts';
import type { Intake } from '../positions/intake.ts';
import type { App } from './app.ts';
import type { Door } from './door.ts';
import { faultOf, languageOf, type Refused } from './fault.ts';

const CHECK_SESSION_MS = 30_000;
/** A draft more often than this tells a reader nothing. */
const DRAFTS_PER_SECOND = 10;
export const SESSION_ENDED = 4401;

export interface LiveMeans {
  readonly centre: Centre;
  readonly hub: Hub;
  readonly intake: Intake;
  readonly door: Door;
  readonly presence: Presence;
}

/** WS /api/live */
export function addLiveRoute(app: App, means: LiveMeans): void {
  const { centre, hub, intake, door, presence } = means;
  const open = new Map<string, Set<WebSocket>>();
  door.onSignedOut(token => {
    for (const socket of open.get(token) ?? []) socket.close(SESSION_ENDED, 'SessionEnded');
  });

  app.get('/api/live', { websocket: true, config: { access: 'signedIn' } }, (socket: WebSocket, request) => {
    const session = request.session!;
    const language = languageOf(request);
    const ofSession = open.get(session.token) ?? new Set();
    open.set(session.token, ofSession.add(socket));
    const follower = hub.join(socket, {
      role: session.role,
      operatorId: session.operatorId,
      ...(session.unitId === undefined ? {} : { unitId: session.unitId }),
    });
    // A crew's phone sits at no desk.
    const line = session.role === 'responder' ? undefined : presence.open(session, () => socket.ping());
    socket.on('pong', () => line?.seen());
    const say = (message: ServerMessage) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    };
    const complain = (code: Refused['code'], params = {}) => {
      const { message } = faultOf(language, { status: 400, code, params });
      say({ type: 'fault', code, message });
    };
    const checking = setInterval(() => {
      door.keepAlive(session).then(
        alive => {
          if (!alive) socket.close(SESSION_ENDED, 'SessionEnded');
        },
        // With the database away nobody's session can be checked; the page keeps what it has.
        (error: unknown) => request.log.warn({ err: error }, 'session not checked'),
      );
    }, CHECK_SESSION_MS);
    let drafts = 0;
    const refill = setInterval(() => {
      drafts = 0;
    }, 1000);

    socket.on('message', raw => {
      line?.seen();
      const wait = door.limits.take(`live ${session.token}`, true);
      if (wait > 0) return complain('TooManyRequests', { seconds: Math.ceil(wait / 1000) });
      const read = readMessage(String(raw));
      if (!read.ok) return complain('MessageWrong', { reason: read.reason });
      const { message } = read;
      switch (message.type) {
        case 'ping':
          return say({ type: 'pong', sent: message.sent });
        case 'follow':
          follower.follow(message.from).catch((error: unknown) => {
            if (!(error instanceof StoreUnavailable)) request.log.error({ err: error }, 'follow failed');
            complain('StoreUnavailable');
            socket.close(1013, 'StoreUnavailable');
          });
          return undefined;
        case 'draft': {
          drafts += 1;
          const { board } = centre.log;
          if (drafts > DRAFTS_PER_SECOND || board.calls.get(message.callId)?.state !== 'open')
            return undefined;
          if (!seesDraft(board, session, message.callId)) return undefined;
          hub.draft(withoutAbsent<DraftMessage>({ ...message, by: session.operatorId }), follower);
          return undefined;
        }
        case 'positions': {
          const { unitId, role } = session;
          if (role !== 'responder') return complain('NotAllowed');
          if (unitId !== undefined && message.fixes.some(fix => fix.unitId !== unitId))
            return complain('UnitNotYours', { unitId });
          intake.accept(message.fixes).catch((error: unknown) => {
            if (!(error instanceof StoreUnavailable)) request.log.error({ err: error }, 'positions failed');
            complain('StoreUnavailable');
          });
          return undefined;
        }
      }
    });
    socket.on('close', () => {
      clearInterval(checking);
      clearInterval(refill);
      hub.leave(follower);
      line?.close();
      ofSession.delete(socket);
      if (ofSession.size === 0) open.delete(session.token);
    });
    socket.on('error', (error: Error) => request.log.info({ err: error }, 'socket broke'));
  });
}

function readMessage(text: string) {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : 'JSON' } as const;
  }
  const parsed = clientMessageSchema.safeParse(raw);
  if (parsed.success) return { ok: true, message: parsed.data } as const;
  const [issue] = parsed.error.issues;
  return { ok: false, reason: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() } as const;
}
