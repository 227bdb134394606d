import { ratioSchema, shiftsSchema } from '@clarion/simulation';
import { z } from 'zod';

const id = z.string().min(1);
const ofDay = z.number().min(0).max(24).multipleOf(0.25);

/** What `clarion plan rush` reads; unknown fields are refused by name. */
export const rushSchema = z.strictObject({
  /** The scenario's file, relative to this one: calls by place and hour, units with their hours, drives by hour. */
  scenario: z.string().min(1),
  /** A call counts as covered by a unit that is there so soon after it was sent. */
  withinSeconds: z.number().gt(0),
  /** Share of its time that a unit is busy. */
  busy: z.number().min(0).lt(1).default(0.3),
  /** Where the units of the rush hours may stand; absent: at any post of the scenario. */
  posts: z.array(id).min(1).optional(),
  /** Units that are on in each window, and how many of them at one post. */
  units: z.int().min(1).max(50),
  perPost: z.int().min(1).max(50).default(1),
  /** What they can do; absent: anything. Only units that can do one of these count beside them. */
  capabilities: z.array(id).min(1).optional(),
  windows: z.strictObject({
    /** At most so many, none overlapping another. */
    count: z.int().min(1).max(12).default(1),
    /** Length of one. */
    hours: z.number().gt(0).max(24).multipleOf(0.25),
    stepMinutes: z.union([z.literal(15), z.literal(30), z.literal(60)]).default(30),
    /** 0 = Monday. */
    days: z.array(z.int().min(0).max(6)).min(1).default([0, 1, 2, 3, 4]),
    /** Hours of the day between which windows lie. */
    earliest: ofDay.default(0),
    latest: ofDay.default(24),
  }),
  /** Absent: crews are not planned. */
  crews: z
    .strictObject({
      shifts: shiftsSchema,
      /** What people are qualified for, and how many of them sit in a unit and in one of the rush hours. */
      roles: z
        .array(
          z.strictObject({
            id,
            perUnit: z.int().min(0).max(50),
            perRushUnit: z.int().min(0).max(50),
          }),
        )
        .min(1),
      /** On each shift no more auxiliaries for an officer than this. */
      ratio: ratioSchema.optional(),
      /** Hours that one person works a week, at most. */
      weeklyHours: z.number().gt(0).max(168).default(40),
    })
    .optional(),
});

export type Rush = z.output<typeof rushSchema>;

/** JSON Schema (draft 2020-12) of the file, as published in docs/. */
export const rushJsonSchema = (): object => ({
  title: 'Clarion rush-hour question',
  ...z.toJSONSchema(rushSchema, { io: 'input' }),
});
