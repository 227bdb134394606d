import { connect, type MqttClient } from 'mqtt';

export interface MqttAddress {
  /** `mqtt://` or `mqtts://`, with the name of the user where there is one. */
  readonly url: string;
  /** The password. */
  readonly token?: string;
}

/** What the broker made of a message; `nobody`: it was taken, and nobody listens to its topic. */
export type Published = 'taken' | 'nobody' | 'lost';

export interface MqttConnection {
  /** Whether the line stood within so many milliseconds. */
  up(withinMs: number): Promise<boolean>;
  /** Once, on a line that stands: what was not taken when the line breaks is lost, and never sent later by itself. */
  publish(topic: string, body: string, about: PublishAbout): Promise<Published>;
  /** Also after each return of the line. */
  subscribe(topic: string, hear: (body: string, correlation: string | undefined) => void): void;
  stop(): Promise<void>;
}

export interface PublishAbout {
  /** The broker throws it away after that. */
  readonly expiresInSeconds: number;
  readonly answerTo: string;
  readonly correlation: string;
}

/** A line that is dead without a word is seen within one and a half of it. */
const KEEPALIVE_SECONDS = 10;
const RECONNECT_MS = 1000;
const CONNECT_MS = 5000;
/** MQTT 5, 3.4.2.1: the message is accepted but there are no subscribers. */
const NO_MATCHING_SUBSCRIBERS = 0x10;

/**
 * A line to an MQTT 5 broker that comes back by itself and remembers nothing: the library keeps what it could not send and sends
 * it when the line returns, however late, so nothing is given to it while the line is down, and what is on its way is taken
 * back when the line breaks.
 */
export function openMqtt({ url, token }: MqttAddress): MqttConnection {
  const hearers = new Map<string, (body: string, correlation: string | undefined) => void>();
  const nobody = new Set<number>();
  const client = connect(url, {
    protocolVersion: 5,
    clean: true,
    keepalive: KEEPALIVE_SECONDS,
    reconnectPeriod: RECONNECT_MS,
    connectTimeout: CONNECT_MS,
    queueQoSZero: false,
    resubscribe: false,
    ...(token === undefined ? {} : { password: token }),
  });
  // It says why a line did not come up, and tries again; whoever waits for the line sees that it is not there.
  client.on('error', () => undefined);
  client.on('connect', () => {
    for (const topic of hearers.keys()) client.subscribe(topic, { qos: 1 });
  });
  client.on('message', (topic, body, { properties }) =>
    hearers.get(topic)?.(body.toString(), properties?.correlationData?.toString()),
  );
  client.on('packetreceive', packet => {
    if (packet.cmd === 'puback' && packet.reasonCode === NO_MATCHING_SUBSCRIBERS && packet.messageId)
      nobody.add(packet.messageId);
  });

  return {
    up: withinMs => isUp(client, withinMs),
    publish(topic, body, { expiresInSeconds, answerTo, correlation }) {
      if (!client.connected) return Promise.resolve('lost');
      return new Promise(resolve => {
        let messageId: number | undefined;
        const takeBack = () => {
          if (messageId !== undefined) client.removeOutgoingMessage(messageId);
        };
        client.once('close', takeBack);
        client.publish(
          topic,
          body,
          {
            qos: 1,
            properties: {
              messageExpiryInterval: Math.max(1, Math.ceil(expiresInSeconds)),
              responseTopic: answerTo,
              correlationData: Buffer.from(correlation),
              contentType: 'application/json',
            },
          },
          error => {
            client.off('close', takeBack);
            const isNobody = messageId !== undefined && nobody.delete(messageId);
            resolve(error ? 'lost' : isNobody ? 'nobody' : 'taken');
          },
        );
        messageId = client.getLastMessageId();
      });
    },
    subscribe(topic, hear) {
      hearers.set(topic, hear);
      if (client.connected) client.subscribe(topic, { qos: 1 });
    },
    stop: () => client.endAsync(true),
  };
}

async function isUp(client: MqttClient, withinMs: number): Promise<boolean> {
  if (client.connected) return true;
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      client.off('connect', done);
      resolve(client.connected);
    };
    const timer = setTimeout(done, withinMs);
    client.once('connect', done);
  });
}
