import { agenciesOf } from '@clarion/dispatch';
import { type AgencyKeyRecord, openAgencyKeys } from '@clarion/store';
import { type CliCommand, type CliIo, done } from '../command.ts';
import { oneLogOptions, withOneLog } from '../log/one-log.ts';

/** All that the rules name, and those that they name no more and that still have a key. */
export const command: CliCommand = {
  name: 'agency list',
  summary: 'cli.agency.list',
  stopsItself: true,
  options: oneLogOptions,
  run: (args, io) =>
    withOneLog(args, io, async ({ db, logId, board }) => {
      const keys = new Map((await openAgencyKeys(db, logId).list()).map(key => [key.agencyId, key]));
      const ids = new Set([...agenciesOf(await board()).map(({ agencyId }) => agencyId), ...keys.keys()]);
      const agencies = [...ids].map(agencyId => ({ agencyId, ...keys.get(agencyId) }));
      const lines = agencies.map(({ agencyId }) => `${agencyId}  ${stateOf(keys.get(agencyId), io)}`);
      return done({ agencies }, lines.length === 0 ? io.say('transfer.noAgencies') : lines.join('\n'));
    }),
};

function stateOf(key: AgencyKeyRecord | undefined, io: CliIo): string {
  const time = (at: number) => new Date(at).toISOString();
  if (key === undefined) return io.say('cli.agency.noKey');
  if (key.revokedAt !== undefined) return io.say('cli.agency.gone', { time: time(key.revokedAt) });
  if (key.lastSeenAt === undefined) return io.say('cli.agency.never', { time: time(key.issuedAt) });
  return io.say('cli.agency.seen', { time: time(key.lastSeenAt) });
}
