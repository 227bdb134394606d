import { agenciesOf } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { openAgencyKeys } from '@clarion/store';
import { badInput, type CliCommand, done } from '../command.ts';
import { oneLogOptions, withOneLog } from '../log/one-log.ts';

/** The key is made, never given, and ends the one before. */
export const command: CliCommand = {
  name: 'agency issue',
  summary: 'cli.agency.issue',
  stopsItself: true,
  options: { ...oneLogOptions, id: { kind: 'text', summary: 'cli.agency.id', required: true } },
  run: (args, io) =>
    withOneLog(args, io, async ({ db, logId, board }) => {
      const agencyId = args.text('id');
      if (!agenciesOf(await board()).some(one => one.agencyId === agencyId))
        return badInput({ code: 'AgencyUnknown', field: '--id', params: { agencyId } });
      const { key } = await openAgencyKeys(db, logId).issue(agencyId, instant(Date.now()));
      return done({ agencyId, key }, io.say('cli.agency.issued', { agencyId, key }));
    }),
};
