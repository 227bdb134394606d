import { isIP, SocketAddress } from 'node:net';
import type { TextPayloads } from './rtp-packet.ts';

/** What a switch offers for text alone (RFC 4566, RFC 3264, RFC 4103). */
export interface TextOffer {
  /** From where text will come; nothing else is heard. */
  readonly address: string;
  readonly port: number;
  readonly payloads: TextPayloads;
  /** How often each text is repeated. */
  readonly generations: number;
  /** Lines `m=` as they came, in order: each is answered. */
  readonly media: readonly string[];
  /** Which of them is the text. */
  readonly index: number;
}

const LARGEST = 10_000;

/** Undefined: there is no text in it, or sound as well, which somebody has to answer. */
export function readTextOffer(sdp: string): TextOffer | undefined {
  if (sdp.length > LARGEST) return undefined;
  const lines = sdp.split(/\r?\n/);
  const starts = lines.flatMap((line, i) => (line.startsWith('m=') ? [i] : []));
  const sections = starts.map((start, i) => lines.slice(start, starts[i + 1]));
  const open = sections.filter(([media = '']) => !/^m=\S+ 0[ /]/.test(media));
  const [text] = open;
  if (open.length !== 1 || text === undefined) return undefined;
  const found = /^m=text (\d{1,5})(?:\/1)? RTP\/AVPF? ([\d ]+)$/.exec(text[0]!.trim());
  const port = Number(found?.[1]);
  if (found === null || !(port > 0 && port <= 65_535)) return undefined;
  const address = addressIn(text) ?? addressIn(lines.slice(0, starts[0]));
  const formats = found[2]!.split(' ').filter(Boolean).map(Number);
  const named = (name: string) =>
    formats.find(format =>
      text.some(line => new RegExp(`^a=rtpmap:${format} ${name}/1000\\b`, 'i').test(line)),
    );
  const t140 = named('t140');
  if (address === undefined || t140 === undefined) return undefined;
  const red = named('red');
  const repeated = text
    .map(line => new RegExp(`^a=fmtp:${red} ([\\d/]+)$`).exec(line.trim())?.[1])
    .find(one => one !== undefined);
  const of = repeated?.split('/') ?? [];
  const isOfText = of.length > 1 && of.length <= 9 && of.every(one => Number(one) === t140);
  return {
    address,
    port,
    payloads: red === undefined || !isOfText ? { t140 } : { t140, red },
    generations: isOfText ? of.length - 1 : 0,
    media: sections.map(([line = '']) => line.trim()),
    index: sections.indexOf(text),
  };
}

/** Text is heard and not sent; everything else is declined by its port. */
export function answerTextOffer(
  offer: TextOffer,
  at: { readonly address: string; readonly port: number },
): string {
  const family = isIP(at.address) === 6 ? 'IP6' : 'IP4';
  const { t140, red } = offer.payloads;
  const text = [
    `m=text ${at.port} RTP/AVP ${red === undefined ? t140 : `${red} ${t140}`}`,
    `a=rtpmap:${t140} t140/1000`,
    ...(red === undefined
      ? []
      : [
          `a=rtpmap:${red} red/1000`,
          `a=fmtp:${red} ${Array.from({ length: offer.generations + 1 }, () => t140).join('/')}`,
        ]),
    'a=recvonly',
  ];
  return [
    'v=0',
    `o=clarion 1 1 IN ${family} ${at.address}`,
    's=-',
    `c=IN ${family} ${at.address}`,
    't=0 0',
    ...offer.media.flatMap((line, i) => (i === offer.index ? text : [line.replace(/^(m=\S+) \S+/, '$1 0')])),
    '',
  ].join('\r\n');
}

function addressIn(lines: readonly string[]): string | undefined {
  const said = lines
    .map(line => /^c=IN IP[46] ([0-9A-Fa-f.:]+)$/.exec(line.trim())?.[1])
    .find(one => one !== undefined);
  return said !== undefined && isIP(said) !== 0 ? plainAddress(said) : undefined;
}

/** One form for each address: short, in small letters, and IPv4 as itself where a socket for both has it within IPv6. */
export function plainAddress(address: string): string {
  const within = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (within !== undefined) return within;
  return isIP(address) === 6 ? new SocketAddress({ address, family: 'ipv6' }).address : address;
}
