import { type Area, type Configuration, canFill, type MoveUpPolicy, usualMoveUp } from '@clarion/dispatch';
import { type FileFault, fileFault, type Pack, readJson } from '@clarion/files';
import { fail, type LngLat, ok, type Result } from '@clarion/measure';
import { moveUpPolicySchema } from '@clarion/protocol';
import { z } from 'zod';
import { withoutAbsent } from '../centre/without-absent.ts';
import { fileProblem, type StartFault } from '../options.ts';
import { pagingOf, pagingSchema } from './paging-rules.ts';
import { roadRules } from './road-rules.ts';
import { underWatchRules, unknownInWatchRules, watchRules } from './watch-rules.ts';

/** A sign, for the sentence around it is in the reader's language. */
const NOT_HERE = '∄';

const id = z.string().min(1).max(80);
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

const names = z.strictObject({
  en: z.string().exactOptional(),
  zh: z.string().exactOptional(),
  local: z.string().exactOptional(),
});
const readiness = z.strictObject({
  levels: z
    .array(z.strictObject({ levelId: id, names }))
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

/** A centre's own run cards, crews and limits, laid over the usual ones. Times of day are written 07:30. */
const rulesSchema = z.strictObject({
  ...watchRules,
  /** What turns cost the drives: see `turnsOf`. */
  roads: roadRules.exactOptional(),
  paging: pagingSchema.exactOptional(),
  readiness: readiness.exactOptional(),
  /** How free units are moved up; what is left out is as usual. */
  moveUp: moveUpPolicySchema.partial().exactOptional(),
  minimumPeople: z.record(id, z.int().min(0).max(99)).exactOptional(),
  units: z
    .record(
      id,
      z.strictObject({
        people: z.int().min(0).max(99).exactOptional(),
        crewId: id.exactOptional(),
        capabilities: z.array(id).exactOptional(),
      }),
    )
    .exactOptional(),
  types: z
    .record(id, z.strictObject({ needs: needs.exactOptional(), runCards: z.array(runCard).exactOptional() }))
    .exactOptional(),
});
type CentreRules = z.infer<typeof rulesSchema>;

/**
 * The configuration under the rules of the file; as it is when there is none. What is wrong is told with the place in the
 * file: as `readJson` tells it, another form, or a name that the place does not have.
 */
export async function underRulesOf(
  path: string | undefined,
  configuration: Configuration,
  pack: Pick<Pack, 'areas'>,
): Promise<Result<Configuration, StartFault>> {
  if (path === undefined) return ok(configuration);
  const json = await readJson(path);
  if (!json.ok) return fail(fileProblem(json.error));
  const rules = rulesSchema.safeParse(json.value);
  const [issue] = rules.error?.issues ?? [];
  const found = rules.success
    ? underRules(configuration, rules.data, pack, path)
    : unfit(path, issue?.path.join('.') ?? '', issue?.message ?? '');
  return found.ok ? found : fail(fileProblem(found.error));
}

const unfit = (path: string, field: string, reason: string) =>
  fileFault('JsonUnfit', path, { field }, { reason });

/** Response areas come from the pack when a card names one. */
function underRules(
  configuration: Configuration,
  rules: CentreRules,
  pack: Pick<Pack, 'areas'>,
  path: string,
): Result<Configuration, FileFault> {
  const areas = areasOf(pack);
  const unknown =
    unknownAmong(
      'units',
      rules.units,
      configuration.units.map(unit => unit.unitId),
    ) ??
    unknownAmong(
      'types',
      rules.types,
      configuration.types.map(type => type.typeId),
    ) ??
    unknownArea(rules, areas) ??
    unknownInMinimums(rules, configuration, areas) ??
    unknownInWatchRules(rules, {
      areaIds: areas.map(area => area.areaId),
      typeIds: configuration.types.map(type => type.typeId),
      categories: configuration.types.map(type => type.category),
      levelIds: (rules.readiness ?? configuration.readiness)?.levels.map(level => level.levelId) ?? [],
    });
  if (unknown !== undefined) return unfit(path, unknown, NOT_HERE);
  const units = configuration.units.map(unit => ({ ...unit, ...rules.units?.[unit.unitId] }));
  const types = configuration.types.map(type => ({ ...type, ...rules.types?.[type.typeId] }));
  const capabilities = units.map(unit => unit.capabilities);
  for (const [typeId, { needs = [], runCards = [] }] of Object.entries(rules.types ?? {}))
    for (const { capability } of [...needs, ...runCards.flatMap(card => card.needs)])
      if (!capabilities.some(own => canFill(own, capability)))
        return unfit(path, `types.${typeId}.needs`, capability);
  const named =
    rules.desks?.some(desk => desk.areaIds) ||
    rules.readiness?.minimums.some(one => one.areaIds) ||
    Object.values(rules.types ?? {}).some(type => type.runCards?.some(card => card.areaIds));
  const told =
    rules.paging &&
    pagingOf(
      rules.paging,
      configuration.posts.map(post => post.postId),
      configuration.units.map(unit => unit.unitId),
    );
  if (told && 'unknown' in told) return unfit(path, told.unknown, NOT_HERE);
  const moveUp: MoveUpPolicy | undefined = rules.moveUp && {
    ...usualMoveUp,
    ...withoutAbsent<Partial<MoveUpPolicy>>(rules.moveUp),
  };
  const without = moveUp && unknownInMoveUp(moveUp, configuration);
  if (without !== undefined) return unfit(path, without, NOT_HERE);
  return ok({
    ...configuration,
    ...told,
    ...(rules.readiness === undefined ? {} : { readiness: rules.readiness }),
    ...(moveUp === undefined ? {} : { moveUp }),
    ...(rules.minimumPeople === undefined ? {} : { minimumPeople: rules.minimumPeople }),
    ...underWatchRules(rules),
    units,
    types,
    ...(named ? { areas } : {}),
  });
}

function unknownAmong(
  field: string,
  given: object | undefined,
  known: readonly string[],
): string | undefined {
  const unknown = Object.keys(given ?? {}).find(key => !known.includes(key));
  return unknown === undefined ? undefined : `${field}.${unknown}`;
}

function unknownArea(rules: CentreRules, areas: readonly Area[]): string | undefined {
  for (const [typeId, { runCards }] of Object.entries(rules.types ?? {}))
    for (const card of runCards ?? [])
      for (const areaId of card.areaIds ?? [])
        if (!areas.some(area => area.areaId === areaId)) return `types.${typeId}.runCards.areaIds: ${areaId}`;
  return undefined;
}

function unknownInMinimums(
  { readiness, types }: CentreRules,
  configuration: Configuration,
  areas: readonly Area[],
): string | undefined {
  const levels = (readiness ?? configuration.readiness)?.levels.map(level => level.levelId) ?? [];
  for (const [typeId, { runCards = [] }] of Object.entries(types ?? {})) {
    const unknown = runCards.flatMap(card => card.levelIds ?? []).find(levelId => !levels.includes(levelId));
    if (unknown !== undefined) return `types.${typeId}.runCards.levelIds: ${unknown}`;
  }
  const known = {
    levelIds: levels,
    areaIds: areas.map(area => area.areaId),
    postIds: configuration.posts.map(post => post.postId),
  };
  for (const minimum of readiness?.minimums ?? [])
    for (const field of ['levelIds', 'areaIds', 'postIds'] as const) {
      const unknown = minimum[field]?.find(name => !known[field].includes(name));
      if (unknown !== undefined) return `readiness.minimums.${field}: ${unknown}`;
    }
  return undefined;
}

/** A post of a table that the place does not have, or a capability without a table where moves follow one. */
function unknownInMoveUp(
  { rule, capabilities, tables = {} }: MoveUpPolicy,
  { posts }: Configuration,
): string | undefined {
  const known = new Set(posts.map(post => post.postId));
  const unknown = Object.values(tables)
    .flat(2)
    .find(postId => !known.has(postId));
  if (unknown !== undefined) return `moveUp.tables: ${unknown}`;
  const lacking = rule === 'table' ? capabilities.find(one => tables[one] === undefined) : undefined;
  return lacking === undefined ? undefined : `moveUp.tables.${lacking}`;
}

function areasOf({ areas }: Pick<Pack, 'areas'>): readonly Area[] {
  return (areas?.features ?? []).map(({ properties, geometry }) => ({
    areaId: properties.id,
    names: properties.name,
    rings: (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).map(ring =>
      ring.map((point): LngLat => [point[0]!, point[1]!]),
    ),
  }));
}
