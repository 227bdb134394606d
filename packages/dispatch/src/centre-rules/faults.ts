import { canFill } from '../configuration/capabilities.ts';
import type { Configuration, Need } from '../configuration.ts';
import { type RoleAction, type RoleRules, roleActionIds, roleActions } from '../role-actions.ts';

/** What is wrong with one field. `field`: its place in a rules file, with dots. `value`: the name that is meant. */
export interface RuleFault {
  readonly field: string;
  readonly code: RuleFaultCode;
  readonly value?: string;
  /** Of `tooSmall` and `tooBig`. */
  readonly limit?: number;
}
/** `unknown`: the centre has none of that name. `cannot`: no unit can do it. `twice`: said twice. `law`: not a centre's to say. */
export const ruleFaultCodes = [
  'unknown',
  'cannot',
  'twice',
  'missing',
  'unfit',
  'tooSmall',
  'tooBig',
  'warnAfterOverdue',
  'law',
] as const;
export type RuleFaultCode = (typeof ruleFaultCodes)[number];

/** As long as text may be kept at most, in days, and unless the centre says less: `defaultRetention` of the store. */
export const longestRetention = { contact: 30, words: 365, note: 1_095 } as const;

/**
 * What does not hold together in a configuration: names of areas, levels, types, posts and categories that it does not have,
 * and needs that no unit can meet unless `against` has the same need already.
 */
export function rulesFaults(wanted: Configuration, against: Configuration): readonly RuleFault[] {
  return [...faultsIn(wanted, against)];
}

function* faultsIn(wanted: Configuration, against: Configuration): Generator<RuleFault> {
  const { types, units, posts, desks = [], targets = [], checks, readiness, moveUp, retention = {} } = wanted;
  const names: Names = {
    areaIds: new Set(wanted.areas?.map(area => area.areaId)),
    levelIds: new Set(readiness?.levels.map(level => level.levelId)),
    typeIds: new Set(types.map(type => type.typeId)),
    categories: new Set(types.map(type => type.category)),
    postIds: new Set(posts.map(post => post.postId)),
  };
  const able = units.map(unit => unit.capabilities);
  const asked = new Set([...needsOf(against)].map(need => need.capability));
  const needs = function* (field: string, all: readonly Need[]): Generator<RuleFault> {
    for (const [i, { capability }] of all.entries())
      if (!asked.has(capability) && !able.some(own => canFill(own, capability)))
        yield { field: `${field}.${i}.capability`, code: 'cannot', value: capability };
    yield* twice(
      field,
      all.map(need => need.capability),
      'capability',
    );
  };
  for (const { typeId, needs: first, runCards = [] } of types) {
    yield* needs(`types.${typeId}.needs`, first);
    for (const [i, card] of runCards.entries()) {
      const field = `types.${typeId}.runCards.${i}`;
      yield* unknownIn(field, card, names);
      yield* needs(`${field}.needs`, card.needs);
    }
  }
  const agencies = wanted.agencies ?? [];
  // A drill has no ways out, and names those of its centre all the same.
  const ways = new Set([
    ...(wanted.paging?.channels ?? []).flatMap(one => (one.kind === 'phone' ? [] : [one.channelId])),
    ...(against.agencies ?? []).flatMap(one => one.channelId ?? []),
  ]);
  for (const [i, { categories = [], channelId }] of agencies.entries()) {
    yield* unknownIn(`agencies.${i}`, { categories }, names);
    if (channelId !== undefined && !ways.has(channelId))
      yield { field: `agencies.${i}.channelId`, code: 'unknown', value: channelId };
  }
  yield* twice(
    'agencies',
    agencies.map(one => one.agencyId),
    'agencyId',
  );
  const look = wanted.callBacks?.lookTypeId;
  if (look !== undefined && !names.typeIds.has(look))
    yield { field: 'callBacks.lookTypeId', code: 'unknown', value: look };
  for (const [i, desk] of desks.entries()) yield* unknownIn(`desks.${i}`, desk, names);
  for (const [i, rule] of (checks?.rules ?? []).entries()) yield* unknownIn(`checks.rules.${i}`, rule, names);
  for (const [i, target] of targets.entries()) yield* unknownIn(`targets.${i}`, target, names);
  for (const [i, minimum] of (readiness?.minimums ?? []).entries())
    yield* unknownIn(`readiness.minimums.${i}`, minimum, names);
  yield* twice('types', [...types.map(type => type.typeId)], 'typeId');
  yield* twice(
    'readiness.levels',
    (readiness?.levels ?? []).map(level => level.levelId),
    'levelId',
  );
  yield* twice(
    'desks',
    desks.map(desk => desk.deskId),
    'deskId',
  );
  yield* twice(
    'alarms.waiting',
    (wanted.alarms?.waiting ?? []).map(one => `${one.priority}`),
    'priority',
  );
  yield* faultsOfPlans(wanted, names);
  yield* faultsOfShifts(wanted);
  yield* twice(
    'languages',
    (wanted.languages ?? []).map(one => one.tag),
    'tag',
  );
  yield* faultsOfRoles(wanted.roles ?? {});
  for (const postId of Object.values(moveUp?.tables ?? {}).flat(2))
    if (!names.postIds.has(postId)) yield { field: 'moveUp.tables', code: 'unknown', value: postId };
  if (moveUp?.rule === 'table')
    for (const capability of moveUp.capabilities)
      if (moveUp.tables?.[capability] === undefined)
        yield { field: `moveUp.tables.${capability}`, code: 'missing' };
  for (const kind of Object.keys(longestRetention) as (keyof typeof longestRetention)[]) {
    const limit = longestRetention[kind];
    if ((retention[kind] ?? 0) > limit) yield { field: `retention.${kind}`, code: 'tooBig', limit };
  }
}

