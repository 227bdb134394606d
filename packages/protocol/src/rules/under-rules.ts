import {
  type Area,
  type Configuration,
  type IncidentType,
  type MoveUpPolicy,
  type RuleFault,
  rulesFaults,
  type UnitDescription,
  usualMoveUp,
} from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import type { RulesSaid } from './rules-file.ts';
import { underWatchRules } from './watch-rules.ts';

/**
 * The usual configuration of a place under a centre's rules, or what does not hold together, each with its place in the
 * file. `areas`: those of the place; they come in when a rule names one, or names one differently.
 */
export function underRules(
  usual: Configuration,
  said: RulesSaid,
  areas: readonly Area[],
): Result<Configuration, readonly RuleFault[]> {
  const faults = [
    ...unknownAmong(
      'units',
      said.units,
      usual.units.map(unit => unit.unitId),
    ),
    ...unknownAmong(
      'areas',
      said.areas,
      areas.map(area => area.areaId),
    ),
    ...unsaidOfNewTypes(said.types, usual.types),
  ];
  const configuration = laidOver(usual, said, areas);
  const all = [...faults, ...(faults.length > 0 ? [] : rulesFaults(configuration, usual))];
  return all.length > 0 ? fail(all) : ok(configuration);
}

function laidOver(
  { moveUp: usually, ...usual }: Configuration,
  said: RulesSaid,
  areas: readonly Area[],
): Configuration {
  const { readiness, minimumPeople, retention, plans, roles } = said;
  const moveUp = said.moveUp === undefined ? usually : moveUpOf(said.moveUp);
  return {
    ...usual,
    ...(readiness === undefined ? {} : { readiness }),
    ...(moveUp === undefined ? {} : { moveUp }),
    ...(minimumPeople === undefined ? {} : { minimumPeople }),
    ...(retention === undefined ? {} : { retention }),
    ...(roles === undefined ? {} : { roles }),
    ...(plans === undefined ? {} : { plans }),
    ...underWatchRules(said),
    clocks: { ...usual.clocks, ...present(said.clocks ?? {}) },
    units: usual.units.map(unit => withCrew(unit, said.units?.[unit.unitId])),
    types: typesUnder(usual.types, said.types ?? {}),
    ...(namesAreas(said) ? { areas: renamed(areas, said.areas ?? {}) } : {}),
  };
}

const moveUpOf = (said: NonNullable<RulesSaid['moveUp']> | null): MoveUpPolicy | undefined =>
  said === null ? undefined : { ...usualMoveUp, ...present(said) };

function withCrew(
  unit: UnitDescription,
  crew: NonNullable<RulesSaid['units']>[string] = {},
): UnitDescription {
  const said = Object.entries(crew);
  if (said.length === 0) return unit;
  return Object.fromEntries(
    Object.entries({ ...unit, ...crew }).filter(([, value]) => value !== null),
  ) as unknown as UnitDescription;
}

function typesUnder(
  usual: readonly IncidentType[],
  said: NonNullable<RulesSaid['types']>,
): readonly IncidentType[] {
  const known = new Set(usual.map(type => type.typeId));
  const added = Object.entries(said).filter(([typeId]) => !known.has(typeId));
  return [
    ...usual.map((type): IncidentType => ({ ...type, ...present(said[type.typeId] ?? {}) })),
    ...added.map(([typeId, type]) => ({ typeId, ...type }) as IncidentType),
  ];
}

/** Where the rules name one, all of them are part of the configuration: a place belongs to the first that has it. */
function namesAreas({ desks, readiness, types, areas, plans = [] }: RulesSaid): boolean {
  const names = (all: readonly { readonly areaIds?: readonly string[] }[] = []) =>
    all.some(one => one.areaIds !== undefined);
  return (
    Object.keys(areas ?? {}).length > 0 ||
    names(desks) ||
    names(readiness?.minimums) ||
    names(plans.map(one => one.trigger)) ||
    Object.values(types ?? {}).some(type => names(type.runCards))
  );
}

const renamed = (areas: readonly Area[], names: NonNullable<RulesSaid['areas']>): readonly Area[] =>
  areas.map(area => ({ ...area, names: names[area.areaId] ?? area.names }));

const unknownAmong = (field: string, given: object | undefined, known: readonly string[]): RuleFault[] =>
  Object.keys(given ?? {}).flatMap(key =>
    known.includes(key) ? [] : [{ field: `${field}.${key}`, code: 'unknown' as const }],
  );

function unsaidOfNewTypes(said: RulesSaid['types'], usual: readonly IncidentType[]): RuleFault[] {
  const known = new Set(usual.map(type => type.typeId));
  return Object.entries(said ?? {}).flatMap(([typeId, type]) =>
    known.has(typeId)
      ? []
      : (['names', 'category', 'priority', 'needs'] as const).flatMap(field =>
          type[field] === undefined ? [{ field: `types.${typeId}.${field}`, code: 'missing' as const }] : [],
        ),
  );
}

/** Without fields that are absent under another name. */
function present<T extends object>(said: T): { [K in keyof T]-?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
