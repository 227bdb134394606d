import { resolve } from 'node:path';
import { rulesInForce } from '@clarion/dispatch';
import { type DrillControl, drillState } from '@clarion/exercise';
import { fail, instant, ok, type Result } from '@clarion/measure';
import { type Language, say } from '@clarion/protocol';
import { openAgencyKeys, openDrillControls, openPresences, openShifts, openTrackers } from '@clarion/store';
import type { SipServer } from '@clarion/telephony';
import { beginDue } from './centre/begin-due.ts';
import type { Centre } from './centre/centre.ts';
import { adoptConfiguration, openCentre } from './centre/open-centre.ts';
import { offerCards } from './centre/usual-cards.ts';
import { readCertificate } from './certificate.ts';
import { type Presence, startPresence } from './desks/presence.ts';
import { leadDrill } from './drill/lead-drill.ts';
import { fitScript, readScript } from './drill/read-script.ts';
import { DRILL_PASSWORD, drillLogins, seedPeople, seedUnits } from './drill-sign-ins.ts';
import { openExercise, type RunningExercise } from './exercise/open-exercise.ts';
import { findRecorded } from './exercise/recorded.ts';
import { type ExerciseState, noExercise } from './exercise/state.ts';
import { installationOf, openGround, openRecords } from './ground.ts';
import { createDoor } from './http/door.ts';
import { serve } from './http/routes.ts';
import { createLineDesk, type LineDesk } from './line/line-desk.ts';
import { openSip } from './line/open-sip.ts';
import { createHub, type DraftMessage } from './live/hub.ts';
import { createLocationServer } from './location/location-server.ts';
import type { ServerOptions, StartFault } from './options.ts';
import { openChannels } from './paging/open-paging.ts';
import { startPager } from './paging/pager.ts';
import { areasOfPlace, underRulesOf } from './place/centre-rules.ts';
import { configurationOf } from './place/configuration.ts';
import { addressesOf, phonesAlone } from './place/paging-rules.ts';
import { placeAtHand } from './place/place-at-hand.ts';
import { turnsOf } from './place/road-rules.ts';
import { type BetweenNodes, oneNode, overDatabase, overNats } from './positions/between-nodes.ts';
import { createFeeds, type PositionFeeds } from './positions/feeds.ts';
import { createIntake } from './positions/intake.ts';
import { createKeeping } from './positions/keeping.ts';
import { createTrackerGate } from './positions/tracker-gate.ts';
import { startScheduler } from './schedule/scheduler.ts';
import { type ShiftDesk, startShiftDesk } from './shifts/shift-desk.ts';
import { createProvider } from './sign-on/provider.ts';
import type { Tell } from './tell.ts';
import { createAgencyGate } from './transfer/agency-gate.ts';
import { startTeller } from './transfer/teller.ts';
import { startUpkeep } from './upkeep.ts';
import { createOutside } from './watch/outside.ts';
import { startWatch } from './watch/watch.ts';

export const VERSION = '0.1.0';
const DAY_MS = 86_400_000;
const PHONES_WAITED_FOR = 60;

export interface Running {
  readonly url: string;
  readonly centre: Centre;
  readonly exercise: RunningExercise | undefined;
  /** The phones' sign-ins of a drill are there; they are made after the server is ready. */
  readonly phonesReady: Promise<void>;
  readonly feeds: PositionFeeds;
  readonly line: LineDesk;
  /** Where SIP calls come, if anywhere. */
  readonly sip: SipServer | undefined;
  /** Looks for alarms that are due, as is otherwise done every second. */
  watch(): Promise<number>;
  /** Measures clocks, as is otherwise done every ten seconds. */
  measureClocks(): Promise<void>;
  readonly shifts: ShiftDesk;
  /** Who is at the desks; looks every ten seconds by itself. */
  readonly presence: Presence;
  /** Pages that are due, as is otherwise done every second. */
  page(): Promise<void>;
  /** What is otherwise done every minute. */
  upkeep(): Promise<void>;
  /** What is otherwise done every second: what is for later comes into the queue. */
  schedule(): Promise<void>;
  stop(): Promise<void>;
}

export interface Surroundings {
  readonly wall: () => number;
  /** The machine's own clock, which is held against others; a test's wall is not it. */
  readonly machine?: () => number;
  readonly tell: Tell;
  /** Of generated callers, and of the terminal. */
  readonly language: Language;
}