/** Steps are known by their names within the whole plan: a mark says which one it means. */
function* faultsOfPlans({ plans = [], desks = [] }: Configuration, names: Names): Generator<RuleFault> {
  const deskIds = new Set(desks.map(one => one.deskId));
  yield* twice(
    'plans',
    plans.map(one => one.planId),
    'planId',
  );
  for (const [i, { trigger, levels, contacts = [] }] of plans.entries()) {
    yield* unknownIn(`plans.${i}.trigger`, trigger, names);
    if (levels.length === 0) yield { field: `plans.${i}.levels`, code: 'missing' };
    yield* twice(
      `plans.${i}.levels`,
      levels.map(one => one.levelId),
      'levelId',
    );
    yield* twice(
      `plans.${i}.contacts`,
      contacts.map(one => one.contactId),
      'contactId',
    );
    const seen = new Set<string>();
    for (const [j, { steps }] of levels.entries())
      for (const [k, { stepId, deskId }] of steps.entries()) {
        const field = `plans.${i}.levels.${j}.steps.${k}`;
        if (seen.has(stepId)) yield { field: `${field}.stepId`, code: 'twice', value: stepId };
        seen.add(stepId);
        if (deskId !== undefined && !deskIds.has(deskId))
          yield { field: `${field}.deskId`, code: 'unknown', value: deskId };
      }
  }
}

/** What is law is named; no list of roles says it otherwise. */
function* faultsOfRoles(roles: RoleRules): Generator<RuleFault> {
  for (const [action, said] of Object.entries(roles)) {
    const from: readonly string[] = roleActionIds.includes(action as RoleAction)
      ? roleActions[action as RoleAction].from
      : [];
    if (!from.includes(said)) yield { field: `roles.${action}`, code: 'law', value: said };
  }
}

/** A crew cannot need a qualification that the centre does not know. */
function* faultsOfShifts({ shifts }: Configuration): Generator<RuleFault> {
  const known = (shifts?.qualifications ?? []).map(one => one.qualificationId);
  yield* twice('shifts.qualifications', known, 'qualificationId');
  for (const [capability, held] of Object.entries(shifts?.crewing ?? {}))
    for (const [i, { qualificationId }] of held.entries())
      if (!known.includes(qualificationId))
        yield {
          field: `shifts.crewing.${capability}.${i}.qualificationId`,
          code: 'unknown',
          value: qualificationId,
        };
}

type Named = 'areaIds' | 'levelIds' | 'typeIds' | 'categories' | 'postIds';
type Names = { readonly [named in Named]: ReadonlySet<string> };

function* unknownIn(
  field: string,
  one: { readonly [named in Named]?: readonly string[] },
  names: Names,
): Generator<RuleFault> {
  for (const named of Object.keys(names) as Named[])
    for (const value of one[named] ?? [])
      if (!names[named].has(value)) yield { field: `${field}.${named}`, code: 'unknown', value };
}

function* twice(field: string, ids: readonly string[], key: string): Generator<RuleFault> {
  for (const [i, value] of ids.entries())
    if (ids.indexOf(value) < i) yield { field: `${field}.${i}.${key}`, code: 'twice', value };
}

function* needsOf({ types }: Configuration): Generator<Need> {
  for (const { needs, runCards = [] } of types) {
    yield* needs;
    for (const card of runCards) yield* card.needs;
  }
}
