import { instant } from '@clarion/measure';
import { openLog, openTrackers, type Trackers } from '@clarion/store';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliIo, type CliOption, type CommandEnd } from '../command.ts';
import { findLogs, installationOptions, openInstallation } from '../log/installation.ts';

export const trackerOptions = {
  ...installationOptions,
  log: { kind: 'text', summary: 'cli.log.export.log' },
} as const satisfies Record<string, CliOption>;

export interface TrackersOfLog {
  readonly trackers: Trackers;
  /** Whether the log has such a unit; it is folded for this. */
  hasUnit(unitId: string): Promise<boolean>;
}

/** Works on the trackers of the one log that is meant, beside a server that runs or without one. */
export async function withTrackers(
  args: CliArguments,
  io: CliIo,
  work: (of: TrackersOfLog) => Promise<CommandEnd>,
): Promise<CommandEnd> {
  const opened = await openInstallation(args, io, true);
  if (!opened.ok) return badInput(opened.error);
  const db = opened.value;
  try {
    const logs = await findLogs(db, args.findText('log'));
    if (!logs.ok) return badInput(logs.error);
    const [log, another] = logs.value;
    if (log === undefined || another !== undefined)
      return badInput({
        code: 'LogNotNamed',
        field: '--log',
        params: { logs: logs.value.map(({ logId }) => logId).join(', ') },
      });
    return await work({
      trackers: openTrackers(db, log.logId),
      async hasUnit(unitId) {
        const folded = await openLog(db, log, { now: instant(Date.now()) });
        if (!folded.ok) throw new Error(folded.error.code);
        const has = folded.value.board.units.has(unitId);
        await folded.value.close();
        return has;
      },
    });
  } finally {
    await db.close();
  }
}
