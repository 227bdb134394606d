import { checkLive, type LiveLog } from '@clarion/store';
import { connect } from '@nats-io/transport-node';
import type { PagingAdapter } from './page.ts';

const ANSWER_MS = 5000;

/**
 * Pagers and radios behind a gateway on NATS (one with its MQTT side open serves MQTT gateways too). Each page is a request on
 * `clarion.page.LOG.UNIT`; the gateway answers `{"state":"sent"}` or `{"state":"delivered"}`. No answer: not told.
 */
export async function bus(live: LiveLog, url: string): Promise<PagingAdapter> {
  checkLive(live);
  const { logId } = live;
  const plain = (name: string) => name.replaceAll(/[^a-zA-Z0-9_-]/g, '_');
  const connection = await connect({
    servers: url,
    maxReconnectAttempts: -1,
    name: `clarion paging ${logId}`,
  });
  return {
    async send(page, holds) {
      if (!holds()) return 'failed';
      try {
        const subject = `clarion.page.${plain(logId)}.${plain(page.unitId)}`;
        const answer = await connection.request(subject, JSON.stringify(page), { timeout: ANSWER_MS });
        const state = /"state"\s*:\s*"(sent|delivered)"/.exec(answer.string())?.[1];
        return state === 'sent' || state === 'delivered' ? state : 'failed';
      } catch (error) {
        // Nobody listens, or nobody has answered in time: the next channel is used.
        if (error instanceof Error) return 'failed';
        throw error;
      }
    },
    stop: () => connection.drain(),
  };
}
