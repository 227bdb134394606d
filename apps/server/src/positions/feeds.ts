import { fail, ok, type Result } from '@clarion/measure';
import {
  type Desk,
  followMqtt,
  type Heard,
  type Listening,
  type MqttFeed,
  serveCot,
  serveNmea,
} from '@clarion/positions';
import type { StartFault } from '../options.ts';
import type { TrackerGate } from './tracker-gate.ts';

/** The ways other than HTTP in which trackers speak, each open only where it was asked for. */
export interface PositionFeeds {
  open(): Promise<Result<undefined, StartFault>>;
  /** Where the ways over TCP listen. */
  readonly ports: { readonly cot?: number; readonly nmea?: number };
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
  const listening = new Map<'cot' | 'nmea', { listening: Listening; heard: Heard }>();
  let mqtt: MqttFeed | undefined;
  const desk: Desk = {
    async admit(key) {
      if ((await gate.find(key)) === undefined) return undefined;
      return {
        async take(reports) {
          // Asked each time, since a line may be open for days and its key revoked meanwhile.
          const tracker = await gate.find(key);
          if (tracker !== undefined) await gate.take(tracker, reports);
          return tracker !== undefined;
        },
      };
    },
  };

  async function listen(
    way: 'cot' | 'nmea',
    port: number | undefined,
  ): Promise<Result<undefined, StartFault>> {
    if (port === undefined) return ok(undefined);
    const serving = await (way === 'cot' ? serveCot : serveNmea)({ host, port, desk, now, onTrouble });
    if (!serving.ok) return fail({ code: 'FeedPortTaken', params: { port, option: `--${way}-port` } });
    listening.set(way, serving.value);
    return ok(undefined);
  }

  return {
    async open() {
      for (const [way, port] of [
        ['cot', places.cotPort],
        ['nmea', places.nmeaPort],
      ] as const) {
        const opened = await listen(way, port);
        if (!opened.ok) return opened;
      }
      if (places.mqttUrl !== undefined)
        mqtt = followMqtt({ url: places.mqttUrl, topic: places.mqttTopic, desk, onTrouble });
      return ok(undefined);
    },
    get ports() {
      const { cot, nmea } = Object.fromEntries(listening);
      return {
        ...(cot === undefined ? {} : { cot: cot.listening.port }),
        ...(nmea === undefined ? {} : { nmea: nmea.listening.port }),
      };
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
