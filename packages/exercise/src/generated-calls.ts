import type { TypeId } from '@clarion/dispatch';
import { type Instant, instant, type LngLat } from '@clarion/measure';
import { type CallKind, callKinds, hourProfile } from './call-kinds.ts';
import { callerWords } from './caller-words.ts';
import { chanceOf, delayOf, type Key, normalOf, uuidOf } from './keyed-chance.ts';
import type { Bilingual, CallScript, ScriptedCall, Sent, Stay } from './script.ts';

/** An address, crossing or place that a caller can name. */
export interface CallSite {
  readonly at: LngLat;
  readonly label: Bilingual;
  readonly uncertaintyM?: number;
  readonly district?: string;
  readonly crossStreets?: string;
}

export interface GeneratedCallsOptions {
  readonly seed: number;
  /** Calls an hour, on the mean of the day. */
  readonly callsPerHour: number;
  /** Where people are; a call comes from a cell in proportion. */
  readonly population: readonly { readonly at: LngLat; readonly population: number }[];
  /** The nearest thing with a name; undefined where there is none (the call then comes from elsewhere). */
  readonly siteNear: (at: LngLat) => CallSite | undefined;
  /** Types that the centre has. */
  readonly types: ReadonlySet<TypeId>;
  /** Of the labels of places on the cards; callers' words come in both. English when absent. */
  readonly language?: 'en' | 'zh-CN';
  /** For the hour of the day. */
  readonly utcOffsetMinutes?: number;
  /** Cell phones' calls are told with a place of this much uncertainty or less; metres. */
  readonly maxPhoneUncertaintyM?: number;
}

const HOUR_MS = 3_600_000;
const METRES_PER_DEGREE = 111_195;

/**
 * Calls without end. Each hour is drawn by itself from (seed, hour): a restart at any time finds the same calls, and an
 * hour that nobody asks for costs nothing. Within the hour they come at random (Poisson), with the hour's share of the day.
 */
export function generatedCalls(options: GeneratedCallsOptions): CallScript {
  const kinds = callKinds.filter(({ typeId }) => options.types.has(typeId));
  if (kinds.length === 0) throw new Error('generatedCalls: the centre has none of the known types');
  if (options.population.length === 0) throw new Error('generatedCalls: nobody lives there');
  const hours = new Map<number, readonly ScriptedCall[]>();
  const callsOf = (hour: number): readonly ScriptedCall[] => {
    const known = hours.get(hour);
    if (known) return known;
    const drawn = drawHour(options, kinds, hour);
    if (hours.size > 48) hours.delete(hours.keys().next().value!);
    hours.set(hour, drawn);
    return drawn;
  };
  function* from(start: Instant): Generator<ScriptedCall, undefined> {
    for (let hour = Math.floor(start / HOUR_MS); ; hour++)
      for (const call of callsOf(hour)) if (call.receivedAt >= start) yield call;
  }
  return {
    source: 'generated',
    from,
    find: id => callsOf(Number(id.split('-')[1])).find(call => call.id === id),
    findByCommand(commandId, near) {
      const hour = Math.floor(near / HOUR_MS);
      return [hour, hour - 1, hour + 1]
        .flatMap(callsOf)
        .find(call => commandOf(options.seed, call.id) === commandId);
    },
    stayOf: (call, sent, typeId) => generatedStay(options.seed, call?.typeId ?? typeId, call?.id, sent),
  };
}

/** The command id of a scripted call's `ReceiveCall`. */
export const commandOf = (seed: number, callId: string): string => uuidOf(seed, 'receive', callId);

function drawHour(options: GeneratedCallsOptions, kinds: readonly CallKind[], hour: number): ScriptedCall[] {
  const { seed, callsPerHour, utcOffsetMinutes = 0 } = options;
  const localHour = Math.floor(hour + utcOffsetMinutes / 60) % 24;
  const mean = callsPerHour * (hourProfile[(localHour + 24) % 24] ?? 1);
  const calls: ScriptedCall[] = [];
  // Gaps between calls of a Poisson process are exponential.
  for (let at = 0, i = 0; ; i++) {
    at += -Math.log(1 - chanceOf(seed, hour, i, 'gap')) / Math.max(mean, 1e-9);
    if (at >= 1 || i > 5000) break;
    const first = drawCall(options, kinds, hour, at, `g-${hour}-${i}`);
    if (!first) continue;
    calls.push(first.call);
    if (chanceOf(seed, first.call.id, 'again') >= first.kind.againShare) continue;
    const later = first.call.receivedAt + 15_000 + chanceOf(seed, first.call.id, 'later') * 140_000;
    // A second caller stays within the hour, so that hours stay independent.
    if (later < (hour + 1) * HOUR_MS) calls.push(secondCall(options, first.call, instant(Math.floor(later))));
  }
  return calls.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
}

