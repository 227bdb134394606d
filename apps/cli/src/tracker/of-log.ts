import { openTrackers, type Trackers } from '@clarion/store';
import type { CliArguments } from '../arguments.ts';
import type { CliIo, CommandEnd } from '../command.ts';
import { oneLogOptions, withOneLog } from '../log/one-log.ts';

export const trackerOptions = oneLogOptions;

export interface TrackersOfLog {
  readonly trackers: Trackers;
  /** Whether the log has such a unit; it is folded for this. */
  hasUnit(unitId: string): Promise<boolean>;
}

/** Works on the trackers of the one log that is meant, beside a server that runs or without one. */
export function withTrackers(
  args: CliArguments,
  io: CliIo,
  work: (of: TrackersOfLog) => Promise<CommandEnd>,
): Promise<CommandEnd> {
  return withOneLog(args, io, ({ db, logId, board }) =>
    work({
      trackers: openTrackers(db, logId),
      hasUnit: async unitId => (await board()).units.has(unitId),
    }),
  );
}
