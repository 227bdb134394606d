import { closureReasons } from '@clarion/dispatch';
import type { Bounds, LngLat } from '@clarion/measure';
import { z } from 'zod';
import { idSchema, lngLatSchema } from './measures.ts';

const text = z.string().min(1).max(2000);
const bilingual = z.strictObject({ en: text, zh: text });
/** A drill lasts a day at most. */
const DRILL_SECONDS = 86_400;
const seconds = z.int().min(0).max(DRILL_SECONDS);
const within = z.int().min(1).max(DRILL_SECONDS).exactOptional();

const callSchema = z.strictObject({
  channel: z.enum(['phone', 'text', 'alarm']).exactOptional(),
  /** What the caller says at once. */
  words: bilingual,
  /** What it turns out to be; whoever answers is not told. */
  typeId: idSchema,
  place: z.strictObject({ at: lngLatSchema, label: bilingual }),
  /** The network tells where the phone is, to so many metres; absent: it does not. */
  phoneWithinMetres: z.int().min(1).max(100_000).exactOptional(),
  /** BCP 47, when the caller speaks another language. */
  language: z.string().min(2).max(35).exactOptional(),
  /** Nobody's number: 555-01xx. */
  contact: z
    .string()
    .regex(/^[+\d -]{0,12}555-?01\d\d$/)
    .exactOptional(),
  /** What the caller says later, by itself, while the call is open. */
  later: z
    .array(z.strictObject({ afterAnswerSeconds: seconds, words: bilingual }))
    .max(40)
    .exactOptional(),
  /** For whoever plays the caller: asked this, the answer is that. */
  answers: z
    .array(z.strictObject({ asked: bilingual, says: bilingual }))
    .max(40)
    .exactOptional(),
  /** The inject whose incident this call is about too. */
  sameAs: idSchema.exactOptional(),
  /** How long crews stay at the scene; absent: as they do at made-up calls of the type. */
  sceneSeconds: seconds.exactOptional(),
});

/** What is expected of the floor, by the drill's time. Each within so many seconds of the inject. */
const expectSchema = z.strictObject({
  answeredWithinSeconds: within,
  openedWithinSeconds: within,
  /** The incident has the type of the call, whenever the after-action review is made. */
  typeRight: z.literal(true).exactOptional(),
  unitSentWithinSeconds: within,
  unitThereWithinSeconds: within,
  /** A second call stands at the incident of the one it is the same as. */
  attachedWithinSeconds: within,
  /** Somebody has acknowledged the crew's call for help. */
  emergencyAnsweredWithinSeconds: within,
});

const injectSchema = z.strictObject({
  id: idSchema,
  names: bilingual,
  /** After the drill's beginning; absent: the leader fires it by hand. */
  afterSeconds: seconds.exactOptional(),
  byHand: z.literal(true).exactOptional(),
  expect: expectSchema.exactOptional(),
  call: callSchema.exactOptional(),
  unitStatus: z
    .strictObject({ unitId: idSchema, status: z.enum(['outOfService', 'available']) })
    .exactOptional(),
  crewEmergency: z.strictObject({ unitId: idSchema }).exactOptional(),
  roadClosed: z
    .strictObject({
      points: z.array(lngLatSchema).min(1).max(40),
      reason: z.enum(closureReasons),
      forSeconds: z.int().min(60).max(604_800),
    })
    .exactOptional(),
});

/** A drill's script as it is written. `docs/schemas/drill-script.schema.json` is made from it. */
export const drillScriptSchema = z.strictObject({
  format: z.literal('clarion-drill'),
  version: z.literal(1),
  /** Names the drill's own log, with the place. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  names: bilingual,
  /** What the drill's clock shows at its beginning, with the offset from UTC; absent: the time of day it is. */
  beginsAt: z.iso.datetime({ offset: true }).exactOptional(),
  injects: z.array(injectSchema).min(1).max(500),
});
export type DrillScriptFile = z.infer<typeof drillScriptSchema>;

/** What is wrong in a script: the field, and either a reason of the form or a code (`drill.wrong.*`) with its values. */
export interface ScriptFault {
  readonly field: string;
  readonly reason?: string;
  readonly code?:
    | 'kindOne'
    | 'timeOne'
    | 'idTwice'
    | 'unknown'
    | 'injectUnknown'
    | 'laterNotEarlier'
    | 'beforeStart'
    | 'afterEnd'
    | 'offMap'
    | 'expectNotHere'
    | 'streetUnknown';
  readonly value?: string;
}

