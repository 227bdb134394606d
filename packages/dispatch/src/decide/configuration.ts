import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { desksOf } from '../desk.ts';
import { same } from '../same.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';
import { orphanAlarm } from './hand-over.ts';

export function adoptConfiguration(
  context: Context,
  { configuration }: Extract<Command, { type: 'AdoptConfiguration' }>,
): Decision {
  const { adopted, lastConfiguration } = context.board;
  const { version } = configuration;
  if (adopted && version <= lastConfiguration) {
    if (same(configuration, adopted)) return nothing;
    return refused({ code: 'ConfigurationOutdated', version, current: lastConfiguration });
  }
  const adopted = written(context, { type: 'ConfigurationAdopted', data: { configuration } });
  const staying = new Set(configuration.desks?.map(({ deskId }) => deskId));
  const gone = desksOf(context.board).filter(({ deskId }) => !staying.has(deskId));
  return ok([adopted, ...gone.flatMap(({ deskId }) => orphanAlarm(context, deskId, 'gone'))]);
}
