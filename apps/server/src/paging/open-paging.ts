import type { Configuration } from '@clarion/dispatch';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import { type Log, openForEffects } from '@clarion/store';
import type { StartFault } from '../options.ts';
import type { ChannelAddress } from '../place/paging-rules.ts';
import { bus } from './bus.ts';
import { mqtt } from './mqtt.ts';
import type { PagingAdapter } from './page.ts';
import { webhook } from './webhook.ts';

/** The ways out of the house, by channel. They open on a live log alone: a drill has none, and nothing leaves it. */
export async function openChannels(
  configuration: Configuration,
  log: Log,
  natsUrl: string | undefined,
  addresses: ReadonlyMap<string, ChannelAddress>,
  now: () => Instant,
): Promise<Result<ReadonlyMap<string, PagingAdapter>, StartFault>> {
  const adapters = new Map<string, PagingAdapter>();
  const live = openForEffects(log);
  if (!live.ok) return ok(adapters);
  for (const channel of configuration.paging?.channels ?? []) {
    const address = addresses.get(channel.channelId);
    if (channel.kind === 'webhook' && address !== undefined)
      adapters.set(channel.channelId, webhook(live.value, address));
    if (channel.kind === 'mqtt' && address !== undefined)
      adapters.set(channel.channelId, mqtt(live.value, address, now));
    if (channel.kind !== 'bus') continue;
    const params = { url: natsUrl ?? 'NATS_URL' };
    try {
      if (natsUrl === undefined) return fail({ code: 'NatsUnreachable', params: { ...params, reason: '∄' } });
      adapters.set(channel.channelId, await bus(live.value, natsUrl));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return fail({
        code: 'NatsUnreachable',
        params: { url: natsUrl?.replaceAll(/\/\/[^@/]*@/g, '//'), reason },
      });
    }
  }
  return ok(adapters);
}
