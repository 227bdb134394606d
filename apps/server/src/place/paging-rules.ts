import { type ChannelKind, channelKinds, type Paging } from '@clarion/dispatch';
import { readJson } from '@clarion/files';
import { z } from 'zod';

const id = z.string().min(1).max(80);
const seconds = z.number().min(1).max(3600);
const order = z.array(id).min(1).max(9);

/** How crews are told. Addresses and the name of the variable with the secret stay with the server; the log has names alone. */
export const pagingSchema = z.strictObject({
  channels: z.record(
    id,
    z.strictObject({
      kind: z.enum(channelKinds),
      withinSeconds: seconds,
      /** Of a webhook, or of an MQTT broker with the name of its user. */
      url: z.url({ protocol: /^(https?|mqtts?)$/ }).exactOptional(),
      /** The environment variable that holds its bearer token, or the broker's password. */
      tokenFrom: z
        .string()
        .regex(/^[A-Z][A-Z0-9_]*$/)
        .exactOptional(),
    }),
  ),
  order,
  posts: z.record(id, order).exactOptional(),
  units: z.record(id, order).exactOptional(),
  lifeSeconds: seconds,
  unreadSeconds: seconds,
});
type PagingRules = z.infer<typeof pagingSchema>;

export interface ChannelAddress {
  readonly url: string;
  readonly token?: string;
}

const schemes: { readonly [kind in ChannelKind]?: RegExp } = { webhook: /^https?:/, mqtt: /^mqtts?:/ };

/** Phones and NATS have no address of their own. */
function isAddressOf(kind: ChannelKind, url: string | undefined): boolean {
  const scheme = schemes[kind];
  return scheme === undefined ? url === undefined : url !== undefined && scheme.test(url);
}

/** What the log is to know; undefined with the field that names a channel, post or unit that is not there. */
export function pagingOf(
  rules: PagingRules,
  postIds: readonly string[],
  unitIds: readonly string[],
): { readonly paging: Paging } | { readonly unknown: string } {
  const { channels, order: usual, posts = {}, units = {}, lifeSeconds, unreadSeconds } = rules;
  for (const [channelId, channel] of Object.entries(channels))
    if (!isAddressOf(channel.kind, channel.url)) return { unknown: `paging.channels.${channelId}.url` };
  for (const [field, ids, known] of [
    ['posts', Object.keys(posts), postIds],
    ['units', Object.keys(units), unitIds],
    ['order', [usual, ...Object.values(posts), ...Object.values(units)].flat(), Object.keys(channels)],
  ] as const) {
    const unknown = ids.find(one => !known.includes(one));
    if (unknown !== undefined) return { unknown: `paging.${field}: ${unknown}` };
  }
  return {
    paging: {
      channels: Object.entries(channels).map(([channelId, { kind, withinSeconds }]) => ({
        channelId,
        kind,
        withinSeconds,
      })),
      order: usual,
      ...(rules.posts === undefined ? {} : { posts }),
      ...(rules.units === undefined ? {} : { units }),
      lifeSeconds,
      unreadSeconds,
    },
  };
}

/** In a drill crews are told by their phones alone. */
export function phonesAlone(paging: Paging): Paging {
  const channels = paging.channels.filter(({ kind }) => kind === 'phone');
  const known = (all: readonly string[]) =>
    all.filter(id => channels.some(({ channelId }) => channelId === id));
  return {
    channels,
    order: known(paging.order),
    lifeSeconds: paging.lifeSeconds,
    unreadSeconds: paging.unreadSeconds,
  };
}

/** Where the channels of a rules file lead; the file was read and found right before. */
export async function addressesOf(
  path: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ReadonlyMap<string, ChannelAddress>> {
  const json = path === undefined ? undefined : await readJson(path);
  const read = z.object({ paging: pagingSchema.optional() }).safeParse(json?.ok ? json.value : {});
  const addresses = new Map<string, ChannelAddress>();
  for (const [channelId, { url, tokenFrom }] of Object.entries(read.data?.paging?.channels ?? {})) {
    const token = tokenFrom === undefined ? undefined : environment[tokenFrom];
    if (url !== undefined) addresses.set(channelId, { url, ...(token === undefined ? {} : { token }) });
  }
  return addresses;
}
