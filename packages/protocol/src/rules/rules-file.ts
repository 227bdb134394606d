import {
  commandRoles,
  floorRoles,
  longestRetention,
  orderKinds,
  type RuleFault,
  roleActionIds,
} from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import { z } from 'zod';
import { moveUpPolicySchema } from '../move-up.ts';
import { namesOfRules, priorityOfRules, watchRules } from './watch-rules.ts';

const id = z.string().min(1).max(80);
const seconds = z.int().min(1).max(86_400);
const needs = z.array(z.strictObject({ capability: id, count: z.int().min(0).max(99) })).max(40);
const minuteOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform(text => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const hours = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).exactOptional(), from: minuteOfDay, to: minuteOfDay })
  .transform(({ from, to, ...days }) => ({ ...days, fromMinute: from, toMinute: to }));
const runCard = z.strictObject({
  alarm: z.int().min(1).max(9).exactOptional(),
  areaIds: z.array(id).exactOptional(),
  hours: hours.exactOptional(),
  levelIds: z.array(id).exactOptional(),
  needs,
});

const readiness = z.strictObject({
  levels: z
    .array(z.strictObject({ levelId: id, names: namesOfRules }))
    .min(1)
    .max(12),
  minimums: z
    .array(
      z.strictObject({
        levelIds: z.array(id).exactOptional(),
        areaIds: z.array(id).exactOptional(),
        hours: hours.exactOptional(),
        capability: id,
        count: z.int().min(0).max(999),
        postIds: z.array(id).exactOptional(),
      }),
    )
    .max(500),
});

const plan = z.strictObject({
  planId: id,
  names: namesOfRules,
  trigger: z.strictObject({
    typeIds: z.array(id).exactOptional(),
    areaIds: z.array(id).exactOptional(),
    alarmFrom: z.int().min(1).max(9).exactOptional(),
    levelIds: z.array(id).exactOptional(),
    major: z.literal(true).exactOptional(),
  }),
  levels: z
    .array(
      z.strictObject({
        levelId: id,
        names: namesOfRules,
        steps: z
          .array(
            z.strictObject({
              stepId: id,
              names: namesOfRules,
              role: z.enum(commandRoles).exactOptional(),
              deskId: id.exactOptional(),
              dueMinutes: z.number().min(0.1).max(10_080).exactOptional(),
              order: z.enum(orderKinds).exactOptional(),
            }),
          )
          .max(60),
      }),
    )
    .min(1)
    .max(9),
  contacts: z
    .array(z.strictObject({ contactId: id, names: namesOfRules, line: z.string().min(1).max(80) }))
    .max(60)
    .exactOptional(),
});

const days = (longest: number) => z.int().min(1).max(longest).exactOptional();

/** What a centre says itself, laid over the usual. Times of day are written 07:30. */
export const rulesSchema = z.strictObject({
  ...watchRules,
  readiness: readiness.exactOptional(),
  /** Emergency plans, the whole list; those that stand in it take the place of the usual ones. */
  plans: z.array(plan).max(100).exactOptional(),
  /** How free units are moved up; what is left out is as usual. `null`: they are not. */
  moveUp: moveUpPolicySchema.partial().nullable().exactOptional(),
  minimumPeople: z.record(id, z.int().min(0).max(99)).exactOptional(),
  clocks: z
    .strictObject({
      releaseSeconds: seconds,
      dispatchSeconds: seconds,
      acknowledgeSeconds: seconds,
      turnoutSeconds: seconds,
      staleFixSeconds: seconds,
    })
    .partial()
    .exactOptional(),
  /** `null` takes away what the place says. */
  units: z
    .record(
      id,
      z.strictObject({
        people: z.int().min(0).max(99).nullable().exactOptional(),
        crewId: id.nullable().exactOptional(),
        capabilities: z.array(id).exactOptional(),
      }),
    )
    .exactOptional(),
  /** A type that is not among the usual ones says all but its run cards and keywords. */
  types: z
    .record(
      id,
      z.strictObject({
        names: namesOfRules.exactOptional(),
        category: id.exactOptional(),
        priority: priorityOfRules.exactOptional(),
        keywords: z.array(z.string().min(1).max(80)).max(200).exactOptional(),
        needs: needs.exactOptional(),
        runCards: z.array(runCard).max(100).exactOptional(),
      }),
    )
    .exactOptional(),
  /** Other names for the place's areas; their borders are the place's. */
  areas: z.record(id, namesOfRules).exactOptional(),
  /** From which role on each may be done; what is not among these is law. */
  roles: z.partialRecord(z.enum(roleActionIds), z.enum(floorRoles)).exactOptional(),
  /** Never longer than the program keeps it by itself. */
  retention: z
    .strictObject({
      contact: days(longestRetention.contact),
      words: days(longestRetention.words),
      note: days(longestRetention.note),
    })
    .exactOptional(),
});

/** As it stands in the file, and as it is understood. */
export type RulesFile = z.input<typeof rulesSchema>;
export type RulesSaid = z.output<typeof rulesSchema>;

/** The rules of a file, or all that is wrong with it, each with its place. */
export function readRules(json: unknown): Result<RulesSaid, readonly RuleFault[]> {
  const read = rulesSchema.safeParse(json, { reportInput: true });
  return read.success ? ok(read.data) : fail(read.error.issues.flatMap(faultsOf));
}

function faultsOf(issue: z.core.$ZodIssue): readonly RuleFault[] {
  const field = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({ field: field === '' ? key : `${field}.${key}`, code: 'unknown' }));
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return [{ field, code: 'missing' }];
      return [{ field, code: 'tooSmall', limit: Number(issue.minimum) }];
    case 'too_big':
      return [{ field, code: 'tooBig', limit: Number(issue.maximum) }];
    case 'custom':
      return [{ field, code: 'warnAfterOverdue' }];
    case 'invalid_type':
      // A number that was cleared.
      return [{ field, code: issue.input === undefined || Number.isNaN(issue.input) ? 'missing' : 'unfit' }];
    default:
      return [{ field, code: 'unfit' }];
  }
}
