import { ok, type Result } from '@clarion/measure';
import type { Centre } from '../centre/centre.ts';
import { type OwnCertificate, readCertificate } from '../certificate.ts';
import { createLineDesk, type LineDesk } from '../line/line-desk.ts';
import { createLocationServer } from '../location/location-server.ts';
import type { ServerOptions, StartFault } from '../options.ts';
import { createFeeds, type PositionFeeds } from '../positions/feeds.ts';
import type { TrackerGate } from '../positions/tracker-gate.ts';
import type { Closing } from './closing.ts';
import type { Trouble } from './trouble.ts';

/** What machines bring: positions of trackers, calls of the line with where their phones are. Nothing listens yet. */
export interface Feeds {
  readonly certificate: OwnCertificate | undefined;
  readonly feeds: PositionFeeds;
  readonly line: LineDesk;
}

export async function prepareFeeds(
  centre: Centre,
  options: ServerOptions,
  kind: 'live' | 'drill',
  {
    gate,
    opened,
    trouble,
  }: { readonly gate: TrackerGate; readonly opened: Closing; readonly trouble: Trouble },
): Promise<Result<Feeds, StartFault>> {
  const { wall } = centre;
  const onTrouble = (error: unknown) => trouble.hear(error);
  const { host, cotPort, nmeaPort, mqttUrl, mqttTopic, tls } = options;
  const shown = tls && (await readCertificate(tls, wall()));
  if (shown?.ok === false) return shown;
  const certificate = shown?.value;
  const feeds = createFeeds(
    {
      host,
      mqttTopic,
      ...(cotPort === undefined ? {} : { cotPort }),
      ...(nmeaPort === undefined ? {} : { nmeaPort }),
      ...(mqttUrl === undefined ? {} : { mqttUrl }),
      ...(tls === undefined || certificate === undefined
        ? {}
        : { secure: { ...certificate, cotPort: tls.cotPort, nmeaPort: tls.nmeaPort } }),
    },
    { gate, now: wall, onTrouble },
  );
  const { locationServers, locationByNumber } = options;
  const locations = createLocationServer({
    allowed: [
      ...locationServers,
      ...(locationByNumber === undefined ? [] : [new URL(locationByNumber).origin]),
    ],
    kind,
  });
  const line = createLineDesk(centre, { server: locations, byNumber: locationByNumber, onTrouble });
  opened.push(async () => line.stop());
  return ok({ certificate, feeds, line });
}
