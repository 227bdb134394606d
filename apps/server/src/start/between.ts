import { fail, ok, type Result } from '@clarion/measure';
import type { Centre } from '../centre/centre.ts';
import type { DraftMessage } from '../live/hub.ts';
import type { ServerOptions, StartFault } from '../options.ts';
import { type BetweenNodes, oneNode, overDatabase, overNats } from '../positions/between-nodes.ts';

/** How servers of one centre hear of each other's positions. */
export async function nodesOf(
  options: ServerOptions,
  centre: Centre,
  onDraft: (message: DraftMessage) => void,
): Promise<Result<BetweenNodes, StartFault>> {
  const { log, positions, storedPositions, readPositions } = centre;
  if (options.natsUrl === undefined) {
    if (options.databaseUrl === undefined) return ok(oneNode);
    return ok(await overDatabase(storedPositions, positions, readPositions));
  }
  try {
    return ok(await overNats(options.natsUrl, log, positions, centre.sealing, onDraft));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // A password in the address is not for the terminal.
    const url = options.natsUrl.replaceAll(/\/\/[^@/]*@/g, '//');
    return fail({ code: 'NatsUnreachable', params: { url, reason } });
  }
}
