import { randomUUID } from 'node:crypto';
import type { Instant } from '@clarion/measure';
import { checkLive, type LiveLog } from '@clarion/store';
import { type MqttAddress, openMqtt } from '../mqtt/connection.ts';
import { addresseeOf, type PagingAdapter, toldIn } from './page.ts';

const ANSWER_MS = 5000;
const LOOK_MS = 500;

/**
 * Pagers and radios behind a gateway on an MQTT 5 broker. Each page goes to `clarion/page/LOG/UNIT`, for an agency to `clarion/transfer/LOG/AGENCY`, (QoS 1, not retained, and
 * thrown away by the broker when it is over) with a response topic and its number as correlation data, where the gateway
 * answers `{"state":"sent"}` or `{"state":"delivered"}`. No answer: sent, for the broker has given it to somebody. Nobody
 * listens: failed. While the line is down it is tried for as long as the page holds.
 */
export function mqtt(live: LiveLog, address: MqttAddress, now: () => Instant): PagingAdapter {
  checkLive(live);
  const plain = (name: string) => name.replaceAll(/[^a-zA-Z0-9_-]/g, '_');
  const answerTo = `clarion/paged/${plain(live.logId)}/${randomUUID()}`;
  const waiting = new Map<string, (body: string) => void>();
  const line = openMqtt(address);
  let isStopped = false;
  line.subscribe(answerTo, (body, pageId) => waiting.get(pageId ?? '')?.(body));

  /** Waited for before the page is out: a gateway may be quicker than its broker. */
  function answerOf(pageId: string) {
    const came = Promise.withResolvers<string | undefined>();
    const timer = setTimeout(() => came.resolve(undefined), ANSWER_MS);
    waiting.set(pageId, came.resolve);
    const forget = () => {
      clearTimeout(timer);
      waiting.delete(pageId);
    };
    return { answer: came.promise, forget };
  }

  return {
    async send(page, holds) {
      const [about, whose] = addresseeOf(page);
      const topic = `clarion/${about}/${plain(live.logId)}/${plain(whose)}`;
      const body = JSON.stringify(page);
      while (holds() && !isStopped) {
        if (!(await line.up(LOOK_MS)) || !holds()) continue;
        const { answer, forget } = answerOf(page.pageId);
        try {
          const expiresInSeconds = (page.expiresAt - now()) / 1000;
          const delivery = { expiresInSeconds, answerTo, correlation: page.pageId };
          const published = await line.publish(topic, body, delivery);
          if (published === 'nobody') return 'failed';
          if (published === 'taken') return toldIn(await answer) ?? 'sent';
        } finally {
          forget();
        }
      }
      return 'failed';
    },
    async stop() {
      isStopped = true;
      await line.stop();
    },
  };
}
