import { z } from 'zod';

const id = z.string().min(1);
const seconds = z.number().min(0);
const positive = z.number().gt(0);
/** One figure for all times, or one for each hour of the week from Monday 00:00. */
const byHourOfWeek = z.union([z.number().min(0), z.array(z.number().min(0)).length(168)]);

/** How long something takes. Means are in seconds; `coefficientOfVariation` = standard deviation / mean (1 if absent). */
export const lawSchema = z.discriminatedUnion('distribution', [
  z.strictObject({ distribution: z.enum(['exponential', 'deterministic']), meanSeconds: seconds }),
  z.strictObject({
    distribution: z.enum(['lognormal', 'gamma']),
    meanSeconds: seconds,
    coefficientOfVariation: positive.max(20).optional(),
  }),
  z.strictObject({
    distribution: z.literal('erlang'),
    meanSeconds: seconds,
    stages: z.int().min(1).max(64).optional(),
  }),
  z.strictObject({ distribution: z.literal('empirical'), valuesSeconds: z.array(seconds).min(1) }),
]);

const hour = z.int().min(0).max(168);
/** In quarters of an hour: 7.5 is half past seven on Monday. */
const quarterHour = z.number().min(0).max(168).multipleOf(0.25);

const hours = z.array(z.strictObject({ from: hour, until: hour })).min(1);

/** Readiness levels, when they are in force, and what has to stay free at them. */
const readinessSchema = z.strictObject({
  /** The lowest first; it holds where nothing says another. */
  levels: z.array(id).min(1).max(20),
  /** A level in these hours of the week, of the whole service or of an area. The highest counts. */
  schedule: z.array(z.strictObject({ level: id, area: id.optional(), hours })).default([]),
  /**
   * A level that a commander would set as soon as fewer than `freeBelow` units are free (of the area, or in all), and end when
   * `endsAt` are again (as many as `freeBelow`, if absent), not before `atLeastMinutes` are over. Looked at whenever something happens.
   */
  rules: z
    .array(
      z.strictObject({
        level: id,
        area: id.optional(),
        freeBelow: z.int().min(1),
        endsAt: z.int().min(1).optional(),
        atLeastMinutes: z.number().min(0).default(30),
      }),
    )
    .default([]),
  minimums: z
    .array(
      z.strictObject({
        /** Crews that are free and can do it, in the area (of the post where they stand) or in all. */
        capability: id,
        count: z.int().min(1),
        area: id.optional(),
        /** Absent: at all levels. */
        levels: z.array(id).min(1).optional(),
        /** Calls of this priority or a less urgent one get no unit whose going leaves fewer; absent: it holds nobody back. */
        heldFrom: z.int().min(1).max(4).optional(),
        /** Where fewer are free in the area, the nearest unit that others can spare is moved to one of its posts. */
        moveUp: z.boolean().default(false),
      }),
    )
    .min(1),
});

