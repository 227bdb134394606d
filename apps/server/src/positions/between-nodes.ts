import { randomUUID } from 'node:crypto';
import { callFieldsSchema, type Fix, idSchema, positionBatchSchema } from '@clarion/protocol';
import type { Log, Positions, Sealing } from '@clarion/store';
import { connect, headers } from '@nats-io/transport-node';
import { z } from 'zod';
import { withoutAbsent } from '../centre/without-absent.ts';
import type { DraftMessage } from '../live/hub.ts';
import type { PositionTable } from './table.ts';

const POLL_MS = 1000;

const sentDraftSchema = z.object({
  callId: idSchema,
  by: idSchema,
  words: z.string().optional(),
  query: z.string().optional(),
  fields: callFieldsSchema.optional(),
});

const wrappedSchema = z.object({ wrapped: z.string() });

/** What other servers of the same centre take in is shown here too. Entries come by the log, not by this. */
export interface BetweenNodes {
  publish(fixes: readonly Fix[]): void;
  publishDraft(message: DraftMessage): void;
  stop(): Promise<void>;
}

export const oneNode: BetweenNodes = {
  publish: () => undefined,
  publishDraft: () => undefined,
  stop: async () => undefined,
};

/**
 * Over NATS: each batch once to every server; what is lost on the way is in the database. Drafts hold what callers say: they
 * go wrapped, since whoever may listen on the bus, or records it, is not thereby on the floor. Subjects name the log's kind:
 * a drill and the live centre of one place may share a bus, and neither takes the other's units for its own.
 */
export async function overNats(
  url: string,
  { logId, kind }: Pick<Log, 'logId' | 'kind'>,
  table: PositionTable,
  sealing: Pick<Sealing, 'wrap' | 'unwrap'>,
  onDraft: (message: DraftMessage) => void,
): Promise<BetweenNodes> {
  const self = randomUUID();
  const subject = (what: string) => `clarion.${kind}.${what}.${logId.replaceAll(/[^a-zA-Z0-9_-]/g, '_')}`;
  const connection = await connect({ servers: url, maxReconnectAttempts: -1, name: `clarion ${logId}` });
  const hear = (what: string, take: (sent: unknown) => void) =>
    connection.subscribe(subject(what), {
      callback(error, message) {
        if (error === null && message.headers?.get('from') !== self) take(parsed(message.string()));
      },
    });
  const tell = (what: string, sent: unknown) => {
    const from = headers();
    from.set('from', self);
    connection.publish(subject(what), JSON.stringify(sent), { headers: from });
  };
  hear('positions', sent => {
    const batch = positionBatchSchema.safeParse(sent);
    if (batch.success) table.take(batch.data.fixes);
  });
  hear('drafts', sent => {
    const { data } = wrappedSchema.safeParse(sent);
    const draft = sentDraftSchema.safeParse(parsed(sealing.unwrap(data?.wrapped ?? '')));
    if (draft.success) onDraft(withoutAbsent<DraftMessage>({ type: 'draft', ...draft.data }));
  });
  return {
    publish: fixes => tell('positions', { fixes }),
    publishDraft: message => tell('drafts', { wrapped: sealing.wrap(JSON.stringify(message)) }),
    stop: () => connection.drain(),
  };
}

/** Undefined when it is no JSON: anybody may say anything on a bus. */
function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Over the database, once a second, for several servers without NATS. `readLatest` brings in what is there already; it is
 * called after the cursor is set, so that nothing falls between the two.
 */
export async function overDatabase(
  stored: Positions,
  table: PositionTable,
  readLatest: () => Promise<void>,
): Promise<BetweenNodes> {
  let stopped = false;
  let { cursor } = await stored.since();
  await readLatest();
  let timer: NodeJS.Timeout | undefined;
  async function poll(): Promise<void> {
    const news = await stored.since(cursor);
    table.take(news.fixes);
    cursor = news.cursor;
  }
  function next(): void {
    timer = setTimeout(() => {
      // With the database away there is nothing to take over; the next time asks from where this one stood.
      const again = () => {
        if (!stopped) next();
      };
      poll().then(again, again);
    }, POLL_MS);
  }
  next();
  return {
    publish: () => undefined,
    publishDraft: () => undefined,
    async stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
