import { checkLive, type LiveLog } from '@clarion/store';
import { connect } from '@nats-io/transport-node';
import { addresseeOf, type PagingAdapter, toldIn } from './page.ts';

const ANSWER_MS = 5000;
/** A line that is dead without a word is seen within two of them. */
const PING_MS = 10_000;

/**
 * Pagers and radios behind a gateway on NATS. Each page is a request on
 * `clarion.page.LOG.UNIT`, for an agency `clarion.transfer.LOG.AGENCY`; the gateway answers `{"state":"sent"}` or `{"state":"delivered"}`. No answer: not told.
 */
export async function bus(live: LiveLog, url: string): Promise<PagingAdapter> {
  checkLive(live);
  const { logId } = live;
  const plain = (name: string) => name.replaceAll(/[^a-zA-Z0-9_-]/g, '_');
  const connection = await connect({
    servers: url,
    maxReconnectAttempts: -1,
    name: `clarion paging ${logId}`,
    pingInterval: PING_MS,
    maxPingOut: 1,
  });
  let isUp = true;
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' || type === 'staleConnection') isUp = false;
      if (type === 'reconnect') isUp = true;
    }
  })();
  return {
    async send(page, holds) {
      // The library would keep it and send it when the line returns, however late.
      if (!isUp || !holds()) return 'failed';
      try {
        const [about, whose] = addresseeOf(page);
        const subject = `clarion.${about}.${plain(logId)}.${plain(whose)}`;
        const answer = await connection.request(subject, JSON.stringify(page), { timeout: ANSWER_MS });
        return toldIn(answer.string()) ?? 'failed';
      } catch (error) {
        // Nobody listens, or nobody has answered in time: the next channel is used.
        if (error instanceof Error) return 'failed';
        throw error;
      }
    },
    stop: () => connection.drain(),
  };
}
