import { instant } from '@clarion/measure';
import { openAgencyKeys } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { oneLogOptions, withOneLog } from '../log/one-log.ts';

export const command: CliCommand = {
  name: 'agency revoke',
  summary: 'cli.agency.revoke',
  stopsItself: true,
  options: { ...oneLogOptions, id: { kind: 'text', summary: 'cli.agency.id', required: true } },
  run: (args, io) =>
    withOneLog(args, io, async ({ db, logId }) => {
      const agencyId = args.text('id');
      const revoked = await openAgencyKeys(db, logId).revoke(agencyId, instant(Date.now()));
      if (revoked === undefined)
        return badInput({ code: 'AgencyUnknown', field: '--id', params: { agencyId } });
      return done(revoked, io.say('cli.agency.revoked', { agencyId }));
    }),
};