/** Opens or makes everything a centre needs, and listens. What the administrator can mend is a fault, not an exception. */
export async function start(
  options: ServerOptions,
  { wall, tell, language, machine = Date.now }: Surroundings,
): Promise<Result<Running, StartFault>> {
  const ground = await openGround(options, resolve(options.dataFolder), wall, tell);
  if (!ground.ok) return ground;
  const { database, pack, pages } = ground.value;
  const opened: (() => Promise<unknown>)[] = [() => database.close()];
  /** Closes what was opened, the last first. */
  const close = async () => {
    for (const closing of opened.splice(0).reverse()) await closing();
  };
  const giveUp = async <T>(fault: Result<T, StartFault> & { ok: false }) => {
    await close();
    return fault;
  };

  const installed = await installationOf(database, options.script ?? options.exercise, instant(wall()));
  if (!installed.ok) return giveUp(installed);
  const kind = installed.value;
  const script = await readScript(options.script);
  if (!script.ok) return giveUp(script);
  const usually = kind === 'live' ? 'off' : script.value === undefined ? 'generated' : 'scripted';
  const source = options.exercise !== 'default' ? options.exercise : usually;
  const isRecorded = !['off', 'generated', 'scripted'].includes(source);
  const recorded = isRecorded ? await findRecorded(source, pack, options.columns) : ok(undefined);
  if (!recorded.ok) return giveUp(recorded);
  const place = placeAtHand(pack);
  // Recorded calls come at their own times, years ago: they have a log of their own.
  const ownLog = isRecorded ? `${place.id}.recorded` : place.id;
  // So has a script: what it counts from is its own beginning.
  const logId = script.value === undefined ? ownLog : `${ownLog}.${script.value.id}`;
  const records = await openRecords(database, { logId, kind }, instant(wall()), tell);
  if (!records.ok) return giveUp(records);
  const { log, sealing, anchors, devices, factors } = records.value;
  opened.push(() => log.close());

  const first = recorded.value?.reduce((least, call) => Math.min(least, call.receivedAt), Infinity);
  const stored = openDrillControls<DrillControl>(database, logId);
  const done = kind === 'drill' ? await stored.list() : [];
  const stood = drillState(done);
  const rate = stood && (stood.paused ? 0 : stood.pace);
  const { beginsAt } = script.value ?? {};
  const begins = first ?? (beginsAt === undefined ? undefined : Date.parse(beginsAt));
  const from = stood?.at ?? (begins === undefined ? undefined : instant(begins));
  const clock =
    from === undefined ? {} : { clock: { at: from, rate: rate ?? (first === undefined ? 1 : 0) } };
  const usual = configurationOf(pack, 0, { seed: options.seed, kind });
  const underRules = await underRulesOf(options.rules, usual, pack);
  if (!underRules.ok) return giveUp(underRules);
  const { paging, ...otherRules } = underRules.value;
  const configured =
    paging === undefined || kind === 'live'
      ? underRules.value
      : { ...otherRules, paging: phonesAlone(paging) };
  const turns = await turnsOf(options.rules, place.graph);
  if (!turns.ok) return giveUp(turns);
  if (turns.value !== undefined) tell('server.turns');
  const streets = script.value && fitScript(script.value, options.script ?? '', configured, place);
  if (streets?.ok === false) return giveUp(streets);
  // Before there is a program's log to write to, trouble waits for it.
  const early: unknown[] = [];
  let hear = (error: unknown): void => void early.push(error);
  const centre = await openCentre({
    version: VERSION,
    database,
    log,
    sealing,
    place,
    rulesGround: { usual, areas: areasOfPlace(pack) },
    wall,
    turns: turns.value,
    onTrouble: error => hear(error),
    ...clock,
  });
  opened.push(async () => centre.stopReckoning());
  opened.push(() => centre.planning.stop());
  opened.push(() => centre.moveUps.stop());
  opened.push(() => centre.replays.stop());
  await adoptConfiguration(centre, version => ({ ...configured, version }));
  await offerCards(centre);
  const laid = rulesInForce(log.board);
  if (laid !== undefined) tell('server.rulesInForce', { rulesId: laid.rulesId });
  const units = log.board.units.size;
  if (units === 0) tell('server.noUnits');
  else if (pack.units.length === 0 && kind === 'drill') tell('server.assumedUnits', { units });
  const now = centre.clock.now();
  const unplaced = [...centre.closures.unplaced(now), ...centre.speeds.unplaced(now)];
  if (unplaced.length > 0) tell('server.closuresUnplaced', { closures: unplaced.join(', ') });
  tell('server.log', { logId, kind, head: log.board.head });
  if (kind === 'drill') {
    tell('server.signIns');
    await seedPeople(database, instant(wall()));
  }
  // A town's phones are ready with the server; those of a large city come while it is at work already.
  const unitIds = kind === 'drill' ? [...log.board.units.keys()] : [];
  const phonesReady = seedUnits(database, unitIds, instant(wall()));
  if (unitIds.length <= PHONES_WAITED_FOR) await phonesReady;

  const door = createDoor({
    database,
    kind,
    devices,
    factors,
    secondFactorFor: new Set(options.secondFactorFor),
    wall,
  });
  const hub = createHub({
    log,
    clock: centre.clock,
    positions: centre.positions,
    moveUps: centre.moveUps.current,
    version: VERSION,
    wall,
  });
  opened.push(async () => hub.stop());
  const between = await nodesOf(options, centre, message => hub.draft(message));
  if (!between.ok) return giveUp(between);
  opened.push(() => between.value.stop());
  hub.onDraft(message => between.value.publishDraft(message));
  const presence = startPresence(centre, openPresences(database, logId), error => hear(error));
  opened.push(() => presence.stop());
  const shifts = startShiftDesk(centre, openShifts(database, logId), error => hear(error));
  opened.push(() => shifts.stop());
  const keeping = createKeeping({
    stored: centre.storedPositions,
    now: centre.clock.now,
    elapsedMs: () => performance.now(),
    onTrouble: error => hear(error),
  });
  opened.push(() => keeping.stop());
  const intake = createIntake({
    log,
    stored: centre.storedPositions,
    keeping,
    table: centre.positions,
    bounds: place.bounds,
    now: centre.clock.now,
    onTaken: fixes => between.value.publish(fixes),
  });
  const gate = createTrackerGate({
    trackers: openTrackers(database, logId),
    intake,
    wall,
    now: centre.clock.now,
    onTrouble: error => hear(error),
  });
  const { host, cotPort, nmeaPort, mqttUrl, mqttTopic, tls } = options;
  const shown = tls && (await readCertificate(tls, wall()));
  if (shown?.ok === false) return giveUp(shown);
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
    { gate, now: wall, onTrouble: error => hear(error) },
  );
  const { locationServers, locationByNumber } = options;
  const locations = createLocationServer({
    allowed: [
      ...locationServers,
      ...(locationByNumber === undefined ? [] : [new URL(locationByNumber).origin]),
    ],
    kind,
  });
  const line = createLineDesk(centre, {
    server: locations,
    byNumber: locationByNumber,
    onTrouble: error => hear(error),
  });
  opened.push(async () => line.stop());
  const addresses = await addressesOf(options.rules, process.env);
  const channels = await openChannels(configured, log, options.natsUrl, addresses, centre.clock.now);
  if (!channels.ok) return giveUp(channels);
  const pager = startPager({
    logId,
    board: () => log.board,
    now: centre.clock.now,
    submit: envelope => centre.submit(envelope),
    adapters: channels.value,
    hears: unitId => hub.hears(unitId),
    onTrouble: error => hear(error),
  });
  opened.push(() => pager.stop());
  const teller = startTeller({
    logId,
    board: () => log.board,
    now: centre.clock.now,
    submit: envelope => centre.submit(envelope),
    adapters: channels.value,
    onTrouble: error => hear(error),
  });
  opened.push(() => teller.stop());
  const agencies = createAgencyGate(openAgencyKeys(database, logId), wall, error => hear(error));
  let exercise: RunningExercise | undefined;
  const state: ExerciseState = { current: () => (exercise ?? noExercise).current() };
  const lead =
    kind === 'live'
      ? undefined
      : leadDrill({
          clock: centre.clock,
          stored,
          done,
          speed: source === 'off' ? 1 : options.speed,
          jump: () => exercise?.runner.jump,
          injects: () => exercise?.injects,
        });
  if (lead !== undefined) opened.push(() => lead.stop());
  const outside = createOutside(centre, machine);
  opened.push(() => outside.stop());
  let sipOpen: SipServer | undefined;
  let alarm = async (): Promise<unknown> => undefined;
  const app = await serve({
    centre,
    door,
    factors,
    outside,
    ...(options.signOn === undefined
      ? {}
      : { signOn: { settings: options.signOn, provider: createProvider(options.signOn) } }),
    alarm: () => alarm(),
    hub,
    presence,
    shifts,
    intake,
    gate,
    agencies,
    lineKey: options.lineKey,
    feeds,
    line,
    sip: () => sipOpen?.heard,
    exercise: state,
    ...(lead === undefined ? {} : { lead }),
    trustProxy: options.behindProxy,
    ...(pages === undefined ? {} : { pages }),
  });
  opened.push(() => app.close());
  const onTrouble = (error: unknown) => app.log.warn({ err: error }, 'work in the background waits');
  for (const error of early) onTrouble(error);
  hear = onTrouble;
  const phones = phonesReady.catch(onTrouble);
  opened.push(() => phones);
  const listening = await listen(() => app.listen({ port: options.port, host: options.host }), options.port);
  if (!listening.ok) return giveUp(listening);
  opened.push(() => feeds.stop());
  const fed = await feeds.open();
  if (!fed.ok) return giveUp(fed);
  const wantedSip = { host, sip: options.sip, tls, textPorts: options.textPorts };
  const sip = await openSip(wantedSip, certificate, line, wall, onTrouble);
  if (!sip.ok) return giveUp(sip);
  sipOpen = sip.value;
  opened.push(async () => sip.value?.stop());
  const purgePeople = () => Promise.all([shifts.purge(), presence.purge()]);
  const upkeep = startUpkeep(centre, door, anchors, onTrouble, options.fileAfterHours, purgePeople);
  opened.push(() => upkeep.stop());
  centre.moveUps.start({ isWatched: hub.isBoardWatched, tell: hub.adviseMoves, onTrouble });
  const beginning = beginDue(centre, onTrouble);
  opened.push(() => beginning.stop());
  const scheduler = startScheduler(centre, onTrouble);
  opened.push(async () => scheduler.stop());

  const watch = startWatch(centre, outside, onTrouble);
  alarm = watch.lookAnew;
  opened.push(() => watch.stop());

  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const url = tellReady(options, port, kind, [...log.board.units.keys()][0] ?? '', tell);
  if (source !== 'off') {
    const { attendance, speed } = options;
    const told = say(language, `server.source.${isRecorded ? 'recorded' : source}`);
    tell('server.exercise', {
      source: told,
      speed,
      attendance: say(language, `server.attendance.${attendance}`),
    });
    const beganAt = stood?.beganAt ?? centre.clock.now();
    if (script.value !== undefined && stood?.beganAt === undefined)
      await stored.add({ at: beganAt, byRole: 'server', control: { act: 'begin' } });
    exercise = await openExercise(
      centre,
      intake,
      {
        pack,
        speed,
        ...(rate === undefined ? {} : { rate }),
        attendance,
        seed: options.seed,
        language,
        ...(recorded.value === undefined ? {} : { recorded: recorded.value }),
        ...(script.value === undefined || streets === undefined
          ? {}
          : {
              script: {
                script: script.value,
                streets: streets.value,
                stored,
                done: stood?.injects ?? new Map(),
                beganAt,
                alsoOthers: source !== 'scripted',
              },
            }),
        ...(options.days === undefined || first === undefined
          ? {}
          : { until: instant(first + options.days * DAY_MS) }),
      },
      onTrouble,
    );
    const { runner } = exercise;
    opened.push(() => runner.stop());
    hub.announce({ type: 'exercise', state: 'running' });
    runner.ended.then(() => hub.announce({ type: 'exercise', state: 'finished' }), onTrouble);
  }
  return ok({
    url,
    centre,
    exercise,
    phonesReady,
    feeds,
    line,
    sip: sip.value,
    presence,
    shifts,
    watch: watch.look,
    measureClocks: () => outside.refresh(true),
    page: async () => {
      await pager.look();
      await teller.look();
    },
    upkeep: upkeep.minutely,
    schedule: scheduler.check,
    stop: close,
  });
}

