import { randomUUID } from 'node:crypto';
import type { ServerMessage, WireCommand } from '@clarion/protocol';
import WebSocket from 'ws';
import { DRILL_PASSWORD } from '../drill-sign-ins.ts';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
  readonly text: string;
}

export interface Client {
  readonly login: string | undefined;
  readonly cookie: string | undefined;
  readonly csrfToken: string | undefined;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  command(command: WireCommand | { type: string }, more?: Record<string, unknown>): Promise<Answer>;
  live(headers?: Record<string, string>): Promise<LiveClient>;
  /** The same sign-in at another server. */
  at(url: string): Client;
}

export interface LiveClient {
  readonly messages: ServerMessage[];
  readonly socket: WebSocket;
  say(message: unknown): void;
  until<T extends ServerMessage['type']>(
    type: T,
    test?: (message: Extract<ServerMessage, { type: T }>) => boolean,
  ): Promise<Extract<ServerMessage, { type: T }>>;
  close(): void;
}

/** Somebody at the door of a server: signed in when a login is given. */
export async function clientOf(
  url: string,
  login?: string,
  language = 'en',
  password = DRILL_PASSWORD,
): Promise<Client> {
  const stranger = clientWith(url, language, {});
  if (login === undefined) return stranger;
  const answer = await stranger.send('POST', '/api/session', { login, password, language });
  if (answer.status !== 200) throw new Error(`${login} did not get in: ${answer.text}`);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  return clientWith(url, language, {
    login,
    ...(cookie === undefined ? {} : { cookie }),
    csrfToken: String(answer.body['csrfToken']),
  });
}

function clientWith(
  url: string,
  language: string,
  signedIn: { readonly login?: string; readonly cookie?: string; readonly csrfToken?: string },
): Client {
  const { login, cookie, csrfToken } = signedIn;
  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const raw = typeof body === 'string';
    const response = await fetch(url + path, {
      method,
      headers: {
        'accept-language': language,
        ...(cookie === undefined ? {} : { cookie }),
        ...(csrfToken === undefined || method === 'GET' ? {} : { 'x-csrf-token': csrfToken }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  }
  return {
    login,
    cookie,
    csrfToken,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    command: (command, more = {}) =>
      send('POST', '/api/commands', { commandId: randomUUID(), command, ...more }),
    at: other => clientWith(other, language, signedIn),
    live: headers => liveOf(url, { ...(cookie === undefined ? {} : { cookie }), ...headers }),
  };
}

async function liveOf(url: string, headers: Record<string, string>): Promise<LiveClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, { headers });
  const messages: ServerMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', raw => {
    messages.push(JSON.parse(String(raw)));
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  return {
    messages,
    socket,
    say: message => socket.send(JSON.stringify(message)),
    until: (type, test = () => true) =>
      new Promise((resolve, reject) => {
        const giveUp = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no ${type} came; there were ${messages.map(message => message.type)}`));
        }, 60_000);
        function look(): void {
          for (const message of messages) {
            if (message.type !== type) continue;
            const found = message as Parameters<typeof test>[0];
            if (!test(found)) continue;
            clearTimeout(giveUp);
            waiting.delete(look);
            resolve(found);
            return;
          }
        }
        waiting.add(look);
        look();
      }),
    close: () => socket.close(),
  };
}
