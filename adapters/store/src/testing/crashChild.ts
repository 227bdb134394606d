import type { CommandEnvelope } from '@clarion/dispatch';
import { openDatabase } from '../database/open.ts';
import { openLog } from '../log/log.ts';
import { noon, sent } from './centre.ts';

/**
 * Appends as fast as it can until it is killed, and prints the id of every command that was confirmed, one line each,
 * after the confirmation. Arguments: data folder, database address (or `embedded`), log, commands in flight.
 */
const [dataFolder, address, logId, inFlight] = process.argv.slice(2) as [string, string, string, string];
const opened = await openDatabase({ dataFolder, ...(address === 'embedded' ? {} : { url: address }) });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const log = await openLog(opened.value, { logId, kind: 'drill' }, { now: noon });
if (!log.ok) throw new Error(log.error.code);
process.stdout.write(`postgres ${opened.value.postgresPid() ?? 0}\n`);

const next = (): CommandEnvelope => sent({ type: 'OpenIncident', typeId: 'fire', priority: 2 });
await Promise.all(
  Array.from({ length: Number(inFlight) }, async () => {
    for (;;) {
      const envelope = next();
      const answer = await log.value.append(envelope, { now: noon });
      if (answer.ok) process.stdout.write(`confirmed ${envelope.commandId}\n`);
    }
  }),
);
