import { instant } from '@clarion/measure';
import { badInput, type CliCommand, done } from '../command.ts';
import { trackerOptions, withTrackers } from './of-log.ts';

export const command: CliCommand = {
  name: 'tracker issue',
  summary: 'cli.tracker.issue',
  stopsItself: true,
  options: {
    ...trackerOptions,
    id: { kind: 'text', summary: 'cli.tracker.id', required: true },
    unit: { kind: 'text', summary: 'cli.tracker.unit', required: true },
  },
  run: (args, io) =>
    withTrackers(args, io, async ({ trackers, hasUnit }) => {
      const trackerId = args.text('id');
      const unitId = args.text('unit');
      if (!/^[a-zA-Z0-9._-]{1,64}$/.test(trackerId))
        return badInput({ code: 'TrackerNameWrong', field: '--id', params: { trackerId } });
      if (!(await hasUnit(unitId)))
        return badInput({ code: 'UnitUnknown', field: '--unit', params: { unitId } });
      const issued = await trackers.issue({ trackerId, unitId, now: instant(Date.now()) });
      if (!issued.ok) return badInput({ code: issued.error.code, field: '--id', params: { trackerId } });
      const { key } = issued.value;
      return done({ trackerId, unitId, key }, io.say('cli.tracker.issued', { trackerId, unitId, key }));
    }),
};
