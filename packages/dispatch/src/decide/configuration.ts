import { ok } from '@clarion/measure';
import { configurationUnder, rulesInForce } from '../centre-rules/centre-rules.ts';
import type { Command } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import { desksOf } from '../desk.ts';
import type { NewEntry } from '../entry.ts';
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
  const inForce = rulesInForce(context.board);
  const next = inForce ? configurationUnder(configuration, inForce.rules, version) : configuration;
  const entry = written(context, { type: 'ConfigurationAdopted', data: { configuration } });
  return ok([entry, ...deskAlarms(context, next)]);
}

/** Desks that another configuration has no more, and that somebody sat at or that own something. */
export function deskAlarms(context: Context, next: Configuration): readonly NewEntry[] {
  const staying = new Set(next.desks?.map(({ deskId }) => deskId));
  const gone = desksOf(context.board).filter(({ deskId }) => !staying.has(deskId));
  return gone.flatMap(({ deskId }) => orphanAlarm(context, deskId, 'gone'));
}
