import { SaxesParser } from 'saxes';
import { reportOf } from './plausible.ts';
import type { Report } from './report.ts';

/** What TAK clients write for "not known". */
const NOT_KNOWN = 9_999_999;
/** Of an event with all its details; chat and routes of a few kilobytes pass, pictures do not. */
const LARGEST = 65_536;
const DEEPEST = 20;

export type CotMessage =
  /** `<auth><cot username password uid/></auth>`, which a TAK client sends first where it signs in. */
  | { readonly kind: 'auth'; readonly password: string; readonly uid: string | undefined }
  | { readonly kind: 'position'; readonly uid: string; readonly report: Report }
  /** A TAK client asks whether the line still holds. */
  | { readonly kind: 'ping' }
  /** An event that tells no position: a marker, a message. Nothing of it is read. */
  | { readonly kind: 'other' };

export interface CotReader {
  /** What the next characters of the stream complete, in order; 'unreadable' for each piece that is none. */
  read(characters: string): readonly (CotMessage | 'unreadable')[];
}

/**
 * Reads Cursor-on-Target events (CoT 2.0) as TAK clients stream them over TCP: whole XML elements one behind the other, without a root.
 * An element is looked for by its first and last tag, as TAK does it, and then read strictly by itself: what stands between, is cut
 * off, too large or no XML costs itself alone.
 */
export function createCotReader(): CotReader {
  let waiting = '';
  return {
    read(characters) {
      waiting += characters;
      const found: (CotMessage | 'unreadable')[] = [];
      for (;;) {
        const start = /<(event|auth)(?=[\s>/])/.exec(waiting);
        if (start === null) {
          // The beginning of a tag may be the end of what has come.
          waiting = waiting.slice(Math.max(0, waiting.length - 8));
          return found;
        }
        waiting = waiting.slice(start.index);
        const end = endOf(waiting, start[1]!);
        const next = /<(event|auth)(?=[\s>/])/.exec(waiting.slice(1));
        if (next !== null && (end === -1 || next.index + 1 < end)) {
          // Elements do not lie in one another: the first was cut off.
          found.push('unreadable');
          waiting = waiting.slice(next.index + 1);
        } else if (end !== -1) {
          found.push(end > LARGEST ? 'unreadable' : messageOf(waiting.slice(0, end)));
          waiting = waiting.slice(end);
        } else {
          if (waiting.length <= LARGEST) return found;
          found.push('unreadable');
          waiting = waiting.slice(1);
        }
      }
    },
  };
}

/** Where the element ends that the text begins with; -1 while it has not. */
function endOf(text: string, name: string): number {
  const close = text.indexOf(`</${name}>`);
  const open = /^<[^>]*>/.exec(text);
  if (open?.[0].endsWith('/>') === true) return open[0].length;
  return close === -1 ? -1 : close + name.length + 3;
}

function messageOf(xml: string): CotMessage | 'unreadable' {
  const elements = new Map<string, Readonly<Record<string, string>>>();
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let isFaulty = false;
  parser.on('error', () => {
    isFaulty = true;
  });
  parser.on('doctype', () => {
    isFaulty = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) isFaulty = true;
    if (depth <= 3 && !elements.has(name)) elements.set(name, attributes);
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(xml).close();
  if (isFaulty) return 'unreadable';
  const cot = elements.get('cot');
  if (elements.has('auth'))
    return cot?.['password'] === undefined
      ? 'unreadable'
      : { kind: 'auth', password: cot['password'], uid: cot['uid'] };
  return eventOf(elements);
}

function eventOf(elements: ReadonlyMap<string, Readonly<Record<string, string>>>): CotMessage | 'unreadable' {
  const event = elements.get('event');
  const type = event?.['type'];
  const uid = event?.['uid'];
  if (type === undefined || uid === undefined || uid === '' || uid.length > 200) return 'unreadable';
  if (type === 't-x-c-t') return { kind: 'ping' };
  if (!type.startsWith('a-')) return { kind: 'other' };
  const point = elements.get('point');
  const track = elements.get('track');
  const [lat, lng] = [numberOf(point?.['lat']), numberOf(point?.['lon'])];
  if (lat === undefined || lng === undefined) return 'unreadable';
  // A client without a fix says where nobody is.
  if (lat === 0 && lng === 0 && (numberOf(point?.['ce']) ?? NOT_KNOWN) >= NOT_KNOWN) return { kind: 'other' };
  const time = Date.parse(event?.['time'] ?? '');
  if (!Number.isFinite(time)) return 'unreadable';
  const report = reportOf({
    lat,
    lng,
    fixAtMs: time,
    metresPerSecond: numberOf(track?.['speed']),
    degrees: numberOf(track?.['course']),
  });
  return report === undefined ? 'unreadable' : { kind: 'position', uid, report };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : undefined;
}

/** The answer to a ping; a TAK client that gets none for long gives the line up. */
export function cotPong(now: number): string {
  const time = new Date(now).toISOString();
  const stale = new Date(now + 20_000).toISOString();
  return `<?xml version="1.0" encoding="UTF-8"?>\n<event version="2.0" uid="takPong" type="t-x-c-t-r" how="h-g-i-g-o" time="${time}" start="${time}" stale="${stale}"><point lat="0.0" lon="0.0" hae="0.0" ce="${NOT_KNOWN}" le="${NOT_KNOWN}"/><detail/></event>\n`;
}
