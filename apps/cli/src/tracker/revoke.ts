import { instant } from '@clarion/measure';
import { badInput, type CliCommand, done } from '../command.ts';
import { trackerOptions, withTrackers } from './of-log.ts';

export const command: CliCommand = {
  name: 'tracker revoke',
  summary: 'cli.tracker.revoke',
  stopsItself: true,
  options: { ...trackerOptions, id: { kind: 'text', summary: 'cli.tracker.id', required: true } },
  run: (args, io) =>
    withTrackers(args, io, async ({ trackers }) => {
      const trackerId = args.text('id');
      const revoked = await trackers.revoke(trackerId, instant(Date.now()));
      if (!revoked.ok) return badInput({ code: revoked.error.code, field: '--id', params: { trackerId } });
      return done(revoked.value, io.say('cli.tracker.revoked', { trackerId }));
    }),
};
