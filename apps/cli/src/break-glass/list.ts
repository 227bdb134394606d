import { type BreakGlass, listBreakGlass } from '@clarion/store';
import { badInput, type CliCommand, type CliIo, done } from '../command.ts';
import { installationOptions, openInstallation } from '../log/installation.ts';

export const command: CliCommand = {
  name: 'break-glass list',
  summary: 'cli.breakGlass.list',
  stopsItself: true,
  options: installationOptions,
  async run(args, io) {
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    try {
      const envelopes = await listBreakGlass(opened.value);
      const lines = envelopes.map(one => `${one.codeId}  ${io.say(`role.${one.role}`)}  ${stateOf(one, io)}`);
      return done({ envelopes }, lines.length === 0 ? io.say('envelope.none') : lines.join('\n'));
    } finally {
      await opened.value.close();
    }
  },
};

const time = (at: number) => new Date(at).toISOString().slice(0, 16);

function stateOf({ validUntil, revokedAt, used }: BreakGlass, io: CliIo): string {
  const now = Date.now();
  if (used === undefined)
    return revokedAt === undefined && validUntil > now
      ? io.say('envelope.unopened', { until: time(validUntil) })
      : io.say('envelope.void');
  const over = used.endedAt !== undefined || used.until <= now;
  return io.say(`envelope.${over ? 'over' : 'open'}`, {
    at: time(used.at),
    until: time(used.endedAt ?? used.until),
    reason: io.say(`breakGlass.reason.${used.reason}`),
  });
}
