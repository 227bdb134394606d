import { fail, ok, type Result } from '@clarion/measure';
import {
  type Admitted,
  type Desk,
  followMqtt,
  type Heard,
  type Listening,
  type MqttFeed,
  serveCot,
  serveNmea,
} from '@clarion/positions';
import type { Tracker } from '@clarion/store';
import type { StartFault } from '../options.ts';
import type { TrackerGate } from './tracker-gate.ts';

/** Over TCP, and the same over TLS. */
const ways = ['cot', 'nmea', 'cot-tls', 'nmea-tls'] as const;
type Way = (typeof ways)[number];

/** The ways other than HTTP in which trackers speak, each open only where it was asked for. */
export interface PositionFeeds {
  open(): Promise<Result<undefined, StartFault>>;
  /** Where the ways over TCP listen. */
  readonly ports: Readonly<Partial<Record<Way, number>>>;
  /** What each open way has heard, for the meters. */
  heard(): readonly { readonly way: string; readonly heard: Heard; readonly isUp: boolean }[];
  stop(): Promise<void>;
}

export interface FeedPlaces {
  readonly host: string;
  readonly cotPort?: number;
  readonly nmeaPort?: number;
  readonly mqttUrl?: string;
  readonly mqttTopic: string;
  /** What is open over TLS, and the certificate that is shown there. */
  readonly secure?: {
    readonly cert: Buffer;
    readonly key: Buffer;
    readonly cotPort: number | undefined;
    readonly nmeaPort: number | undefined;
  };
}

export function createFeeds(
  places: FeedPlaces,
  means: {
    readonly gate: TrackerGate;
    readonly now: () => number;
    readonly onTrouble: (error: unknown) => void;
  },
): PositionFeeds {
  const { gate, now, onTrouble } = means;
  const { host } = places;
  const listening = new Map<Way, { listening: Listening; heard: Heard }>();
  let mqtt: MqttFeed | undefined;
  async function admitted(find: () => Promise<Tracker | undefined>): Promise<Admitted | undefined> {
    if ((await find()) === undefined) return undefined;
    return {
      async take(reports) {
        // Asked each time, since a line may be open for days and its key revoked meanwhile.
        const tracker = await find();
        if (tracker !== undefined) await gate.take(tracker, reports);
        return tracker !== undefined;
      },
    };
  }
  const desk: Desk = {
    admit: key => admitted(() => gate.find(key)),
    admitByCertificate: fingerprint => admitted(() => gate.findByCertificate(fingerprint)),
  };

  async function listen(way: Way, port: number | undefined): Promise<Result<undefined, StartFault>> {
    if (port === undefined) return ok(undefined);
    const { secure } = places;
    const isSecure = way.endsWith('-tls');
    const serve = way.startsWith('cot') ? serveCot : serveNmea;
    const tls = isSecure && secure !== undefined ? { tls: { cert: secure.cert, key: secure.key } } : {};
    const serving = await serve({ host, port, desk, now, onTrouble, ...tls });
    if (!serving.ok) return fail({ code: 'FeedPortTaken', params: { port, option: `--${way}-port` } });
    listening.set(way, serving.value);
    return ok(undefined);
  }

  return {
    async open() {
      for (const [way, port] of [
        ['cot', places.cotPort],
        ['nmea', places.nmeaPort],
        ['cot-tls', places.secure?.cotPort],
        ['nmea-tls', places.secure?.nmeaPort],
      ] as const) {
        const opened = await listen(way, port);
        if (!opened.ok) return opened;
      }
      if (places.mqttUrl !== undefined)
        mqtt = followMqtt({ url: places.mqttUrl, topic: places.mqttTopic, desk, onTrouble });
      return ok(undefined);
    },
    get ports() {
      return Object.fromEntries([...listening].map(([way, one]) => [way, one.listening.port]));
    },
    heard: () => [
      ...[...listening].map(([way, { heard }]) => ({ way, heard, isUp: true })),
      ...(mqtt === undefined ? [] : [{ way: 'mqtt', heard: mqtt.heard, isUp: mqtt.isUp }]),
    ],
    async stop() {
      for (const one of listening.values()) await one.listening.stop();
      await mqtt?.stop();
    },
  };
}
