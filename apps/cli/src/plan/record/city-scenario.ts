import { estimateDemand } from '@clarion/coverage';
import { HOURS_OF_WEEK } from '@clarion/roads';
import { compile, type Model, readScenario, type scenarioSchema } from '@clarion/simulation';
import { type AnsweredCall, type CityRecord, needsOf } from './city-record.ts';
import type { CityTimes } from './city-times.ts';

/** Kinds of calls seen so often have their own stays; the others share those of all. */
const OWN_STAYS = 30;
const HOUR_MS = 3_600_000;
/** Calls by chance that come before those that count. */
const WARM_UP = 100;

type RawScenario = (typeof scenarioSchema)['_zod']['input'];

export interface CityQuestion {
  readonly record: CityRecord;
  readonly times: CityTimes;
  readonly siteIds: readonly string[];
  readonly teach: readonly AnsweredCall[];
  readonly teachDays: number;
  readonly standardsS: readonly number[];
  readonly replications: number;
  readonly seed: number;
}

/** What is supposed otherwise than it was learnt. */
export interface Supposition {
  readonly travel?: number;
  readonly demand?: number;
  /** A unit that is out. */
  readonly without?: string;
}

/** The city's week by chance: calls of the kinds, places and hours that the days which teach had. */
export function forecast(
  question: CityQuestion,
  sites: readonly number[],
  supposed: Supposition = {},
): Model {
  const { record, teach, teachDays } = question;
  const rates = hourlyRates(record, teach, teachDays, supposed.demand ?? 1);
  const perWeek = rates.reduce((sum, row) => sum + row.reduce((all, rate) => all + rate, 0), 0);
  return modelOf(question, sites, supposed, {
    zones: record.zones.map(({ id }, zone) => ({ id, callsPerHour: rates[zone]! })),
    callsPerReplication: Math.max(1, Math.round(perWeek)),
    warmUpCalls: WARM_UP,
  });
}

/** The very calls of a record, with turnout, drives and stays by chance. */
export function replay(
  question: CityQuestion,
  sites: readonly number[],
  calls: readonly AnsweredCall[],
): Model {
  const { record } = question;
  const first = calls[0]!;
  // Hours of the clock begin with those of UTC but for the few zones that are half an hour off, which shifts all alike.
  const begin = Math.floor(first.at / HOUR_MS) * HOUR_MS;
  return modelOf(
    question,
    sites,
    {},
    {
      zones: record.zones.map(({ id }) => ({ id, callsPerHour: 0 })),
      calls: calls.map(({ at, zone, type }) => ({
        atSeconds: (at - begin) / 1000,
        zone: record.zones[zone]!.id,
        type,
      })),
      startHourOfWeek: first.hourOfWeek,
      warmUpCalls: 0,
    },
  );
}

function modelOf(
  { record, times, siteIds, teach, standardsS, replications, seed }: CityQuestion,
  sites: readonly number[],
  { travel = 1, without }: Supposition,
  calls: Partial<RawScenario> & Pick<RawScenario, 'zones'>,
): Model {
  const zoneCount = record.zones.length;
  const travelSeconds: Record<string, Record<string, number>> = {};
  for (const site of new Set(sites)) {
    const row: Record<string, number> = {};
    for (const [zone, { id }] of record.zones.entries()) {
      const seconds = times.travelS[site * zoneCount + zone]!;
      if (seconds < Infinity) row[id] = seconds;
    }
    travelSeconds[siteIds[site]!] = row;
  }
  const raw: RawScenario = {
    seed,
    replications,
    units: record.units.flatMap(({ id, kind }, unit) =>
      id === without
        ? []
        : [{ id, post: siteIds[sites[unit]!]!, capabilities: [kind], ...turnoutOf(times, kind) }],
    ),
    travelSeconds,
    travelFactor: times.factor.map(factor => factor * travel),
    travelVariation: [...times.variation],
    service: staysOf(teach),
    callTypes: typesOf(record, teach),
    dispatch: { rule: 'closest' },
    queue: 'first-come',
    standardsSeconds: [...standardsS],
    ...calls,
  };
  const scenario = readScenario(raw);
  const model = scenario.ok ? compile(scenario.value) : scenario;
  if (!model.ok) throw new Error(`plan prove: ${model.error.code} ${model.error.field}`);
  return model.value;
}

function turnoutOf({ turnout }: CityTimes, kind: string) {
  const learnt = turnout.get(kind);
  if (learnt === undefined) return {};
  return {
    turnout: { distribution: 'empirical' as const, valuesSeconds: [...learnt.valuesS] },
    turnoutFactor: [...learnt.factor],
  };
}

const staysOf = (calls: readonly AnsweredCall[]) => ({
  distribution: 'empirical' as const,
  valuesSeconds: calls.flatMap(({ staysS }) => staysS),
});

/** Kinds of the whole record, by their share on the days that teach. */
function typesOf(record: CityRecord, teach: readonly AnsweredCall[]): NonNullable<RawScenario['callTypes']> {
  const fleet = new Map<string, number>();
  for (const { kind } of record.units) fleet.set(kind, (fleet.get(kind) ?? 0) + 1);
  return [...new Set(record.calls.map(({ type }) => type))].sort().map(type => {
    const own = teach.filter(call => call.type === type);
    const stays = staysOf(own);
    return {
      id: type,
      share: own.length / teach.length,
      needs: needsOf(type).map(({ capability, count }) => ({
        capability,
        count: Math.min(count, fleet.get(capability)! - 1 || 1),
      })),
      ...(stays.valuesSeconds.length < OWN_STAYS ? {} : { service: stays }),
    };
  });
}

function hourlyRates(
  record: CityRecord,
  teach: readonly AnsweredCall[],
  teachDays: number,
  times: number,
): number[][] {
  const observed = new Float64Array(HOURS_OF_WEEK);
  const firstHour = teach[0]!.hourOfWeek;
  const firstOfDay = firstHour - (firstHour % 24);
  for (let hour = 0; hour < teachDays * 24; hour++) observed[(firstOfDay + hour) % HOURS_OF_WEEK]!++;
  const work = teach.map(({ zone, hourOfWeek }) => ({ place: zone, hourOfWeek, origin: 'help' as const }));
  const { hourly } = estimateDemand(work, record.zones.length, observed);
  return record.zones.map((_, zone) =>
    Array.from({ length: HOURS_OF_WEEK }, (_, hour) => times * hourly[zone * HOURS_OF_WEEK + hour]!.mean),
  );
}