function drawCall(
  options: GeneratedCallsOptions,
  kinds: readonly CallKind[],
  hour: number,
  at: number,
  id: string,
): { readonly call: ScriptedCall; readonly kind: CallKind } | undefined {
  const { seed, population, siteNear } = options;
  const kind = weighted(kinds, ({ weight }) => weight, chanceOf(seed, id, 'kind'));
  for (let attempt = 0; attempt < 8; attempt++) {
    const cell = weighted(population, one => one.population, chanceOf(seed, id, attempt, 'cell'));
    const site = siteNear(scattered(cell.at, 110, seed, id, attempt, 'spot'));
    if (!site) continue;
    const call: ScriptedCall = {
      id,
      receivedAt: instant(Math.floor((hour + at) * HOUR_MS)),
      channel: 'phone',
      typeId: kind.typeId,
      place: {
        at: site.at,
        uncertaintyM: site.uncertaintyM ?? 0,
        label: labelOf(options, site.label),
        source: 'search',
        verified: true,
        ...(site.district !== undefined && { district: site.district }),
        ...(site.crossStreets !== undefined && { crossStreets: site.crossStreets }),
      },
      speech: callerWords(kind.typeId, site.label, false, seed, id),
      ...callerOf(options, id, site.at),
    };
    return { call, kind };
  }
  return undefined;
}

function secondCall(options: GeneratedCallsOptions, first: ScriptedCall, receivedAt: Instant): ScriptedCall {
  const id = `${first.id}-b`;
  const site = options.siteNear(scattered(first.place.at, 45, options.seed, id, 'spot'));
  const label = site?.label ?? { zh: first.place.label, en: first.place.label };
  return {
    ...first,
    id,
    receivedAt,
    sameAs: first.id,
    place: { ...first.place, at: site?.at ?? first.place.at, label: labelOf(options, label) },
    speech: callerWords(first.typeId, label, true, options.seed, id),
    ...callerOf(options, id, first.place.at),
  };
}

const labelOf = ({ language }: GeneratedCallsOptions, label: Bilingual): string =>
  language === 'zh-CN' ? label.zh : label.en;

/** Number, phone's place and the desk's delays of one caller. */
function callerOf(options: GeneratedCallsOptions, id: string, at: LngLat) {
  const { seed, maxPhoneUncertaintyM = 1500 } = options;
  const grades = [12, 25, 60, 180, 600, 1500].filter(m => m <= maxPhoneUncertaintyM);
  const uncertaintyM = grades[Math.floor(chanceOf(seed, id, 'grade') ** 1.6 * grades.length)] ?? 60;
  return {
    contact: `555-01${String(Math.floor(chanceOf(seed, id, 'number') * 100)).padStart(2, '0')}`,
    // The stated radius holds about two of three fixes.
    phone: { at: scattered(at, uncertaintyM / 1.5, seed, id, 'phone'), uncertaintyM },
    answerMs: delayOf(4000, 0.5, seed, id, 'answer'),
    entryMs: delayOf(38_000, 0.35, seed, id, 'entry'),
    dispatchMs: delayOf(14_000, 0.45, seed, id, 'dispatch'),
  };
}

function generatedStay(
  seed: number,
  typeId: TypeId | undefined,
  callId: string | undefined,
  sent: readonly Sent[],
): Stay {
  const kind = callKinds.find(one => one.typeId === typeId);
  const last = sent.at(-1);
  const keys: readonly Key[] = [seed, callId ?? 'unscripted', last?.unitId ?? ''];
  const sceneMs = delayOf((kind?.sceneMinutes ?? 20) * 60_000, 0.4, ...keys, 'scene');
  const isAmbulance = /ALS|BLS|MEDIC|AMBULANCE|PRIVATE|救护/i.test(last?.kind ?? '');
  if (!isAmbulance || chanceOf(...keys, 'transport') >= (kind?.transportShare ?? 0)) return { sceneMs };
  return { sceneMs, transport: { hospitalMs: delayOf(16 * 60_000, 0.35, ...keys, 'hospital') } };
}

function scattered([lng, lat]: LngLat, metres: number, ...keys: readonly Key[]): LngLat {
  const north = (metres * normalOf(...keys, 'north')) / METRES_PER_DEGREE;
  const east = (metres * normalOf(...keys, 'east')) / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180));
  return [lng + east, lat + north];
}

function weighted<T>(items: readonly T[], weight: (item: T) => number, chance: number): T {
  let left = chance * items.reduce((sum, item) => sum + weight(item), 0);
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return items.at(-1)!;
}