/** A scenario as `clarion simulate` and `clarion plan queue` read it; unknown fields are refused by name. */
export const scenarioSchema = z.strictObject({
  seed: z.int().min(0).default(1),
  replications: z.int().min(1).max(10_000).default(20),
  callsPerReplication: z.int().min(1).max(100_000_000).default(10_000),
  /** Come before those that count, and are in no figure. */
  warmUpCalls: z.int().min(0).max(100_000_000).default(1000),
  /** Hour of the week (0 = Monday 00:00) at which each replication begins. */
  startHourOfWeek: z.int().min(0).max(167).default(0),
  zones: z
    .array(
      z.strictObject({
        id,
        callsPerHour: byHourOfWeek,
        /** The area that it lies in; figures are then also told by area. */
        area: id.optional(),
      }),
    )
    .min(1),
  /**
   * A record that is played in place of calls by chance, in the order of time; seconds from the beginning of the hour
   * `startHourOfWeek`. Each replication meets the same calls; what turnout, drive and service take is by chance.
   */
  calls: z
    .array(z.strictObject({ atSeconds: seconds, zone: id, type: id.optional() }))
    .min(1)
    .max(10_000_000)
    .optional(),
  units: z
    .array(
      z.strictObject({
        id,
        post: id,
        /** Words of the run cards, such as `als` or `engine`; absent: it can meet needs of any kind. */
        capabilities: z.array(id).min(1).optional(),
        /** Hours of the week on duty, from – until, in quarters of an hour; a span past Sunday midnight goes on on Monday. Absent: always. */
        shifts: z
          .array(z.strictObject({ from: quarterHour, until: quarterHour }))
          .min(1)
          .optional(),
        /** Units with the same crew deplete each other: one of them goes, the others cannot. */
        crew: id.optional(),
        /** The area that it belongs to; absent: that of the zone which is nearest to its post. */
        area: id.optional(),
        /** Its own turnout, and what that is multiplied by; absent: the scenario's. */
        turnout: lawSchema.optional(),
        turnoutFactor: byHourOfWeek.optional(),
      }),
    )
    .min(1),
  /** From a post to a zone. A pair that is not there cannot be driven. */
  travelSeconds: z.record(id, z.record(id, seconds)),
  /** Driving times are multiplied by this. */
  travelFactor: byHourOfWeek.default(1),
  /** What drives took ÷ what was expected of them, one for each observed drive: each drive takes one of them by chance. Absent: as expected. */
  travelVariation: z.array(positive).min(1).max(100_000).optional(),
  /** From the sending to wheels rolling; no time when absent. */
  turnout: lawSchema.optional(),
  /** Turnout is multiplied by this. */
  turnoutFactor: byHourOfWeek.default(1),
  /** From arrival to free, without transport. */
  service: lawSchema,
  /** Kinds of calls and their share of all; absent: one kind, priority 1, one unit of any kind. */
  callTypes: z
    .array(
      z.strictObject({
        id,
        share: z.number().min(0),
        /** 1 is the most urgent. */
        priority: z.int().min(1).max(4).default(1),
        /** The run card. Absent: one unit of any kind. */
        needs: z
          .array(z.strictObject({ capability: id, count: z.int().min(1).max(50).default(1) }))
          .min(1)
          .optional(),
        service: lawSchema.optional(),
        /** Share of units that take a patient to the hospital. */
        transportShare: z.number().min(0).max(1).default(0),
      }),
    )
    .min(1)
    .optional(),
  /** Where patients are taken: the drive by zone, and the time until the unit is free again. */
  hospital: z.strictObject({ travelSeconds: z.record(id, seconds), turnRound: lawSchema }).optional(),
  dispatch: z.strictObject({
    /** preference: the first free one of the zone's list. closest: the one that is there first. */
    rule: z.enum(['preference', 'closest']),
    /** For each zone the units that serve it, first choice first. With `closest` it says who serves at all. */
    order: z.record(id, z.array(id).min(1)).optional(),
    /**
     * With `closest`: units of the zone's own area first. One of another area goes where none of its own is free, and, with
     * `nearerBySeconds`, where it is there sooner by more than that.
     */
    areas: z.strictObject({ nearerBySeconds: seconds.optional() }).optional(),
    /**
     * A call of this priority or a less urgent one is sent to only while more units than `units` are free, in these hours of
     * the week (as shifts; absent: always). Where several hold, the most units count.
     */
    keepFree: z
      .array(
        z.strictObject({
          priority: z.int().min(1).max(4),
          units: z.int().min(0),
          hours: z
            .array(z.strictObject({ from: hour, until: hour }))
            .min(1)
            .optional(),
        }),
      )
      .optional(),
  }),
  /** What becomes of a call that finds nobody free: none = it is lost (handled by others). */
  queue: z.enum(['first-come', 'priority', 'none']),
  /** home: the unit counts as at its post as soon as it is free. drive: it drives there first, and may be sent on the way. */
  returning: z.enum(['home', 'drive']).default('home'),
  moveUp: z
    .discriminatedUnion('rule', [
      /** A unit that becomes free goes where it adds most to the expected cover (Jagtenberg, Bhulai, van der Mei 2015). */
      z.strictObject({
        rule: z.literal('dmexclp'),
        busyShare: z.number().gt(0).lt(1),
        standardSeconds: positive,
        /** Least gain over its own post, as a share of all demand, for which it goes elsewhere. */
        minimumGain: z.number().min(0).max(1).default(0),
      }),
      /** `posts[k-1]`: where the free units stand when k are free. */
      z.strictObject({ rule: z.literal('compliance'), posts: z.array(z.array(id)).min(1) }),
    ])
    .optional(),
  readiness: readinessSchema.optional(),
  /** From post to post, for move-up; absent: by way of the nearest zone they share. */
  postTravelSeconds: z.record(id, z.record(id, seconds)).optional(),
  /** Response times within which the share of calls is told. */
  standardsSeconds: z.array(positive).max(20).default([]),
  /** Also tell the response by zone. */
  zoneFigures: z.boolean().default(false),
});

export type Scenario = z.output<typeof scenarioSchema>;

/** JSON Schema (draft 2020-12) of a scenario file, as published in docs/. */
export const scenarioJsonSchema = (): object => ({
  title: 'Clarion simulation scenario',
  ...z.toJSONSchema(scenarioSchema, { io: 'input' }),
});
