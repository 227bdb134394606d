import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { same } from '../same.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

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
  return ok([written(context, { type: 'ConfigurationAdopted', data: { configuration } })]);
}
