import { reportOf } from './plausible.ts';
import type { Report } from './report.ts';

const DAY_MS = 86_400_000;

/**
 * Reads the NMEA 0183 sentences of one receiver, in order. RMC gives place, time, speed and course; GGA gives place and time of
 * day, and is read only as long as no RMC came, since of both the receiver says the same twice. Others are passed over.
 */
export interface NmeaReader {
  /**
   * @param now UTC milliseconds: of which day a GGA is, the nearest in time
   * @returns a report; 'other' for a sentence that tells no place; 'unreadable' when the checksum does not hold or is missing
   */
  read(sentence: string, now: number): Report | 'other' | 'unreadable';
}

export function createNmeaReader(): NmeaReader {
  let hasRmc = false;
  return {
    read(sentence, now) {
      const fields = fieldsOf(sentence);
      if (fields === undefined) return 'unreadable';
      const kind = fields[0]!.slice(2);
      if (kind === 'RMC') {
        const [, time = '', valid, lat = '', ns = '', lng = '', ew = '', knots, course, date = ''] = fields;
        if (valid !== 'A') return 'other';
        const day = dayOf(date);
        const ofDay = timeOfDay(time);
        if (day === undefined || ofDay === undefined) return 'unreadable';
        hasRmc = true;
        const place = { lat: degreesOf(lat, ns, 'N', 'S'), lng: degreesOf(lng, ew, 'E', 'W') };
        return (
          reportOf({ ...place, fixAtMs: day + ofDay, knots: numberOf(knots), degrees: numberOf(course) }) ??
          'unreadable'
        );
      }
      if (kind === 'GGA' && !hasRmc) {
        const [, time = '', lat = '', ns = '', lng = '', ew = '', quality] = fields;
        if (quality === '0' || quality === '') return 'other';
        const ofDay = timeOfDay(time);
        if (ofDay === undefined) return 'unreadable';
        const place = { lat: degreesOf(lat, ns, 'N', 'S'), lng: degreesOf(lng, ew, 'E', 'W') };
        return reportOf({ ...place, fixAtMs: nearest(ofDay, now) }) ?? 'unreadable';
      }
      return 'other';
    },
  };
}

/** The reports of a file of sentences, in order; lines that are none, or of which the checksum does not hold, are counted. */
export function readNmeaFile(
  text: string,
  now: number,
): { readonly reports: readonly Report[]; readonly unreadable: number } {
  const reader = createNmeaReader();
  const reports: Report[] = [];
  let unreadable = 0;
  for (const line of text.split(/[\r\n]+/)) {
    if (line === '') continue;
    const read = reader.read(line.slice(Math.max(0, line.indexOf('$'))), now);
    if (read === 'unreadable') unreadable += 1;
    else if (read !== 'other') reports.push(read);
  }
  return { reports, unreadable };
}

/** Checksum: exclusive or of all between $ and *, in two hexadecimal digits. */
export function nmeaChecksum(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

function fieldsOf(sentence: string): readonly string[] | undefined {
  const found = /^\$([A-Z]{2}[A-Z0-9]{3}(?:,[\x20-\x29\x2B-\x7E]*)?)\*([0-9A-Fa-f]{2})$/.exec(
    sentence.trim(),
  );
  if (found === null || sentence.length > 200) return undefined;
  const [, body = '', sum = ''] = found;
  return nmeaChecksum(body) === sum.toUpperCase() ? body.split(',') : undefined;
}

/** ddmm.mmmm or dddmm.mmmm; not a number when it is neither. */
function degreesOf(text: string, side: string, plus: string, minus: string): number {
  const found = /^(\d{1,3})(\d{2}(?:\.\d+)?)$/.exec(text);
  if (found === null || (side !== plus && side !== minus)) return Number.NaN;
  const minutes = Number(found[2]);
  if (minutes >= 60) return Number.NaN;
  const degrees = Number(found[1]) + minutes / 60;
  return side === minus ? -degrees : degrees;
}

function timeOfDay(text: string): number | undefined {
  const found = /^(\d{2})(\d{2})(\d{2}(?:\.\d+)?)$/.exec(text);
  if (found === null) return undefined;
  const [hours, minutes, seconds] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (hours > 23 || minutes > 59 || seconds >= 61) return undefined;
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}

/** ddmmyy, of this century. A receiver that counts weeks too short is years behind, and says so by that. */
function dayOf(text: string): number | undefined {
  const found = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (found === null) return undefined;
  const [day, month, year] = [Number(found[1]), Number(found[2]), 2000 + Number(found[3])];
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day && month >= 1 && month <= 12 ? at : undefined;
}

function nearest(ofDay: number, now: number): number {
  const today = now - (now % DAY_MS) + ofDay;
  if (today - now > DAY_MS / 2) return today - DAY_MS;
  return now - today > DAY_MS / 2 ? today + DAY_MS : today;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