async function nodesOf(
  options: ServerOptions,
  centre: Centre,
  onDraft: (message: DraftMessage) => void,
): Promise<Result<BetweenNodes, StartFault>> {
  const { log, positions, storedPositions, readPositions } = centre;
  if (options.natsUrl === undefined) {
    if (options.databaseUrl === undefined) return ok(oneNode);
    return ok(await overDatabase(storedPositions, positions, readPositions));
  }
  try {
    return ok(await overNats(options.natsUrl, log, positions, centre.sealing, onDraft));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // A password in the address is not for the terminal.
    const url = options.natsUrl.replaceAll(/\/\/[^@/]*@/g, '//');
    return fail({ code: 'NatsUnreachable', params: { url, reason } });
  }
}

async function listen(begin: () => Promise<unknown>, port: number): Promise<Result<undefined, StartFault>> {
  try {
    await begin();
    return ok(undefined);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return fail({ code: 'PortTaken', params: { port } });
    throw error;
  }
}

function tellReady(options: ServerOptions, port: number, kind: string, unit: string, tell: Tell): string {
  const { host } = options;
  const near = host === '127.0.0.1' || host === 'localhost' || host === '::1';
  const url = `http://${near || host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  tell('server.ready', { url });
  if (kind === 'live') tell('server.live', { url });
  else {
    const logins = drillLogins.join(', ');
    tell(unit === '' ? 'server.drillWithoutUnits' : 'server.drill', {
      url,
      logins,
      unit: unit.toLowerCase(),
      password: DRILL_PASSWORD,
    });
    if (!near) tell('server.drillOpen', { host });
  }
  return url;
}
