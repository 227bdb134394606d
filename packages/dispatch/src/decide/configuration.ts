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
  const current = context.board.configuration;
  if (current && configuration.version <= current.version) {
    if (same(configuration, current)) return nothing;
    return refused({
      code: 'ConfigurationOutdated',
      version: configuration.version,
      current: current.version,
    });
  }
  const adopted = written(context, { type: 'ConfigurationAdopted', data: { configuration } });
  const staying = new Set(configuration.desks?.map(({ deskId }) => deskId));
  const gone = desksOf(context.board).filter(({ deskId }) => !staying.has(deskId));
  return ok([adopted, ...gone.flatMap(({ deskId }) => orphanAlarm(context, deskId, 'gone'))]);
}