const kinds = ['call', 'unitStatus', 'crewEmergency', 'roadClosed'] as const;
const ofCalls = [
  'answeredWithinSeconds',
  'openedWithinSeconds',
  'typeRight',
  'unitSentWithinSeconds',
  'unitThereWithinSeconds',
] as const;

/** Reads a script; what is wrong is told with its field. What stands in a place or a configuration is `unknownInScript`'s. */
export function readDrillScript(
  raw: unknown,
):
  | { readonly ok: true; readonly script: DrillScriptFile }
  | { readonly ok: false; readonly fault: ScriptFault } {
  const time = timeFault(raw);
  if (time !== undefined) return { ok: false, fault: time };
  const read = drillScriptSchema.safeParse(raw);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { ok: false, fault: { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' } };
  }
  const fault = faultOf(read.data);
  return fault === undefined ? { ok: true, script: read.data } : { ok: false, fault };
}

/** A time outside of the drill, said as such rather than as a number that is too small or large. */
function timeFault(raw: unknown): ScriptFault | undefined {
  const injects: unknown = Object(raw).injects;
  for (const [index, inject] of (Array.isArray(injects) ? injects : []).entries()) {
    const after: unknown = Object(inject).afterSeconds;
    if (typeof after !== 'number') continue;
    const field = `injects.${index}.afterSeconds`;
    if (after < 0) return { field, code: 'beforeStart', value: String(after) };
    if (after > DRILL_SECONDS) return { field, code: 'afterEnd', value: String(after) };
  }
  return undefined;
}

function faultOf({ injects }: DrillScriptFile): ScriptFault | undefined {
  const before = new Map<string, DrillScriptFile['injects'][number]>();
  for (const [index, inject] of injects.entries()) {
    const field = `injects.${index}`;
    if (before.has(inject.id)) return { field: `${field}.id`, code: 'idTwice', value: inject.id };
    if (kinds.filter(kind => inject[kind] !== undefined).length !== 1)
      return { field, code: 'kindOne', value: kinds.join(', ') };
    if ((inject.afterSeconds === undefined) !== (inject.byHand === true)) return { field, code: 'timeOne' };
    const same = inject.call?.sameAs;
    if (same !== undefined && before.get(same)?.call === undefined) {
      const isThere = injects.some(({ id }) => id === same);
      const code = isThere ? 'laterNotEarlier' : 'injectUnknown';
      return { field: `${field}.call.sameAs`, code, value: same };
    }
    for (const name of Object.keys(inject.expect ?? {}))
      if (!fits(name, inject)) return { field: `${field}.expect.${name}`, code: 'expectNotHere' };
    before.set(inject.id, inject);
  }
  return undefined;
}

function fits(expectation: string, inject: DrillScriptFile['injects'][number]): boolean {
  if (expectation === 'emergencyAnsweredWithinSeconds') return inject.crewEmergency !== undefined;
  if (expectation === 'attachedWithinSeconds') return inject.call?.sameAs !== undefined;
  return (ofCalls as readonly string[]).includes(expectation) && inject.call !== undefined;
}

/** What a centre has, as a script may name it. */
export interface KnownToScript {
  readonly unitIds: readonly string[];
  readonly typeIds: readonly string[];
  /** Of the map: west, south, east, north. */
  readonly bounds: Bounds;
}

/** The first unit or type that this centre does not have, or place that is not on its map. */
export function unknownInScript({ injects }: DrillScriptFile, known: KnownToScript): ScriptFault | undefined {
  const offMap = (at: LngLat, field: string): ScriptFault | undefined =>
    isWithin(at, known.bounds) ? undefined : { field, code: 'offMap', value: at.join(', ') };
  for (const [index, { call, unitStatus, crewEmergency, roadClosed }] of injects.entries()) {
    const field = `injects.${index}`;
    if (call !== undefined && !known.typeIds.includes(call.typeId))
      return { field: `${field}.call.typeId`, code: 'unknown', value: call.typeId };
    for (const [kind, unit] of Object.entries({ unitStatus, crewEmergency }))
      if (unit !== undefined && !known.unitIds.includes(unit.unitId))
        return { field: `${field}.${kind}.unitId`, code: 'unknown', value: unit.unitId };
    const places: readonly (readonly [LngLat, string])[] = [
      ...(call === undefined ? [] : [[call.place.at, `${field}.call.place.at`] as const]),
      ...(roadClosed?.points ?? []).map((at, i) => [at, `${field}.roadClosed.points.${i}`] as const),
    ];
    for (const [at, where] of places) {
      const fault = offMap(at, where);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

const isWithin = ([lng, lat]: LngLat, [west, south, east, north]: Bounds): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;
