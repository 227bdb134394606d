import { fail, ok, type Result } from '@clarion/measure';
import { SaxesParser } from 'saxes';
import { reportOf } from './plausible.ts';
import type { Report } from './report.ts';

export interface GpxFault {
  readonly code: 'TrackUnreadable';
  readonly line: number;
  readonly reason: string;
}

/**
 * The points of all tracks of a GPX 1.1 file, in the order of their times. Points without a place or a time are passed over; speed and
 * course are taken from extensions (metres a second, degrees). Errors: no XML, or a document type, with the line.
 */
export function readGpx(text: string): Result<readonly Report[], GpxFault> {
  const parser = new SaxesParser({ xmlns: true });
  let fault: GpxFault | undefined;
  const stop = (reason: string) => {
    fault ??= { code: 'TrackUnreadable', line: parser.line, reason };
  };
  parser.on('error', error => stop(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => stop('a document type is not taken'));
  const reports: Report[] = [];
  let point: { lat: number; lng: number; said: Record<string, string> } | undefined;
  let characters = '';
  parser.on('opentag', ({ local, attributes }) => {
    characters = '';
    if (local === 'trkpt')
      point = { lat: Number(attributes['lat']?.value), lng: Number(attributes['lon']?.value), said: {} };
  });
  parser.on('text', said => {
    characters += said;
  });
  parser.on('closetag', ({ local }) => {
    if (point !== undefined && (local === 'time' || local === 'speed' || local === 'course'))
      point.said[local] = characters.trim();
    characters = '';
    if (local !== 'trkpt' || point === undefined) return;
    const { lat, lng, said } = point;
    point = undefined;
    const fixAtMs = Date.parse(said['time'] ?? '');
    const report = Number.isFinite(fixAtMs)
      ? reportOf({
          lat,
          lng,
          fixAtMs,
          metresPerSecond: numberOf(said['speed']),
          degrees: numberOf(said['course']),
        })
      : undefined;
    if (report?.fixAt !== undefined) reports.push(report);
  });
  parser.write(text).close();
  if (fault !== undefined) return fail(fault);
  return ok(reports.toSorted((a, b) => a.fixAt! - b.fixAt!));
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
}
