import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createSipFramer } from '@clarion/telephony';
import { expect } from 'vitest';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const crlf = (text: string) => text.replaceAll(/\r?\n/g, '\r\n');

/** What the network says of where a phone is. */
export const pidf = (lat: number, radiusM: number) =>
  `<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0" entity="pres:x"><tuple id="t"><status><gp:geopriv><gp:location-info><gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>${lat} 113.9</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9001">${radiusM}</gs:radius></gs:Circle></gp:location-info></gp:geopriv></status></tuple></presence>`;

/** A way to the server, as a switch has it. */
interface Link {
  readonly transport: 'UDP' | 'TCP' | 'TLS';
  readonly own: string;
  readonly heard: string[];
  send(text: string): void;
  isClosed(): boolean;
  close(): void;
}

export async function overUdp(port: number): Promise<Link> {
  const socket = createSocket('udp4');
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', () => resolve()));
  const heard: string[] = [];
  socket.on('message', datagram => void heard.push(String(datagram)));
  let isClosed = false;
  return {
    transport: 'UDP',
    own: `127.0.0.1:${socket.address().port}`,
    heard,
    send: text => socket.send(text, port, '127.0.0.1'),
    isClosed: () => isClosed,
    close() {
      isClosed = true;
      socket.close();
    },
  };
}

/** @param show the certificate of the switch, and whose certificates it believes; absent: TCP in clear */
export async function overStream(
  port: number,
  show?: { readonly ca: Buffer; readonly cert?: Buffer; readonly key?: Buffer },
): Promise<Link> {
  const socket: Socket =
    show === undefined
      ? connectTcp(port, '127.0.0.1')
      : connectTls({ port, host: '127.0.0.1', ...show, checkServerIdentity: () => undefined });
  await new Promise<void>((resolve, reject) => {
    socket.once(show === undefined ? 'connect' : 'secureConnect', () => resolve());
    socket.once('error', reject);
  });
  const heard: string[] = [];
  const framer = createSipFramer();
  let isClosed = false;
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    isClosed = true;
  });
  socket.on('data', (bytes: Buffer) => {
    if (String(bytes) === '\r\n') heard.push('\r\n');
    else for (const piece of framer.read(bytes)) heard.push(String(piece));
  });
  return {
    transport: show === undefined ? 'TCP' : 'TLS',
    own: `127.0.0.1:${socket.localPort}`,
    heard,
    send: text => void socket.write(text),
    isClosed: () => isClosed,
    close: () => void socket.destroy(),
  };
}

/** A call manager over loopback: it signs in, sends again over UDP what is lost, and hears the answers. */
export type CallManager = ReturnType<typeof callManager>;

let managers = 0;

