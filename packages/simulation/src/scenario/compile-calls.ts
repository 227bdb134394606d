import { fail, ok, type Result } from '@clarion/measure';
import type { CallType, RecordedCalls } from '../model.ts';
import { faultAt, type ScenarioFault } from './fault.ts';
import { find } from './names.ts';
import type { Scenario } from './schema.ts';

const HOUR_S = 3600;

/**
 * A scenario that plays a record and names no rate anywhere has those of the record: who weighs demand (move-up, who must be
 * served) then weighs what comes.
 */
export function withRatesOfRecord(scenario: Scenario): Scenario {
  const { calls, zones } = scenario;
  const named = zones.some(({ callsPerHour }) => [callsPerHour].flat().some(rate => rate > 0));
  if (calls === undefined || named) return scenario;
  const hours = Math.max(1, Math.ceil(calls.at(-1)!.atSeconds / HOUR_S));
  const counts = new Map<string, number>();
  for (const { zone } of calls) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return {
    ...scenario,
    zones: zones.map(({ id }) => ({ id, callsPerHour: (counts.get(id) ?? 0) / hours })),
  };
}

/** The record by index. Errors: an unknown zone or kind; a call before the one above it; nothing left after the warm-up. */
export function compileCalls(
  { calls, warmUpCalls }: Scenario,
  zones: ReadonlyMap<string, number>,
  { types }: { readonly types: readonly CallType[] },
): Result<RecordedCalls | undefined, ScenarioFault> {
  if (calls === undefined) return ok(undefined);
  if (warmUpCalls >= calls.length)
    return fail(faultAt('FieldUnfit', 'warmUpCalls', { reason: `< ${calls.length}` }));
  const typeOf = new Map(types.map(({ id }, i) => [id, i]));
  const recorded = {
    atS: new Float64Array(calls.length),
    zone: new Int32Array(calls.length),
    type: new Int32Array(calls.length),
  };
  for (const [i, { atSeconds, zone: zoneId, type: typeId }] of calls.entries()) {
    const zone = find(zones, zoneId, `calls[${i}].zone`);
    if (!zone.ok) return zone;
    const type = typeId === undefined ? ok(0) : find(typeOf, typeId, `calls[${i}].type`);
    if (!type.ok) return type;
    const before = recorded.atS[i - 1] ?? 0;
    if (atSeconds < before)
      return fail(faultAt('FieldUnfit', `calls[${i}].atSeconds`, { reason: `≥ ${before}` }));
    recorded.atS[i] = atSeconds;
    recorded.zone[i] = zone.value;
    recorded.type[i] = type.value;
  }
  return ok(recorded);
}
