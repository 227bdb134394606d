import { fail, ok, type Result } from '@clarion/measure';
import type { Areas, ModelMinimum, Readiness } from '../model.ts';
import { nearestZone } from './compile-areas.ts';
import { heldIn } from './compile-units.ts';
import { faultAt, type ScenarioFault } from './fault.ts';
import { find, indexOf } from './names.ts';
import type { Scenario } from './schema.ts';

/** Less urgent than any call. */
const NOBODY_HELD = 5;

/**
 * Levels, when they are in force, and what has to stay free at them. Errors, each with its field: a level or area that is none; a
 * minimum that more than all units would have to meet; one that moves units up without an area, or beside another rule of moving up.
 */
export function compileReadiness(
  scenario: Scenario,
  areas: Areas | undefined,
  postCount: number,
  travelS: Float64Array,
): Result<Readiness | undefined, ScenarioFault> {
  const { readiness, units } = scenario;
  if (readiness === undefined) return ok(undefined);
  const levels = indexOf('readiness.levels', readiness.levels);
  if (!levels.ok) return levels;
  const known = new Map((areas?.ids ?? []).map((id, i) => [id, i]));
  const areaOf = (area: string | undefined, field: string) =>
    area === undefined ? ok(-1) : find(known, area, `${field}.area`);

  const placed = <T extends { readonly level: string; readonly area?: string | undefined }>(
    list: readonly T[],
    name: string,
  ) => {
    const all: { readonly area: number; readonly level: number; readonly given: T }[] = [];
    for (const [i, given] of list.entries()) {
      const field = `readiness.${name}[${i}]`;
      const level = find(levels.value, given.level, `${field}.level`);
      if (!level.ok) return level;
      const area = areaOf(given.area, field);
      if (!area.ok) return area;
      all.push({ area: area.value, level: level.value, given });
    }
    return ok(all);
  };
  const schedule = placed(readiness.schedule, 'schedule');
  if (!schedule.ok) return schedule;
  const rules = placed(readiness.rules, 'rules');
  if (!rules.ok) return rules;
  const early = rules.value.findIndex(({ given }) => (given.endsAt ?? given.freeBelow) < given.freeBelow);
  if (early >= 0) {
    const { freeBelow } = rules.value[early]!.given;
    return fail(faultAt('FieldUnfit', `readiness.rules[${early}].endsAt`, { reason: `≥ ${freeBelow}` }));
  }

  const minimums: ModelMinimum[] = [];
  for (const [i, minimum] of readiness.minimums.entries()) {
    const field = `readiness.minimums[${i}]`;
    const area = areaOf(minimum.area, field);
    if (!area.ok) return area;
    if (minimum.moveUp && area.value < 0) return fail(faultAt('FieldMissing', `${field}.area`));
    if (minimum.moveUp && scenario.moveUp)
      return fail(faultAt('FieldUnfit', `${field}.moveUp`, { reason: 'false' }));
    const able = Uint8Array.from(units, ({ capabilities }) =>
      capabilities === undefined || capabilities.includes(minimum.capability) ? 1 : 0,
    );
    const most = able.reduce((sum, one) => sum + one, 0);
    if (minimum.count > most) return fail(faultAt('FieldUnfit', `${field}.count`, { reason: `≤ ${most}` }));
    const inForceAt = new Uint8Array(readiness.levels.length).fill(minimum.levels === undefined ? 1 : 0);
    for (const [j, name] of (minimum.levels ?? []).entries()) {
      const level = find(levels.value, name, `${field}.levels[${j}]`);
      if (!level.ok) return level;
      inForceAt[level.value] = 1;
    }
    minimums.push({
      capability: minimum.capability,
      able,
      area: area.value,
      count: minimum.count,
      inForceAt,
      heldFrom: minimum.heldFrom ?? NOBODY_HELD,
      moveUp: minimum.moveUp,
    });
  }
  return ok({
    levels: readiness.levels,
    schedule: schedule.value.map(({ area, level, given }) => ({
      area,
      level,
      holds: Uint8Array.from(heldIn(given.hours, 1), one => (one ? 1 : 0)),
    })),
    rules: rules.value.map(({ area, level, given }) => ({
      area,
      level,
      freeBelow: given.freeBelow,
      endsAt: given.endsAt ?? given.freeBelow,
      atLeastS: given.atLeastMinutes * 60,
    })),
    minimums,
    areaOfPost: Int32Array.from({ length: postCount }, (_, post) =>
      areas === undefined ? -1 : (areas.ofZone[nearestZone(areas.ofZone, travelS, post)] ?? -1),
    ),
  });
}

/** Whether the time table says something else in this hour of the week than in the one before. */
export const changesAt = (readiness: Readiness | undefined, hour: number): boolean =>
  readiness?.schedule.some(({ holds }) => holds[hour] !== holds[(hour + 167) % 168]) ?? false;