/** @param own what it calls itself, which stays the same from line to line; that of this line when absent */
export function callManager(link: Link, key: string, own = link.own) {
  const { heard, transport } = link;
  managers += 1;
  const name = `${managers}-${link.own.split(':')[1]}`;
  let branch = 0;
  const raw = (text: string) => link.send(crlf(text));
  /** What is lost over UDP is sent again, until it is answered. */
  const until = async (test: (answer: string) => boolean, request: string) => {
    raw(request);
    const again = transport === 'UDP' ? setInterval(() => raw(request), 500) : undefined;
    await expect
      .poll(() => heard.some(test), { interval: 10 })
      .toBe(true)
      .finally(() => clearInterval(again));
    return heard.find(test)!;
  };
  const write = (
    method: string,
    id: string,
    mark: string,
    more: readonly string[],
    body: string,
    /** Of a call that was answered. */
    tag = '',
  ) =>
    [
      `${method} sip:clarion@127.0.0.1 SIP/2.0`,
      `Via: SIP/2.0/${transport} ${own};branch=z9hG4bK${mark}`,
      `From: <sip:anonymous@gw>;tag=f-${id}`,
      `To: <sip:119@centre>${tag === '' ? '' : `;tag=${tag}`}`,
      `Call-ID: ${id}`,
      `CSeq: 1 ${method === 'CANCEL' || method === 'ACK' ? 'INVITE' : method}`,
      ...more,
      `Content-Length: ${Buffer.byteLength(crlf(body))}`,
      '',
      body,
    ].join('\n');
  return {
    own,
    heard,
    raw,
    write,
    isClosed: link.isClosed,
    close: link.close,
    /** Asked for its key it shows it; `status` is that of the last answer. */
    async ask(method: string, id: string, more: readonly string[] = [], body = '', tag = '') {
      const first = `${name}-${++branch}`;
      const opening = write(method, id, first, more, body, tag);
      const challenge = await until(
        answer => answer.includes(first) && !answer.startsWith('SIP/2.0 100'),
        opening,
      );
      // Whoever has shown a certificate is asked for no key.
      if (!challenge.includes(' 401 '))
        return { mark: first, request: opening, status: Number(challenge.slice(8, 11)) };
      const nonce = /nonce="([^"]+)"/.exec(challenge)![1]!;
      const response = md5(
        `${md5(`clarion:clarion:${key}`)}:${nonce}:00000001:c:auth:${md5(`${method}:sip:clarion@127.0.0.1`)}`,
      );
      const mark = `${name}-${++branch}`;
      const shown = `Authorization: Digest username="clarion", realm="clarion", nonce="${nonce}", uri="sip:clarion@127.0.0.1", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`;
      const request = write(method, id, mark, [...more, shown], body, tag);
      const answer = await until(one => one.includes(mark) && !one.startsWith('SIP/2.0 100'), request);
      return { mark, request, status: Number(answer.slice(8, 11)) };
    },
    until,
    /** As its INVITE ends, whoever ended it. */
    async cancel(id: string, mark: string, reason?: string) {
      await until(
        answer => answer.includes(mark) && answer.startsWith('SIP/2.0 487'),
        write('CANCEL', id, mark, reason === undefined ? [] : [`Reason: ${reason}`], ''),
      );
      raw(write('ACK', id, mark, [], ''));
    },
  };
}

/** One that reaches the server over UDP. */
export const callManagerAt = async (port: number, key: string): Promise<CallManager> =>
  callManager(await overUdp(port), key);

/** A call manager's branch, for sipp: INVITE, challenge, INVITE with the key, ringing, CANCEL as the caller hangs up. */
export const sippScenario = `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="ring and hang up">
  <send retrans="500"><![CDATA[
    INVITE sip:clarion@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:07[call_number]@[local_ip]>;tag=[call_number]
    To: <sip:clarion@[remote_ip]>
    Call-ID: [call_id]
    CSeq: 1 INVITE
    Contact: <sip:x@[local_ip]:[local_port]>
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <recv response="100" optional="true"></recv>
  <recv response="401" auth="true"></recv>
  <send><![CDATA[
    ACK sip:clarion@[remote_ip]:[remote_port] SIP/2.0
    [last_Via:]
    [last_From:]
    [last_To:]
    [last_Call-ID:]
    CSeq: 1 ACK
    Content-Length: 0

  ]]></send>
  <send retrans="500"><![CDATA[
    INVITE sip:clarion@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:07[call_number]@[local_ip]>;tag=[call_number]
    To: <sip:clarion@[remote_ip]>
    Call-ID: [call_id]
    CSeq: 2 INVITE
    Contact: <sip:x@[local_ip]:[local_port]>
    [authentication]
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <recv response="100" optional="true"></recv>
  <recv response="180"></recv>
  <pause milliseconds="300"/>
  <send retrans="500"><![CDATA[
    CANCEL sip:clarion@[remote_ip]:[remote_port] SIP/2.0
    [last_Via:]
    From: <sip:07[call_number]@[local_ip]>;tag=[call_number]
    To: <sip:clarion@[remote_ip]>
    Call-ID: [call_id]
    CSeq: 2 CANCEL
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <recv response="200"></recv>
  <recv response="487"></recv>
  <send><![CDATA[
    ACK sip:clarion@[remote_ip]:[remote_port] SIP/2.0
    [last_Via:]
    [last_From:]
    [last_To:]
    Call-ID: [call_id]
    CSeq: 2 ACK
    Content-Length: 0

  ]]></send>
</scenario>
`;
