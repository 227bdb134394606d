import type { IncidentType } from '../configuration.ts';
import type { CallId, IncidentId, TypeId } from '../ids.ts';
import { likelyIncidents } from './candidates.ts';
import type { ConceptId } from './concepts.ts';
import { fitted } from './fitted.ts';
import type { Observed, ObservedIncident } from './observed.ts';
import { CROWD, type StandsOut, standsOut } from './stands-out.ts';

/** A call as it waits: without an incident, or attached to one. */
export interface WaitingCall extends Observed {
  readonly callId: CallId;
  readonly incidentId?: IncidentId;
}

/** Calls that belong together as it seems. Only a way to show them: nothing is attached by it. */
export interface CallGroup {
  /** The open incident, or the earliest of the calls. */
  readonly leader: IncidentId | CallId;
  /** Calls without an incident that are likely to belong, the longest waiting first. */
  readonly callIds: readonly CallId[];
}

export interface Gathered {
  readonly groups: readonly CallGroup[];
  /** By call: why it stands out of its group, attached or not. */
  readonly standing: ReadonlyMap<CallId, StandsOut & { readonly among: IncidentId | CallId }>;
}

/** From about even odds on a call is shown in a group; to attach it takes a person and more. */
const GATHERED_FROM = 0.4;

/**
 * Sorts the calls that wait to the open incidents, or to the earliest call that they are like, and names those that stand out.
 * One that stands out is in no group. `open` are incidents with their attached calls counted in.
 */
export function gather(
  waiting: readonly WaitingCall[],
  attached: readonly WaitingCall[],
  open: readonly ObservedIncident[],
  types: ReadonlyMap<TypeId, IncidentType>,
): Gathered {
  const leaders = new Map<string, ObservedIncident>(open.map(one => [one.incidentId, one]));
  const calls = new Map<string, ObservedIncident>();
  const groups = new Map<string, CallId[]>();
  const standing = new Map<CallId, StandsOut & { readonly among: string }>();
  const single: WaitingCall[] = [];
  const join = (call: WaitingCall, among: Map<string, ObservedIncident>): boolean => {
    const [best] = likelyIncidents(call, among.values(), types);
    if (best === undefined || best.probability < GATHERED_FROM) return false;
    groups.set(best.incidentId, [...(groups.get(best.incidentId) ?? []), call.callId]);
    among.set(best.incidentId, withCall(among.get(best.incidentId)!, call));
    return true;
  };
  for (const call of [...waiting].sort((a, b) => a.at - b.at)) {
    const beside = besideCrowd(call, leaders, types) ?? besideCrowd(call, calls, types);
    if (beside !== undefined) {
      standing.set(call.callId, beside);
      continue;
    }
    // An open incident goes before a call that waits like this one: two of those would share its chances.
    if (join(call, leaders) || join(call, calls)) continue;
    single.push(call);
    if (call.where !== undefined || call.concepts.size > 0) calls.set(call.callId, leaderOf(call));
  }
  // Those that came before there was a crowd are asked once more, now that there is one.
  for (const call of single) {
    const led = calls.get(call.callId);
    if (led !== undefined && led.calls > 1) continue;
    calls.delete(call.callId);
    if (!join(call, leaders) && !join(call, calls) && led !== undefined) calls.set(call.callId, led);
  }
  for (const call of attached) {
    const group = leaders.get(call.incidentId ?? '');
    if (group === undefined || group.calls <= CROWD) continue;
    const out = standsOut(call, withoutCall(group, call), types);
    if (out !== undefined) standing.set(call.callId, { ...out, among: group.incidentId });
  }
  return { groups: [...groups].map(([leader, callIds]) => ({ leader, callIds })), standing };
}

/** A call in the midst of a crowd's place and time that is about something else. */
function besideCrowd(
  call: WaitingCall,
  leaders: ReadonlyMap<string, ObservedIncident>,
  types: ReadonlyMap<TypeId, IncidentType>,
): (StandsOut & { readonly among: string }) | undefined {
  for (const group of leaders.values()) {
    if (group.calls < CROWD) continue;
    const out = standsOut(call, group, types);
    if (out === undefined) continue;
    // By place and time alone it would be taken for one of them.
    const { typeId: _, ...bare } = call;
    const [alone] = likelyIncidents({ ...bare, concepts: new Set() }, [bareOf(group)], types);
    if (alone !== undefined && alone.probability >= fitted.shownFrom)
      return { ...out, among: group.incidentId };
  }
  return undefined;
}

const bareOf = (group: ObservedIncident): ObservedIncident => ({ ...group, concepts: new Map() });

function leaderOf(call: WaitingCall): ObservedIncident {
  return {
    incidentId: call.callId,
    lastCallAt: call.at,
    calls: 1,
    concepts: new Map([...call.concepts].map(one => [one, 1])),
    ...(call.where === undefined ? {} : { where: call.where }),
    ...(call.typeId === undefined ? {} : { typeId: call.typeId }),
  };
}

/** The incident with one call more counted in; what it is and where stay as they are known. */
export function withCall(
  incident: ObservedIncident,
  call: Pick<Observed, 'at' | 'concepts'>,
): ObservedIncident {
  const concepts = new Map<ConceptId, number>(incident.concepts);
  for (const one of call.concepts) concepts.set(one, (concepts.get(one) ?? 0) + 1);
  const lastCallAt = call.at > incident.lastCallAt ? call.at : incident.lastCallAt;
  return { ...incident, lastCallAt, calls: incident.calls + 1, concepts };
}

function withoutCall(incident: ObservedIncident, call: Pick<Observed, 'concepts'>): ObservedIncident {
  const concepts = new Map<ConceptId, number>(incident.concepts);
  for (const one of call.concepts) concepts.set(one, (concepts.get(one) ?? 1) - 1);
  return { ...incident, calls: incident.calls - 1, concepts };
}
