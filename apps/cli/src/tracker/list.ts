import type { Tracker } from '@clarion/store';
import { type CliCommand, type CliIo, done } from '../command.ts';
import { trackerOptions, withTrackers } from './of-log.ts';

export const command: CliCommand = {
  name: 'tracker list',
  summary: 'cli.tracker.list',
  stopsItself: true,
  options: trackerOptions,
  run: (args, io) =>
    withTrackers(args, io, async ({ trackers }) => {
      const all = await trackers.list();
      const lines = all.map(tracker => {
        const { trackerId, unitId } = tracker;
        return io.say('cli.tracker.line', { trackerId, unitId, seen: seenOf(tracker, io) });
      });
      return done({ trackers: all }, lines.length === 0 ? io.say('cli.tracker.none') : lines.join('\n'));
    }),
};

function seenOf({ revokedAt, lastSeenAt, clockAheadMs = 0 }: Tracker, io: CliIo): string {
  const time = (at: number) => new Date(at).toISOString();
  if (revokedAt !== undefined) return io.say('cli.tracker.gone', { time: time(revokedAt) });
  if (lastSeenAt === undefined) return io.say('cli.tracker.never');
  return io.say('cli.tracker.seen', { time: time(lastSeenAt), seconds: Math.round(clockAheadMs / 1000) });
}
