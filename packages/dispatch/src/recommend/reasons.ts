import { canFill } from '../configuration/capabilities.ts';
import type { Need } from '../configuration.ts';
import type { Reason } from '../evidence.ts';
import type { Capability, CrewId, UnitId } from '../ids.ts';
import type { Rated } from '../recommend.ts';

export interface Chosen {
  readonly fills: ReadonlyMap<UnitId, Capability>;
  /** The latest arrival among those chosen for a capability, in milliseconds. */
  readonly slowest: ReadonlyMap<Capability, number>;
  /** Which unit of a crew goes. */
  readonly crews: ReadonlyMap<CrewId, UnitId>;
}

/** Why the unit is in or out, then what there is to say of its position. */
export function reasonsFor(
  one: Rated,
  card: readonly Need[],
  needs: readonly Need[],
  chosen: Chosen,
  staleMs: number,
): readonly Reason[] {
  return [...choice(one, card, needs, chosen), ...labels(one, staleMs)];
}

function choice(
  one: Rated,
  card: readonly Need[],
  needs: readonly Need[],
  chosen: Chosen,
): readonly Reason[] {
  const own = one.capabilities;
  const capability = chosen.fills.get(one.unit.unitId);
  if (capability !== undefined) {
    const fills: Reason = { code: 'fills', capability };
    return own.includes(capability) ? [fills] : [fills, { code: 'standsIn', capability }];
  }
  if (one.out) return [one.out];
  const sharer = chosen.crews.get(one.unit.description.crewId ?? '');
  if (sharer !== undefined && one.suitable) return [{ code: 'crewChosen', unitId: sharer }];
  if (!one.suitable) return [{ code: card.length === 0 ? 'notNeeded' : 'lacksCapability' }];
  return [whyNotChosen(own, one.arrivalMs, needs, chosen)];
}

/** A free unit that could serve: its need is met already, by nearer ones, or by those whose own kind it is. */
function whyNotChosen(
  own: readonly Capability[],
  arrivalMs: number,
  needs: readonly Need[],
  { slowest }: Chosen,
): Reason {
  const open = needs.filter(({ capability }) => canFill(own, capability));
  const itself = open.filter(({ capability }) => own.includes(capability));
  const meant = itself.length > 0 ? itself : open;
  const [need] = meant;
  if (!need) return { code: 'notNeeded' };
  const farthest = Math.max(...meant.map(({ capability }) => slowest.get(capability) ?? 0));
  if (arrivalMs >= farthest) return { code: 'fartherThanChosen', byMs: arrivalMs - farthest };
  return itself.length > 0 ? { code: 'completesLater' } : { code: 'standsIn', capability: need.capability };
}

/** A hand placed it, so its device does not matter; a post does not grow stale. */
function labels({ unit, fix }: Rated, staleMs: number): readonly Reason[] {
  const found: Reason[] = [];
  if (!fix || fix.source === 'hand') return found;
  if (unit.doubt) found.push({ code: 'positionDoubtful', doubt: unit.doubt.reason });
  if (fix.source !== 'post' && fix.ageMs > staleMs) found.push({ code: 'positionStale', ageMs: fix.ageMs });
  return found;
}
