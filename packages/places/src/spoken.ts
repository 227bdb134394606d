import { hasHan } from './fold.ts';

/** The same place as it would be typed. */
export interface SpokenForm {
  readonly text: string;
  /** It is beside the place, not at it: opposite, near, 附近. */
  readonly beside: boolean;
}

const LEAD =
  /^(?:(?:hello|hi|please)[,! ]+)?(?:(?:i'?m|i am|we'?re|we are|it'?s|it is|he'?s|she'?s|they are)\s+)?(?:(?:right|just|over)\s+)?(?:at|on|in|here at)\s+(?:the\s+)?/i;
const BESIDE =
  /^(?:(?:i'?m|i am|we'?re|we are|it'?s|it is)\s+)?(?:(?:right|just)\s+)?(?:in front of|outside(?: of)?|next to|opposite|across from|behind|near|close to|beside)\s+(?:the\s+)?/i;
const POLITE = /[,.!\s]+(?:please|thanks|hurry|now)[.!]?$/i;
const CORNER =
  /^(?:the\s+)?(?:corner|crossing|intersection|junction)\s+(?:of\s+)?(.+?)\s+(?:and|&|with)\s+(.+)$/i;
const INFIX_CORNER = /^(.+?)\s+(?:corner(?:\s+of)?|where it (?:meets|crosses))\s+(.+)$/i;
/** "5th near Mission": the crossing, if there is one. */
const INFIX_NEAR = /^(.+?)\s+(?:near|by|off|close to)\s+(.+)$/i;
const NUMBER_FIRST = /^(?:(?:house|number|no\.?|nr\.?)\s+)+(\d{1,6}[a-z]?)\s*(?:on|of|in|,)?\s+(.+)$/i;
const NUMBER_LAST = /^(.+?)[,\s]+(?:house|number)(?:\s+number)?\s+(\d{1,6}[a-z]?)$/i;
const NUMBER_ON = /^(\d{1,6}[a-z]?)\s+(?:on|in)\s+(.+)$/i;
const BETWEEN_LAST = /^(.+?)[,\s]+between\s+(.+?)\s+and\s+(.+)$/i;
const BETWEEN_FIRST = /^between\s+(.+?)\s+and\s+(.+?)\s+on\s+(.+)$/i;

const HAN_LEAD = /^(?:你好|喂|您好)?[，, ]*(?:(?:我|我们|他|她|他们|人)(?:现在)?)?(?:就|是)?(?:在|位于)\s*/u;
const HAN_BESIDE =
  /(?:的)?(?:附近|旁边|边上|隔壁|对面|斜对面|后面|前面|[东南西北](?:边|侧|面)|[东南西北]{2}角)$/u;
const HAN_TAIL = /(?:的)?(?:门口|大门|这边|那边|这里|那里|这儿|那儿|里面|楼下|楼上)$/u;
const HAN_ROAD = '大道|大街|公路|[路街道巷弄]';
const HAN_REVERSED = new RegExp(
  String.raw`^(\d{1,6}|[零〇一二三四五六七八九十百]+)号\s*(.*(?:${HAN_ROAD}))$`,
  'u',
);
const HAN_UPON = new RegExp(
  String.raw`(${HAN_ROAD})(?:上|上的|的)\s*(?=(?:\d|[零〇一二三四五六七八九十百])+号?)`,
  'u',
);
const HAN_BY = new RegExp(
  String.raw`^(.+?(?:${HAN_ROAD}))\s*(?:靠近|靠|近|在|挨着)\s*(.+?(?:${HAN_ROAD}))(?:的)?(?:交叉路口|路口|交叉口|口)?$`,
  'u',
);

/** The kind of street in one language after a name in the other, as people say it who speak both. */
const KINDS: readonly (readonly [han: string, latin: string, words: string])[] = [
  ['大道', 'Avenue', 'avenue|ave'],
  ['路', 'Road', 'road|rd'],
  ['街', 'Street', 'street|st'],
  ['巷', 'Lane', 'lane|ln'],
];

/**
 * What a caller says, in the order in which it is typed: without "I am at", "就在" and the like, the number where it belongs, two
 * streets as a crossing, and one language where two were mixed. Empty when it is nothing but what was said.
 */
export function spokenForms(query: string): readonly SpokenForm[] {
  let text = query.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const said = text;
  let beside = false;
  const strip = (pattern: RegExp, marks = false) => {
    const next = text.replace(pattern, '').trim();
    if (next === text || next === '') return;
    text = next;
    if (marks) beside = true;
  };
  strip(POLITE);
  strip(BESIDE, true);
  strip(LEAD);
  if (hasHan(text)) {
    strip(HAN_LEAD);
    strip(HAN_TAIL);
    strip(HAN_BESIDE, true);
    strip(HAN_TAIL);
  }
  const between = BETWEEN_LAST.exec(text) ?? rotated(BETWEEN_FIRST.exec(text));
  if (between !== null) {
    const [, street, a, b] = between;
    return [a, b].map(side => ({ text: `${street} / ${side}`, beside: true }));
  }
  const one = inOneLanguage(inOrder(text));
  const forms: SpokenForm[] = one === said ? [] : [{ text: one, beside }];
  const near = hasHan(text) ? undefined : INFIX_NEAR.exec(text);
  if (near) forms.push({ text: `${near[1]} / ${near[2]}`, beside: true });
  return forms;
}

/** "between A and B on X" → [, X, A, B] */
const rotated = (match: RegExpExecArray | null) =>
  match === null ? null : [match[0], match[3], match[1], match[2]];

function inOrder(text: string): string {
  const corner = CORNER.exec(text) ?? INFIX_CORNER.exec(text);
  if (corner !== null) return `${corner[1]} / ${corner[2]}`;
  const first = NUMBER_FIRST.exec(text) ?? NUMBER_ON.exec(text);
  if (first !== null) return `${first[1]} ${first[2]}`;
  const last = NUMBER_LAST.exec(text);
  if (last !== null) return `${last[2]} ${last[1]}`;
  const reversed = HAN_REVERSED.exec(text);
  if (reversed !== null) return `${reversed[2]}${reversed[1]}号`;
  const by = HAN_BY.exec(text);
  if (by !== null) return `${by[1]} / ${by[2]}`;
  return text.replace(HAN_UPON, '$1');
}

/** Each part of a crossing for itself: one may be said in Chinese and the other in English. */
function inOneLanguage(text: string): string {
  if (!hasHan(text) || !/[a-z]/i.test(text)) return hanNumbered(text);
  const sides = text
    .replace(/(?:的)?(?:交叉路口|十字路口|交叉口|路口)$/u, '')
    .split(/\s*(?:\/|&|×|\s(?:and|at)\s|(?<=[a-z\s])[和与](?=[\s\p{Script=Han}])|[和与](?=\s*[a-z]))\s*/iu)
    .map(side => side.trim())
    .filter(side => side !== '');
  return sides.map(side => hanNumbered(kindInLanguage(side))).join(' / ');
}

function kindInLanguage(side: string): string {
  let out = side;
  for (const [han, latin, words] of KINDS) {
    out = out
      .replace(new RegExp(String.raw`([a-z'’]+)\s*${han}`, 'iu'), `$1 ${latin} `)
      .replace(new RegExp(String.raw`(\p{Script=Han}+)\s*(?:${words})\b\.?`, 'iu'), `$1${han}`);
  }
  return out.replace(/\s+/g, ' ').trim();
}

/** "文化路 no 12", "12 文化路" → 文化路12号; "Wenhua Road 12号" → 12 Wenhua Road. */
function hanNumbered(text: string): string {
  const latin = /^([a-z][a-z'’ .-]*?)\s*(\d{1,6})\s*号$/i.exec(text);
  if (latin !== null) return `${latin[2]} ${latin[1]}`;
  const after = /^(\p{Script=Han}+)\s*(?:no\.?|number|nr\.?|#)\s*(\d{1,6})号?$/iu.exec(text);
  if (after !== null) return `${after[1]}${after[2]}号`;
  const before = /^(?:(?:no\.?|number|nr\.?|#)\s*)?(\d{1,6})号?\s+(\p{Script=Han}+)$/iu.exec(text);
  return before === null ? text : `${before[2]}${before[1]}号`;
}
