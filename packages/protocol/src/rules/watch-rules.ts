import {
  alarmKindIds,
  alarmSeverities,
  assignmentSteps,
  type Configuration,
  checks,
  deskWork,
  dutyLimitKinds,
  incidentClocks,
  languageTag,
  MAX_LANGUAGE_TAG,
  usualAlarms,
  usualCallBacks,
  usualShifts,
} from '@clarion/dispatch';
import { z } from 'zod';

const id = z.string().min(1).max(80);
const seconds = z.int().min(1).max(86_400);
export const namesOfRules = z.strictObject({
  en: z.string().max(120).exactOptional(),
  zh: z.string().max(120).exactOptional(),
  local: z.string().max(120).exactOptional(),
});
export const priorityOfRules = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const alarmRule = z.strictObject({
  off: z.literal(true).exactOptional(),
  severity: z.enum(alarmSeverities).exactOptional(),
  afterSeconds: z.int().min(0).max(86_400).exactOptional(),
  escalateSeconds: seconds.exactOptional(),
  repeatSeconds: seconds.exactOptional(),
});

/** What a centre says of its clocks, checks, alarms, desks, shifts and languages. */
export const watchRules = {
  targets: z
    .array(
      z.strictObject({
        clock: z.enum(incidentClocks),
        seconds,
        percent: z.number().min(1).max(100).exactOptional(),
        /** The standard with its edition, or the local rule. */
        source: z.string().min(1).max(120),
        priorities: z.array(priorityOfRules).exactOptional(),
        categories: z.array(id).exactOptional(),
      }),
    )
    .max(200)
    .exactOptional(),
  checks: z
    .strictObject({
      positionCounts: z.boolean().exactOptional(),
      rules: z
        .array(
          z
            .strictObject({
              check: z.enum(checks),
              statuses: z.array(z.enum(assignmentSteps)).min(1),
              typeIds: z.array(id).exactOptional(),
              categories: z.array(id).exactOptional(),
              alarmFrom: z.int().min(1).max(9).exactOptional(),
              levelIds: z.array(id).exactOptional(),
              warnSeconds: seconds,
              overdueSeconds: seconds,
            })
            .refine(rule => rule.warnSeconds <= rule.overdueSeconds, {
              path: ['warnSeconds'],
              message: '> overdueSeconds',
            }),
        )
        .max(200),
    })
    .exactOptional(),
  /** Laid over the usual ones, kind by kind. */
  alarms: z
    .strictObject({
      escalateSeconds: seconds.exactOptional(),
      repeatSeconds: seconds.exactOptional(),
      budgetPerHour: z.number().min(0.1).max(1000).exactOptional(),
      clocks: z.array(z.enum(incidentClocks)).exactOptional(),
      /** One rule for each priority; what is left out is not watched. */
      waiting: z
        .array(
          z.strictObject({
            priority: priorityOfRules,
            deskSeconds: seconds,
            supervisorSeconds: seconds,
            commandSeconds: seconds,
          }),
        )
        .max(4)
        .exactOptional(),
      kinds: z.partialRecord(z.enum(alarmKindIds), alarmRule).exactOptional(),
    })
    .exactOptional(),
  desks: z
    .array(
      z.strictObject({
        deskId: id,
        names: namesOfRules,
        work: z.enum(deskWork),
        areaIds: z.array(id).exactOptional(),
        categories: z.array(id).exactOptional(),
      }),
    )
    .min(1)
    .max(200)
    .exactOptional(),
  agencies: z
    .array(
      z.strictObject({
        agencyId: id.regex(/^[a-z0-9-]+$/i),
        names: namesOfRules,
        categories: z.array(id).exactOptional(),
        /** The organisation's own line. */
        line: z.string().min(1).max(60).exactOptional(),
        channelId: id.exactOptional(),
        receiptSeconds: seconds,
        resultHours: z.number().min(0.1).max(8_760).exactOptional(),
      }),
    )
    .max(200)
    .exactOptional(),
  /** Laid over the usual ones. */
  callBacks: z
    .strictObject({
      firstSeconds: z.int().min(0).max(86_400).exactOptional(),
      betweenSeconds: z.int().min(30).max(86_400).exactOptional(),
      attempts: z.int().min(1).max(20).exactOptional(),
      lookTypeId: id.exactOptional(),
    })
    .exactOptional(),
  /** Laid over the usual ones. */
  shifts: z
    .strictObject({
      lostSeconds: z.int().min(30).max(3600).exactOptional(),
      qualifications: z
        .array(z.strictObject({ qualificationId: id, names: namesOfRules }))
        .max(200)
        .exactOptional(),
      crewing: z
        .record(id, z.array(z.strictObject({ qualificationId: id, count: z.int().min(1).max(99) })).max(20))
        .exactOptional(),
      limits: z
        .array(
          z.strictObject({
            limit: z.enum(dutyLimitKinds),
            hours: z.number().min(0.5).max(168),
            /** The rule with its edition, or the local one. */
            source: z.string().min(1).max(120),
          }),
        )
        .max(20)
        .exactOptional(),
      keepDays: z.int().min(1).max(366).exactOptional(),
    })
    .exactOptional(),
  /** Those that callers speak, in the order in which they are offered, in place of the usual ones. */
  languages: z
    .array(
      z.strictObject({
        tag: z.string().max(MAX_LANGUAGE_TAG).regex(languageTag),
        names: namesOfRules,
        /** An organisation and its line, never a person. */
        interpreter: z
          .strictObject({ service: z.string().min(1).max(80), line: z.string().min(1).max(40) })
          .exactOptional(),
      }),
    )
    .min(1)
    .max(60)
    .exactOptional(),
};
const whole = z.strictObject(watchRules);
type WatchRules = z.infer<typeof whole>;

/** The configuration's clocks, checks, alarms and desks as the centre says. */
export function underWatchRules({
  targets,
  checks,
  alarms,
  agencies,
  callBacks,
  desks,
  shifts,
  languages,
}: WatchRules): Partial<Configuration> {
  return {
    ...(targets === undefined ? {} : { targets }),
    ...(checks === undefined ? {} : { checks }),
    ...(alarms === undefined
      ? {}
      : { alarms: { ...usualAlarms, ...alarms, kinds: mergedKinds(alarms.kinds ?? {}) } }),
    ...(agencies === undefined ? {} : { agencies }),
    ...(callBacks === undefined ? {} : { callBacks: { ...usualCallBacks, ...callBacks } }),
    ...(desks === undefined ? {} : { desks }),
    ...(languages === undefined ? {} : { languages }),
    ...(shifts === undefined ? {} : { shifts: { ...usualShifts, ...shifts } }),
  };
}

function mergedKinds(own: NonNullable<NonNullable<WatchRules['alarms']>['kinds']>) {
  const usual = usualAlarms.kinds ?? {};
  const kinds = alarmKindIds.filter(kind => usual[kind] !== undefined || own[kind] !== undefined);
  return Object.fromEntries(kinds.map(kind => [kind, { ...usual[kind], ...own[kind] }]));
}
