import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  heldAnswer,
  heldError,
  locationResponse,
  type SimulatedLocationServer,
  simulatedLocationServer,
} from '../testing/location-server.ts';
import { heldRequest, readHeld } from './held.ts';
import { createLocationServer, isLocationServer } from './location-server.ts';
import { readXml } from './xml-tree.ts';

const pidf = '<presence xmlns="urn:ietf:params:xml:ns:pidf"/>';
let lis: SimulatedLocationServer;
let other: SimulatedLocationServer;
beforeAll(async () => {
  [lis, other] = [await simulatedLocationServer(), await simulatedLocationServer()];
});
afterAll(() => Promise.all([lis.close(), other.close()]));

const server = (more: Partial<Parameters<typeof createLocationServer>[0]> = {}) =>
  createLocationServer({ allowed: [lis.origin], kind: 'live', ...more });
const codeOf = async (uri: string, from = server()) => {
  const asked = await from.ask(uri, 'emergencyRouting');
  return asked.ok ? 'found' : asked.error.code;
};

test('a request says what it is for, exactly, and names a device by its number where one is asked for', () => {
  const plain = readXml(heldRequest('emergencyDispatch'));
  expect(plain.ok && plain.value).toMatchObject({
    name: 'locationRequest',
    namespace: 'urn:ietf:params:xml:ns:geopriv:held',
    attributes: { responseTime: 'emergencyDispatch' },
    children: [{ name: 'locationType', attributes: { exact: 'true' }, text: 'geodetic civic' }],
  });
  const named = readXml(heldRequest('emergencyRouting', '+86139"<&'));
  expect(named.ok && named.value.children[1]).toMatchObject({
    name: 'device',
    namespace: 'urn:ietf:params:xml:ns:geopriv:held:id',
    children: [{ name: 'uri', text: 'tel:+86139"<&' }],
  });
  expect(readHeld(locationResponse(pidf)).ok && readHeld(pidf).ok).toBe(true);
  expect(readHeld(heldError('notLocatable'))).toEqual({
    ok: false,
    error: { code: 'HeldError', reason: 'notLocatable' },
  });
  for (const wrong of ['', '<html>', '<html/>', '<!DOCTYPE a><a/>'])
    expect(readHeld(wrong)).toMatchObject({ error: { code: 'HeldError' } });
});

test('only a server that was named is asked, by scheme, name and port, and where it points nobody goes', async () => {
  lis.answer = (_, reply) => heldAnswer(reply, locationResponse(pidf));
  other.answer = lis.answer;
  const before = [lis.asked.length, other.asked.length];
  const { port } = new URL(lis.origin);
  const refused = [
    other.origin,
    `http://localhost:${port}`,
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${port}1`,
    `http://127.0.0.1:${port}@127.0.0.1:${new URL(other.origin).port}/`,
    `http://somebody:secret@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}.example/`,
    `//127.0.0.1:${port}/`,
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]:5432/',
    'ftp://127.0.0.1/',
    'nowhere',
    `${lis.origin}/${'x'.repeat(2000)}`,
  ];
  for (const uri of refused) expect(await codeOf(uri), uri).toBe('HostNotAllowed');
  expect([lis.asked.length, other.asked.length]).toEqual(before);
  expect(await codeOf(`${lis.origin}/ref/42`)).toBe('found');
  expect(lis.asked.at(-1)).toMatchObject({ path: '/ref/42' });
  for (const status of [301, 302, 303, 307, 308]) {
    lis.answer = (_, reply) => reply.writeHead(status, { location: `${other.origin}/inside` }).end();
    expect(await codeOf(`${lis.origin}/ref/43`), String(status)).toBe('NoAnswer');
  }
  expect(other.asked.length).toBe(before[1]);
  expect([lis.origin, `${lis.origin}/`, 'http://a@b'].map(isLocationServer)).toEqual([true, false, false]);
});

test('from a drill only a server on this machine is asked', async () => {
  lis.answer = (_, reply) => heldAnswer(reply, locationResponse(pidf));
  const drill = server({
    kind: 'drill',
    allowed: [lis.origin, 'http://192.0.2.1:80', 'https://lis.example'],
  });
  expect(await codeOf(`${lis.origin}/ref`, drill)).toBe('found');
  expect(await codeOf('http://192.0.2.1/ref', drill)).toBe('HostNotAllowed');
  expect(await codeOf('https://lis.example/ref', drill)).toBe('HostNotAllowed');
});

test('one that is silent, cuts the line, floods, or is in trouble costs its own request alone', async () => {
  const quick = server({ answerMs: 400 });
  lis.answer = () => undefined;
  expect(await codeOf(lis.origin, quick)).toBe('NoAnswer');
  // It begins and never ends.
  lis.answer = (_, reply) => void reply.writeHead(200).write('<presence>');
  expect(await codeOf(lis.origin, quick)).toBe('NoAnswer');
  lis.answer = (_, reply, request) => {
    reply.writeHead(200, { 'content-length': 1000 }).write('<presence>');
    setTimeout(() => request.socket.destroy(), 50);
  };
  expect(await codeOf(lis.origin)).toBe('NoAnswer');
  let written = 0;
  lis.answer = (_, reply) => {
    reply.writeHead(200);
    const more = () => {
      while (written < 100_000_000 && reply.write('x'.repeat(65_536))) written += 65_536;
      if (written < 100_000_000 && !reply.destroyed) reply.once('drain', more);
    };
    more();
  };
  expect(await codeOf(lis.origin)).toBe('AnswerTooLarge');
  expect(written).toBeLessThan(50_000_000);
  for (const status of [401, 403, 404, 500, 503]) {
    lis.answer = (_, reply) => reply.writeHead(status).end(locationResponse(pidf));
    expect(await codeOf(lis.origin), String(status)).toBe('NoAnswer');
  }
  lis.answer = (_, reply) => heldAnswer(reply, heldError('timeout'));
  expect(await codeOf(lis.origin)).toBe('HeldError');
  // Many at once are not sent on.
  lis.answer = () => undefined;
  const before = lis.asked.length;
  const many = await Promise.all(Array.from({ length: 200 }, () => codeOf(lis.origin, quick)));
  expect([new Set(many).size, lis.asked.length - before]).toEqual([1, 20]);
  expect(quick.outcomes).toMatchObject({ NoAnswer: 202, found: 0 });
  lis.answer = (_, reply) => heldAnswer(reply, locationResponse(pidf));
  expect(await codeOf(lis.origin, quick)).toBe('found');
});
