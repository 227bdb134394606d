import type { FeedOptions } from './cot-server.ts';
import { type Line, type Listener, listenTcp } from './listen-tcp.ts';
import { createNmeaReader, type NmeaReader } from './nmea.ts';
import { type Admitted, type Heard, nothingHeard, type Report } from './report.ts';

/** A sentence has 82 characters; a key before it, forty. */
const LONGEST_LINE = 400;

/**
 * A server for receivers and modems that send NMEA 0183 over TCP. The key stands before the $ of a sentence, as modems set their name there, or
 * alone in a line before; what follows without one is of the newest key on the line, or of the line's own certificate. Errors: PortTaken.
 */
export async function serveNmea(options: FeedOptions) {
  const heard = nothingHeard();
  const listening = await listenTcp({ ...options, begin: line => attend(line, options, heard) });
  return listening.ok ? { ok: true as const, value: { listening: listening.value, heard } } : listening;
}

interface Receiver {
  readonly admitted: Admitted;
  readonly reader: NmeaReader;
  reports: Report[];
}

function attend(line: Line, { desk, now }: FeedOptions, heard: Heard): Listener {
  const receivers = new Map<string, Receiver>();
  let speaking: Receiver | undefined;
  let waiting = '';

  async function speakAs(key: string): Promise<boolean> {
    speaking = receivers.get(key);
    if (speaking !== undefined) return true;
    const admitted = await desk.admit(key);
    if (admitted === undefined) {
      heard.wrongKeys += 1;
      line.turnAway();
      return false;
    }
    letIn(key, admitted);
    return true;
  }
  function letIn(key: string, admitted: Admitted): void {
    speaking = { admitted, reader: createNmeaReader(), reports: [] };
    receivers.set(key, speaking);
    line.admitted();
  }
  let isLooked = false;
  async function lookAtCertificate(): Promise<void> {
    if (isLooked || line.certificate === undefined) return;
    isLooked = true;
    const admitted = await desk.admitByCertificate(line.certificate);
    // No key is empty, so nobody gets at it by naming one.
    if (admitted !== undefined) letIn('', admitted);
  }

  return async characters => {
    await lookAtCertificate();
    const lines = (waiting + characters).split(/[\r\n]+/);
    waiting = (lines.pop() ?? '').slice(0, LONGEST_LINE + 1);
    for (const text of lines) {
      if (text === '') continue;
      const dollar = text.indexOf('$');
      const key = (dollar === -1 ? text : text.slice(0, dollar)).trim();
      if (text.length > LONGEST_LINE) {
        heard.unreadable += 1;
        continue;
      }
      if (key !== '' && !(await speakAs(key))) return;
      if (dollar === -1) continue;
      if (speaking === undefined) {
        heard.wrongKeys += 1;
        return line.turnAway();
      }
      const report = speaking.reader.read(text.slice(dollar), now());
      if (report === 'unreadable') heard.unreadable += 1;
      else if (report !== 'other') {
        heard.reports += 1;
        speaking.reports.push(report);
      }
    }
    for (const receiver of receivers.values()) {
      const { reports } = receiver;
      receiver.reports = [];
      if (reports.length > 0 && !(await receiver.admitted.take(reports))) line.turnAway();
    }
  };
}
