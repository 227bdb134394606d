import {
  type Board,
  type Call,
  type ConceptId,
  circleAt95,
  type Incident,
  type Observed,
  type ObservedIncident,
  type Place,
  type ReportedLocation,
  type WaitingCall,
  withCall,
} from '@clarion/dispatch';

/** What is compared of a call: the found place, else where its phone is. */
export function observed(
  call: Call,
  concepts: ReadonlySet<ConceptId>,
  reported?: ReportedLocation,
): WaitingCall {
  const { callId, incidentId, typeId } = call;
  const where = whereOf(call.place) ?? reportedAt(reported);
  return {
    callId,
    at: call.receivedAt,
    concepts,
    ...(incidentId === undefined ? {} : { incidentId }),
    ...(where === undefined ? {} : { where }),
    ...(typeId === undefined ? {} : { typeId }),
  };
}

export function observedIncident(
  board: Board,
  incident: Incident,
  seen: (call: Call) => WaitingCall,
): ObservedIncident {
  const { incidentId, typeId, openedAt } = incident;
  const calls = incident.callIds.flatMap(callId => board.calls.get(callId) ?? []);
  const where = whereOf(incident.place) ?? (calls[0] && seen(calls[0]).where);
  const bare: ObservedIncident = {
    incidentId,
    lastCallAt: openedAt,
    calls: 0,
    concepts: new Map(),
    ...(where === undefined ? {} : { where }),
    ...(typeId === undefined ? {} : { typeId }),
  };
  return calls.reduce((sum, call) => withCall(sum, seen(call)), bare);
}

function whereOf(place: Place | undefined): Observed['where'] {
  return place && { at: place.at, uncertaintyM: place.uncertaintyM, ofCaller: place.source === 'phone' };
}

function reportedAt(reported: ReportedLocation | undefined): Observed['where'] {
  const circle = reported && circleAt95(reported);
  return circle && { at: circle.at, uncertaintyM: circle.radiusM, ofCaller: true };
}
