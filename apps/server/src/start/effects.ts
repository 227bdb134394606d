import type { Configuration } from '@clarion/dispatch';
import { ok, type Result } from '@clarion/measure';
import type { Centre } from '../centre/centre.ts';
import type { Hub } from '../live/hub.ts';
import type { ServerOptions, StartFault } from '../options.ts';
import { openChannels } from '../paging/open-paging.ts';
import { startPager } from '../paging/pager.ts';
import { addressesOf } from '../place/paging-rules.ts';
import { startTeller } from '../transfer/teller.ts';
import type { Closing } from './closing.ts';
import type { Trouble } from './trouble.ts';

/** What follows the log and goes out. */
export interface Effects {
  /** What is due now, as is otherwise done every second. */
  look(): Promise<void>;
}

/** Crews are told, and other agencies, by their channels. */
export async function startEffects(
  centre: Centre,
  options: ServerOptions,
  configured: Configuration,
  { hub, opened, trouble }: { readonly hub: Hub; readonly opened: Closing; readonly trouble: Trouble },
): Promise<Result<Effects, StartFault>> {
  const { log, clock } = centre;
  const addresses = await addressesOf(options.rules, process.env);
  const channels = await openChannels(configured, log, options.natsUrl, addresses, clock.now);
  if (!channels.ok) return channels;
  const telling = {
    logId: log.logId,
    board: () => log.board,
    now: clock.now,
    submit: (envelope: Parameters<Centre['submit']>[0]) => centre.submit(envelope),
    adapters: channels.value,
    onTrouble: (error: unknown) => trouble.hear(error),
  };
  const pager = startPager({ ...telling, hears: unitId => hub.hears(unitId) });
  opened.push(() => pager.stop());
  const teller = startTeller(telling);
  opened.push(() => teller.stop());
  return ok({
    async look() {
      await pager.look();
      await teller.look();
    },
  });
}
