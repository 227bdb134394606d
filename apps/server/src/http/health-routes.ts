import { closuresInForce } from '@clarion/dispatch';
import type { Health } from '@clarion/protocol';
import { roomOf } from '@clarion/store';
import type { SipHeard } from '@clarion/telephony';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { boardOf, type Centre } from '../centre/centre.ts';
import type { LineDesk } from '../line/line-desk.ts';
import type { Hub } from '../live/hub.ts';
import type { PositionFeeds } from '../positions/feeds.ts';
import type { Outside } from '../watch/outside.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Whether all is well, for people, load balancers and meters. Nothing of any incident is in it. */
export function addHealthRoutes(
  app: App,
  centre: Centre,
  hub: Hub,
  feeds: PositionFeeds,
  line: Pick<LineDesk, 'asked'>,
  sip: () => Readonly<SipHeard> | undefined,
  outside: Outside,
): void {
  const { log, database, place } = centre;

  app.get('/api/health', { config: { access: 'everyone' } }, async (_request, reply) => {
    const up = await database.isUp();
    const disk = roomOf(database.freeBytes());
    const health: Health = {
      status: up && disk !== 'full' ? 'ok' : 'degraded',
      version: centre.version,
      log: { id: log.logId, kind: log.kind, head: boardOf(centre).head },
      database: up ? 'ok' : 'unreachable',
      disk,
      clock: (outside.means().drifts ?? []).length === 0 ? 'ok' : 'drifting',
      place: place.id,
    };
    return reply.code(up ? 200 : 503).send(health);
  });

  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('clarion_log_head', 'Sequence number of the newest entry', () => boardOf(centre).head);
  gauge('clarion_disk_free_bytes', 'Room on the disk that has the least, of those written to', () =>
    database.freeBytes(),
  );
  new Gauge({
    name: 'clarion_clock_ahead_seconds',
    help: 'How far the clock of each server is ahead of the database’s; behind where it is below zero',
    labelNames: ['node'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { node, aheadMs } of outside.clocks()) this.set({ node }, aheadMs / 1000);
    },
  });
  gauge(
    'clarion_devices_ahead_seconds',
    'How far the clocks of trackers are ahead of the server’s in the middle, where three or more report',
    () => outside.devicesAheadMs() / 1000,
  );
  gauge('clarion_live_followers', 'Connected pages and phones', () => hub.size);
  gauge(
    'clarion_closures',
    'Closures that count now',
    () => closuresInForce(boardOf(centre), centre.clock.now()).length,
  );
  gauge(
    'clarion_closures_unplaced',
    'Closures on streets that the map does not have',
    () => centre.closures.unplaced(centre.clock.now()).length,
  );
  gauge('clarion_open_incidents', 'Incidents that are open', () => boardOf(centre).openIncidents.size);
  gauge(
    'clarion_board_incidents',
    'Incidents on the board, closed ones that are not filed yet too',
    () => boardOf(centre).incidents.size,
  );

  new Gauge({
    name: 'clarion_reports',
    help: 'Reports of trackers since the start, by the way they came and what became of them',
    labelNames: ['way', 'outcome'],
    registers: [registry],
    collect() {
      for (const { way, heard } of feeds.heard())
        for (const [outcome, count] of Object.entries(heard)) this.set({ way, outcome }, count);
    },
  });
  new Gauge({
    name: 'clarion_feed_up',
    help: 'Whether the way by which trackers report is open (1) or its line is cut (0)',
    labelNames: ['way'],
    registers: [registry],
    collect() {
      for (const { way, isUp } of feeds.heard()) this.set({ way }, isUp ? 1 : 0);
    },
  });

  new Gauge({
    name: 'clarion_sip',
    help: 'What came over SIP since the start: calls that rang, keys that were wrong, messages that were none',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      for (const [outcome, count] of Object.entries(sip() ?? {})) this.set({ outcome }, count);
    },
  });
  new Gauge({
    name: 'clarion_location_asks',
    help: 'Times that a location server was to be asked for the place of a call, and what became of it',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      for (const [outcome, count] of Object.entries(line.asked)) this.set({ outcome }, count);
    },
  });

  app.get('/api/metrics', { config: { access: 'everyone' } }, async (request, reply) => {
    const near = loopback.has(request.ip) && request.headers['x-forwarded-for'] === undefined;
    if (!near && request.session?.role !== 'administrator')
      return refuse(request, reply, { status: 403, code: 'NotAllowed' });
    return reply
      .type(registry.contentType)
      .serializer(String)
      .send(await registry.metrics());
  });
}
