import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type SipOptions, type SipServer, serveSip } from './sip-server.ts';

let server: SipServer | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.stop();
  server = undefined;
});

async function served(more: Partial<SipOptions> = {}) {
  const opened = await serveSip({
    host: '127.0.0.1',
    port: 0,
    user: 'clarion',
    key: 'abcde-fghij-klmno-pqrst',
    hear: async () => undefined,
    now: Date.now,
    onTrouble: error => {
      throw error;
    },
    ...more,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  server = opened.value;
  return opened.value;
}

async function line(port: number) {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  let isClosed = false;
  socket.on('data', bytes => {
    heard += String(bytes);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    isClosed = true;
  });
  await new Promise<void>(resolve => socket.on('connect', () => resolve()));
  return {
    socket,
    say: (text: string) => void socket.write(text),
    heard: () => heard,
    isClosed: () => isClosed,
  };
}

const options = (branch: string) =>
  `OPTIONS sip:c@c SIP/2.0\r\nVia: SIP/2.0/TCP a;branch=${branch}\r\nFrom: <sip:1@a>;tag=1\r\nTo: <sip:c@c>\r\nCall-ID: ${branch}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n`;
const answers = (heard: string) => heard.split('SIP/2.0 200 OK').length - 1;

test('one port takes UDP and TCP; a line is used for request after request, and a keep-alive is answered', async () => {
  const { port } = await served();
  const one = await line(port!);
  one.say(options('a') + options('b').slice(0, 20));
  await expect.poll(() => answers(one.heard())).toBe(1);
  one.say(options('b').slice(20));
  await expect.poll(() => answers(one.heard())).toBe(2);
  const before = one.heard().length;
  one.say('\r\n\r\n');
  await expect.poll(() => one.heard().slice(before)).toBe('\r\n');
});

test('a message that trickles in, and one without an end, cost their own line', async () => {
  const { port, heard } = await served({ messageMs: 300 });
  const [slow, endless, calm] = [await line(port!), await line(port!), await line(port!)];
  slow.say(options('s').slice(0, 30));
  const trickle = setInterval(() => slow.say('x'), 50);
  endless.say(`INVITE sip:c@c SIP/2.0\r\n${'X: y\r\n'.repeat(4000)}`);
  await expect.poll(() => endless.isClosed()).toBe(true);
  await expect.poll(() => slow.isClosed()).toBe(true);
  clearInterval(trickle);
  expect(heard.unreadable).toBe(1);
  calm.say(options('c'));
  await expect.poll(() => answers(calm.heard())).toBe(1);
  // A line on which nothing is under way is left alone.
  expect(calm.isClosed()).toBe(false);
});

test('when all lines are taken the stranger goes that has been there longest, and lines that went leave room', async () => {
  const opened = await served({ mostLines: 3 });
  const lines = [await line(opened.port!), await line(opened.port!), await line(opened.port!)];
  const fourth = await line(opened.port!);
  await expect.poll(() => lines[0]!.isClosed()).toBe(true);
  fourth.say(options('d'));
  await expect.poll(() => answers(fourth.heard())).toBe(1);
  expect([lines[1]!.isClosed(), lines[2]!.isClosed(), opened.lines]).toEqual([false, false, 3]);
  lines[1]!.socket.destroy();
  await expect.poll(() => opened.lines).toBe(2);
});

test('a port that somebody has is said, and nothing is left open', async () => {
  const first = await served();
  const again = await serveSip({
    host: '127.0.0.1',
    port: first.port!,
    user: 'clarion',
    key: 'k',
    hear: async () => undefined,
    now: Date.now,
    onTrouble: () => undefined,
  });
  expect(again).toEqual({ ok: false, error: { code: 'PortTaken', port: first.port } });
});
