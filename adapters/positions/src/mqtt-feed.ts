import { randomUUID } from 'node:crypto';
import { connect } from 'mqtt';
import { readMqttMessage } from './mqtt-message.ts';
import { type Desk, type Heard, nothingHeard } from './report.ts';

/** Reports that are being taken at once; beyond that the broker waits. */
const AT_ONCE = 500;

export interface MqttFeed {
  readonly heard: Heard;
  readonly isUp: boolean;
  stop(): Promise<void>;
}

/**
 * Hears reports from an MQTT broker, on `topic` and all below it. It comes back by itself when the line is cut, and for as long as it takes;
 * what was published meanwhile is gone, as positions may be. What the broker has kept (retained) is of before and is passed over.
 */
export function followMqtt(options: {
  readonly url: string;
  readonly topic: string;
  readonly desk: Desk;
  readonly onTrouble: (error: unknown) => void;
  /** Between tries to come back; two seconds when absent. */
  readonly againMs?: number;
}): MqttFeed {
  const { desk, topic, onTrouble } = options;
  const heard = nothingHeard();
  let isUp = false;
  let taking = 0;
  let next: (() => void) | undefined;
  const client = connect(options.url, {
    clientId: `clarion-${randomUUID().slice(0, 12)}`,
    reconnectPeriod: options.againMs ?? 2000,
    connectTimeout: 10_000,
    keepalive: 30,
    clean: true,
    resubscribe: false,
  });

  async function take(inTopic: string, payload: Buffer): Promise<void> {
    const message = readMqttMessage(topic, inTopic, payload);
    if (message === undefined) {
      heard.unreadable += 1;
      return;
    }
    const admitted = await desk.admit(message.key);
    if (admitted === undefined) {
      heard.wrongKeys += 1;
      return;
    }
    heard.reports += 1;
    await admitted.take([message.report]);
  }

  client.handleMessage = (packet, done) => {
    if (packet.retain === true) return done();
    taking += 1;
    const { payload } = packet;
    take(packet.topic, typeof payload === 'string' ? Buffer.from(payload) : payload)
      .catch(onTrouble)
      .finally(() => {
        taking -= 1;
        next?.();
        next = undefined;
      });
    if (taking < AT_ONCE) done();
    else next = done;
  };
  client.on('connect', () => {
    isUp = true;
    client.subscribe(`${topic}/#`, { qos: 0 }, error => {
      if (error) onTrouble(error);
    });
  });
  client.on('close', () => {
    isUp = false;
  });
  // It tries again by itself; each try that fails is told.
  client.on('error', onTrouble);
  return {
    heard,
    get isUp() {
      return isUp;
    },
    async stop() {
      next = undefined;
      await client.endAsync(true);
    },
  };
}
