import { canFill } from '../configuration/capabilities.ts';
import type { Need } from '../configuration.ts';
import type { Missing } from '../evidence.ts';
import type { Capability } from '../ids.ts';
import type { Rated } from '../recommend.ts';

/**
 * What is left of the needs, each with the nearest units that could meet it and why they are not free, as many as are
 * missing. `taken` is sorted by travel time. Nothing waits for them: what exists is sent.
 */
export function missingNeeds(
  needs: readonly Need[],
  met: readonly Capability[],
  taken: readonly Rated[],
): readonly Missing[] {
  const asked = new Set<Rated>();
  return needs.flatMap(({ capability, count }): readonly Missing[] => {
    const left = count - met.filter(one => one === capability).length;
    if (left <= 0) return [];
    const able = (one: Rated) => canFill(one.unit.description.capabilities, capability);
    const nearest = taken.filter(one => !asked.has(one) && able(one)).slice(0, left);
    for (const one of nearest) asked.add(one);
    const help = nearest.flatMap(({ unit: { unitId }, travelTimeMs, out }) =>
      out ? [{ unitId, reason: out, ...(travelTimeMs === undefined ? {} : { travelTimeMs }) }] : [],
    );
    return [{ capability, count: left, ...(help.length > 0 ? { help } : {}) }];
  });
}
