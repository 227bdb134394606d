import { z } from 'zod';

const id = z.string().min(1);
const path = z.string().min(1);
const kinds = z.array(id).min(1);
const withinSeconds = z.number().gt(0);
const count = z.int().min(0).max(60_000);

/** What `clarion plan site` reads; unknown fields are refused by name. Paths are relative to the file itself. */
export const sitingSchema = z.strictObject({
  /** Table `id,weight[,area]`. */
  demand: path,
  /** Table `from,to,travel_time_ms` from sites to demand. */
  travel: path,
  /** Kinds of units. */
  kinds: z
    .array(
      z.strictObject({
        id,
        /** How many there are. */
        units: count.min(1),
        /** Most at one site; absent: as many as there are. */
        perSite: count.min(1).optional(),
        /** Of one unit, in the measure of `budget`. */
        cost: z.number().min(0).default(0),
        /** Its own demand and drives, in place of those above. */
        demand: path.optional(),
        travel: path.optional(),
      }),
    )
    .min(1)
    .max(20),
  /** What is known of single sites; a site that is not named here may hold any units at no cost of its own. */
  sites: z
    .array(
      z.strictObject({
        id,
        /** Most units of all kinds together. */
        room: count.optional(),
        /** Of the site, once it holds a unit. */
        cost: z.number().min(0).default(0),
        /** Holds no unit. */
        forbidden: z.boolean().default(false),
        /** Units that stand there in any case, by kind. */
        fixed: z.record(id, count.min(1)).default({}),
      }),
    )
    .default([]),
  /** Most that sites and units may cost together. */
  budget: z.number().min(0).optional(),
  /** What is to be as much as possible: the sum of all of them. */
  goals: z
    .array(
      z.strictObject({
        /** A unit of any of these kinds counts. */
        kinds,
        withinSeconds,
        /**
         * once: one unit is enough. twice: only the second one counts. backup: the second makes this share, the first the rest.
         * busy: each unit is busy for this share of its time, the k-th adds (1 − busy) × busy^(k − 1).
         */
        counts: z
          .union([
            z.enum(['once', 'twice']),
            z.strictObject({ backup: z.number().min(0).max(0.5) }),
            z.strictObject({ busy: z.number().min(0).lt(1) }),
          ])
          .default('once'),
        importance: z.number().gt(0).default(1),
      }),
    )
    .min(1),
  /** What must be. */
  minimums: z
    .array(
      z.strictObject({
        kinds,
        withinSeconds,
        /** Of the demand's weight. */
        share: z.number().min(0).max(1),
        /** Units that are to be so near. */
        times: z.int().min(1).max(20).default(1),
        /** each: every area by itself. A list: these areas, each by itself. Absent: all demand together. */
        areas: z.union([z.literal('each'), z.array(id).min(1)]).optional(),
        /** The share is of all demand, or of that which any permitted site covers. */
        of: z.enum(['all', 'coverable']).default('all'),
      }),
    )
    .default([]),
});

export type Siting = z.output<typeof sitingSchema>;

/** JSON Schema (draft 2020-12) of the file, as published in docs/. */
export const sitingJsonSchema = (): object => ({
  title: 'Clarion siting question',
  ...z.toJSONSchema(sitingSchema, { io: 'input' }),
});
