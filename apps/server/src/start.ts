import { resolve } from 'node:path';
import { instant, ok, type Result } from '@clarion/measure';
import type { Language } from '@clarion/protocol';
import type { SipServer } from '@clarion/telephony';
import type { Centre } from './centre/centre.ts';
import { adoptConfiguration, openCentre } from './centre/open-centre.ts';
import { offerCards } from './centre/usual-cards.ts';
import type { Presence } from './desks/presence.ts';
import { leadDrill } from './drill/lead-drill.ts';
import { fitScript } from './drill/read-script.ts';
import { seedPeople, seedUnits } from './drill-sign-ins.ts';
import type { RunningExercise } from './exercise/open-exercise.ts';
import { type ExerciseState, noExercise } from './exercise/state.ts';
import { installationOf, openGround, openRecords } from './ground.ts';
import { serve } from './http/routes.ts';
import type { LineDesk } from './line/line-desk.ts';
import { openSip } from './line/open-sip.ts';
import type { ServerOptions, StartFault } from './options.ts';
import { areasOfPlace } from './place/centre-rules.ts';
import { placeAtHand } from './place/place-at-hand.ts';
import { turnsOf } from './place/road-rules.ts';
import type { PositionFeeds } from './positions/feeds.ts';
import type { ShiftDesk } from './shifts/shift-desk.ts';
import { createProvider } from './sign-on/provider.ts';
import { createClosing } from './start/closing.ts';
import { configuredOf } from './start/configured.ts';
import { openDoors } from './start/doors.ts';
import { startEffects } from './start/effects.ts';
import { startExercise } from './start/exercise.ts';
import { prepareFeeds } from './start/feeds.ts';
import { playedOf, stoodAt } from './start/played.ts';
import { listen, tellReady } from './start/ready.ts';
import { tellOfCentre } from './start/told-of-centre.ts';
import { createTrouble } from './start/trouble.ts';
import { startKeeping } from './start/upkeep.ts';
import type { Tell } from './tell.ts';
import { createOutside } from './watch/outside.ts';

export const VERSION = '0.1.0';
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
  const opened = createClosing();
  opened.push(() => database.close());
  const giveUp = async <T>(fault: Result<T, StartFault> & { ok: false }) => {
    await opened.close();
    return fault;
  };

  const installed = await installationOf(database, options.script ?? options.exercise, instant(wall()));
  if (!installed.ok) return giveUp(installed);
  const kind = installed.value;
  const place = placeAtHand(pack);
  const played = await playedOf(options, kind, pack, place.id);
  if (!played.ok) return giveUp(played);
  const { source, script, logId } = played.value;
  const records = await openRecords(database, { logId, kind }, instant(wall()), tell);
  if (!records.ok) return giveUp(records);
  const { log, sealing, anchors, devices, factors } = records.value;
  opened.push(() => log.close());

  const stood = await stoodAt(database, kind, played.value);
  const rules = await configuredOf(options, kind, pack);
  if (!rules.ok) return giveUp(rules);
  const { usual, configured } = rules.value;
  const turns = await turnsOf(options.rules, place.graph);
  if (!turns.ok) return giveUp(turns);
  if (turns.value !== undefined) tell('server.turns');
  const streets = script && fitScript(script, options.script ?? '', configured, place);
  if (streets?.ok === false) return giveUp(streets);
  const trouble = createTrouble();
  const centre = await openCentre({
    version: VERSION,
    database,
    log,
    sealing,
    place,
    rulesGround: { usual, areas: areasOfPlace(pack) },
    wall,
    turns: turns.value,
    onTrouble: error => trouble.hear(error),
    ...stood.clock,
  });
  opened.push(async () => centre.stopReckoning());
  opened.push(() => centre.planning.stop());
  opened.push(() => centre.moveUps.stop());
  opened.push(() => centre.replays.stop());
  await adoptConfiguration(centre, version => ({ ...configured, version }));
  await offerCards(centre);
  tellOfCentre(centre, pack, tell);
  if (kind === 'drill') {
    tell('server.signIns');
    await seedPeople(database, instant(wall()));
  }
  // A town's phones are ready with the server; those of a large city come while it is at work already.
  const unitIds = kind === 'drill' ? [...log.board.units.keys()] : [];
  const phonesReady = seedUnits(database, unitIds, instant(wall()));
  if (unitIds.length <= PHONES_WAITED_FOR) await phonesReady;

  const means = { options, version: VERSION, kind, devices, factors, opened, trouble };
  const doors = await openDoors(centre, means);
  if (!doors.ok) return giveUp(doors);
  const { door, hub, presence, shifts, intake, gate, agencies } = doors.value;
  const brought = await prepareFeeds(centre, options, kind, { gate, opened, trouble });
  if (!brought.ok) return giveUp(brought);
  const { feeds, line, certificate } = brought.value;
  const effects = await startEffects(centre, options, configured, { hub, opened, trouble });
  if (!effects.ok) return giveUp(effects);
  let exercise: RunningExercise | undefined;
  const state: ExerciseState = { current: () => (exercise ?? noExercise).current() };
  const lead =
    kind === 'live'
      ? undefined
      : leadDrill({
          clock: centre.clock,
          stored: stood.stored,
          done: stood.done,
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
  trouble.tellTo(onTrouble);
  const phones = phonesReady.catch(onTrouble);
  opened.push(() => phones);
  const listening = await listen(app, options);
  if (!listening.ok) return giveUp(listening);
  opened.push(() => feeds.stop());
  const fed = await feeds.open();
  if (!fed.ok) return giveUp(fed);
  const { host, sip: asked, tls, textPorts } = options;
  const sip = await openSip({ host, sip: asked, tls, textPorts }, certificate, line, wall, onTrouble);
  if (!sip.ok) return giveUp(sip);
  sipOpen = sip.value;
  opened.push(async () => sip.value?.stop());
  const { fileAfterHours } = options;
  const by = { anchors, outside, fileAfterHours, opened, onTrouble };
  const { upkeep, scheduler, watch } = startKeeping(centre, doors.value, by);
  alarm = watch.lookAnew;

  const unit = [...log.board.units.keys()][0] ?? '';
  const url = tellReady(options, app, { kind, unit }, tell);
  exercise = await startExercise(centre, doors.value, {
    options,
    played: played.value,
    stood,
    streets: streets?.value,
    pack,
    language,
    tell,
    opened,
    onTrouble,
  });
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
    page: effects.value.look,
    upkeep: upkeep.minutely,
    schedule: scheduler.check,
    stop: opened.close,
  });
}
