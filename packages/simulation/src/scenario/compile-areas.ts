import { fail, ok, type Result } from '@clarion/measure';
import type { Areas } from '../model.ts';
import { faultAt, type ScenarioFault } from './fault.ts';
import { find } from './names.ts';
import type { Scenario } from './schema.ts';

/** Farther than any drive: a unit of another area goes only where none of the own is free. */
const ONLY_IF_NONE_S = 7 * 86_400;

/**
 * Areas by index, in the order in which zones name them. A unit belongs to the area that it names, else to that of the zone
 * nearest to its post. Errors: areas that are to be asked first with a rule by lists, or that no zone has.
 */
export function compileAreas(
  scenario: Scenario,
  unitPost: Int32Array,
  travelS: Float64Array,
): Result<Areas | undefined, ScenarioFault> {
  const { zones, units, dispatch } = scenario;
  const ids = [...new Set(zones.flatMap(({ area }) => area ?? []))];
  if (dispatch.areas && dispatch.rule !== 'closest')
    return fail(faultAt('FieldUnfit', 'dispatch.rule', { reason: 'closest' }));
  if (ids.length === 0) {
    if (dispatch.areas) return fail(faultAt('FieldMissing', 'zones[0].area'));
    const named = units.findIndex(({ area }) => area !== undefined);
    if (named < 0) return ok(undefined);
    return fail(faultAt('NameUnknown', `units[${named}].area`, { value: units[named]!.area! }));
  }
  const index = new Map(ids.map((area, i) => [area, i]));
  const ofZone = Int32Array.from(zones, ({ area }) => (area === undefined ? -1 : index.get(area)!));
  const ofUnit = new Int32Array(units.length).fill(-1);
  for (const [unit, { area }] of units.entries()) {
    if (area === undefined) {
      ofUnit[unit] = ofZone[nearestZone(ofZone, travelS, unitPost[unit]!)] ?? -1;
      continue;
    }
    const known = find(index, area, `units[${unit}].area`);
    if (!known.ok) return known;
    ofUnit[unit] = known.value;
  }
  const outsideS = dispatch.areas ? (dispatch.areas.nearerBySeconds ?? ONLY_IF_NONE_S) : 0;
  return ok({ ids, ofZone, ofUnit, outsideS });
}

/** Of the zones that lie in an area the one with the shortest way from the post, the first of equals; −1: no way to any. */
export function nearestZone(ofZone: Int32Array, travelS: Float64Array, post: number): number {
  let nearest = -1;
  let least = Infinity;
  for (const [zone, area] of ofZone.entries()) {
    const way = travelS[post * ofZone.length + zone]!;
    if (area < 0 || way >= least) continue;
    least = way;
    nearest = zone;
  }
  return nearest;
}
