import { setTimeout as pause } from 'node:timers/promises';
import { readText } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { type Report, readGpx, readNmeaFile } from '@clarion/positions';
import { badInput, type CliCommand, type CliFault, type CliIo, done } from '../command.ts';

const AGAIN_MS = 2000;
const A_REQUEST = 500;

export const command: CliCommand = {
  name: 'tracker replay',
  summary: 'cli.tracker.replay',
  stopsItself: true,
  options: {
    in: { kind: 'file', summary: 'cli.tracker.replay.in', required: true },
    server: { kind: 'text', summary: 'cli.tracker.replay.server', preset: 'http://localhost:8080' },
    speed: { kind: 'number', summary: 'cli.tracker.replay.speed', preset: '1', minimum: 0.01, maximum: 1000 },
  },
  async run(args, io) {
    const key = io.environment['CLARION_TRACKER_KEY'];
    if (!key) return badInput({ code: 'TrackerKeyMissing' });
    const url = args.text('server');
    if (!URL.canParse(url))
      return badInput({
        code: 'OptionChoice',
        field: '--server',
        params: { value: url, choices: 'http://…' },
      });
    const file = args.text('in');
    const track = await readTrack(file);
    if (!track.ok) return badInput(track.error);
    const { reports, unreadable } = track.value;
    const first = reports[0]?.fixAt;
    if (first === undefined) return badInput({ code: 'TrackEmpty', file });
    const speed = args.number('speed');
    const begun = Date.now();
    // What was recorded some time is driven now: every time is moved, and stretched by the speed.
    const moved = reports.map(report => ({
      ...report,
      fixAt: Math.round(begun + ((report.fixAt ?? first) - first) / speed),
    }));
    const seconds = Math.round(((reports.at(-1)?.fixAt ?? first) - first) / 1000);
    io.progress('cli.tracker.replay.begun', { fixes: moved.length, seconds, unreadable });
    const sent = await send(moved, { url, key }, io);
    if (!sent.ok) return sent.error === 'cancelled' ? { end: 'cancelled' } : badInput(sent.error);
    const counts = { fixes: moved.length, ...sent.value };
    return done(counts, io.say('cli.tracker.replay.done', counts));
  },
};

async function readTrack(
  file: string,
): Promise<Result<{ readonly reports: readonly Report[]; readonly unreadable: number }, CliFault>> {
  const text = await readText(file);
  if (!text.ok) return text;
  if (!file.toLowerCase().endsWith('.gpx')) return ok(readNmeaFile(text.value, Date.now()));
  const gpx = readGpx(text.value);
  if (gpx.ok) return ok({ reports: gpx.value, unreadable: 0 });
  const { code, line, reason } = gpx.error;
  return fail({ code, file, line, params: { reason } });
}

type Moved = Omit<Report, 'fixAt'> & { readonly fixAt: number };

/** Each fix at its time; what could not be sent waits and goes with its own time when the line is back, as a tracker does it. */
async function send(
  fixes: readonly Moved[],
  to: { readonly url: string; readonly key: string },
  io: CliIo,
): Promise<Result<{ readonly taken: number; readonly aside: number }, CliFault | 'cancelled'>> {
  let next = 0;
  const counts = { taken: 0, aside: 0 };
  while (next < fixes.length) {
    const wait = fixes[next]!.fixAt - Date.now();
    if (wait > 0) await pause(wait, undefined, { signal: io.signal }).catch(() => undefined);
    if (io.signal.aborted) return fail('cancelled');
    const due = fixes.slice(next, next + A_REQUEST).filter(fix => fix.fixAt <= Date.now());
    if (due.length === 0) continue;
    const answer = await post(due, to);
    if (answer === 'later') {
      io.progress('cli.tracker.replay.cut', { waiting: due.length });
      await pause(AGAIN_MS, undefined, { signal: io.signal }).catch(() => undefined);
      continue;
    }
    if (!answer.ok) return answer;
    counts.taken += answer.value.taken;
    counts.aside += answer.value.keptAside.length;
    next += due.length;
  }
  return ok(counts);
}

async function post(
  fixes: readonly Moved[],
  { url, key }: { readonly url: string; readonly key: string },
): Promise<'later' | Result<{ readonly taken: number; readonly keptAside: readonly unknown[] }, CliFault>> {
  let answer: Response;
  try {
    answer = await fetch(new URL('/api/tracker/positions', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fixes }),
    });
  } catch (error) {
    if (error instanceof TypeError) return 'later';
    throw error;
  }
  if (answer.status === 429 || answer.status >= 500) return 'later';
  const said = (await answer.json()) as { message?: string; taken: number; keptAside: readonly unknown[] };
  if (answer.ok) return ok(said);
  return fail({ code: 'TrackRefused', params: { status: answer.status, reason: said.message ?? '' } });
}
