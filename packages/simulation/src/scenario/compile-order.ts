import { STAND_IN_MS } from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import { type Areas, type Model, outsideSeconds } from '../model.ts';
import { faultAt, type ScenarioFault } from './fault.ts';
import { find } from './names.ts';
import type { Scenario } from './schema.ts';

interface Indexed {
  readonly zones: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
  readonly unitPost: Int32Array;
  readonly travelS: Float64Array;
  readonly areas: Areas | undefined;
}
type Kinds = Pick<Model, 'types' | 'capabilities' | 'fills'>;
type Order = Pick<Model, 'order' | 'orderStart' | 'serves' | 'allServeAll'>;

/** In seconds, as `recommend` has it. */
const STAND_IN_S = STAND_IN_MS / 1000;

/**
 * Whom a call of each zone and need asks, in order: the zone's list, or by travel time from the posts (a stand-in counts
 * as three minutes farther, one of another area by what the scenario says), ties by travel time, then unit id. Errors: an unknown zone or unit; a listed unit that has
 * no way to the zone; a zone with calls that nobody serves.
 */
export function compileOrder(
  scenario: Scenario,
  { zones, units, unitPost, travelS, areas }: Indexed,
  { types, capabilities, fills }: Kinds,
): Result<Order, ScenarioFault> {
  const [zoneCount, unitCount, width] = [zones.size, units.size, capabilities.length];
  const lists = compileLists(scenario, zones, units);
  if (!lists.ok) return lists;
  const serves = new Uint8Array(unitCount * zoneCount);
  const orderStart = new Int32Array(zoneCount * width + 1);
  const order: number[] = [];
  const byId = scenario.units.map(({ id }) => id);
  for (const [zoneId, zone] of zones) {
    const travelOf = (unit: number) => travelS[unitPost[unit]! * zoneCount + zone]!;
    const listed = lists.value[zone]!;
    for (const unit of listed) {
      if (travelOf(unit) === Infinity) {
        if (scenario.dispatch.order === undefined) continue;
        return fail(faultAt('FieldMissing', `travelSeconds.${scenario.units[unit]!.post}.${zoneId}`));
      }
      serves[unit * zoneCount + zone] = 1;
    }
    const serving = listed.filter(unit => serves[unit * zoneCount + zone] === 1);
    for (let need = 0; need < width; need++) {
      const able = serving.filter(unit => fills[unit * width + need] !== 0);
      if (scenario.dispatch.rule === 'closest') {
        const cost = (unit: number) =>
          travelOf(unit) +
          (fills[unit * width + need] === 2 ? STAND_IN_S : 0) +
          outsideSeconds(areas, unit, zone);
        able.sort((a, b) => cost(a) - cost(b) || travelOf(a) - travelOf(b) || (byId[a]! < byId[b]! ? -1 : 1));
      }
      order.push(...able);
      orderStart[zone * width + need + 1] = order.length;
      const asked = types.some(({ slots }) => slots.includes(need)) && hasCalls(scenario, zone);
      if (asked && able.length === 0) {
        const field = scenario.dispatch.order ? `dispatch.order.${zoneId}` : `zones[${zone}]`;
        return fail(faultAt('ZoneUnserved', field, { value: zoneId }));
      }
    }
  }
  return ok({
    order: Int32Array.from(order),
    orderStart,
    serves,
    allServeAll: serves.every(one => one === 1) && fills.every(one => one !== 0),
  });
}

const hasCalls = (scenario: Scenario, zone: number): boolean =>
  [scenario.zones[zone]!.callsPerHour].flat().some(rate => rate > 0);

/** Units of each zone's list; all units where no lists are given. */
function compileLists(
  scenario: Scenario,
  zones: ReadonlyMap<string, number>,
  units: ReadonlyMap<string, number>,
): Result<readonly (readonly number[])[], ScenarioFault> {
  const { rule, order } = scenario.dispatch;
  if (order === undefined) {
    if (rule === 'preference') return fail(faultAt('FieldMissing', 'dispatch.order'));
    return ok(scenario.zones.map(() => [...units.values()]));
  }
  const lists: number[][] = scenario.zones.map(() => []);
  for (const [zoneId, names] of Object.entries(order)) {
    const zone = find(zones, zoneId, `dispatch.order.${zoneId}`);
    if (!zone.ok) return zone;
    for (const [i, name] of names.entries()) {
      const unit = find(units, name, `dispatch.order.${zoneId}[${i}]`);
      if (!unit.ok) return unit;
      if (lists[zone.value]!.includes(unit.value))
        return fail(faultAt('NameTwice', `dispatch.order.${zoneId}[${i}]`, { value: name }));
      lists[zone.value]!.push(unit.value);
    }
  }
  for (const [zoneId, zone] of zones)
    if (lists[zone]!.length === 0 && hasCalls(scenario, zone))
      return fail(faultAt('FieldMissing', `dispatch.order.${zoneId}`));
  return ok(lists);
}
