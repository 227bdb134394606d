import type { Entry, NewEntry } from './entry.ts';
import type { CallId, IncidentId, UnitId } from './ids.ts';

export interface Subjects {
  readonly callId?: CallId;
  readonly incidentId?: IncidentId;
  readonly unitIds: readonly UnitId[];
}

/** What an entry is about, so that a store can index it and a reader can be shown only its own. */
export function subjectsOf(entry: NewEntry | Entry): Subjects {
  const { data } = entry;
  if (
    entry.type === 'UnitsAssigned' ||
    entry.type === 'MessageSent' ||
    entry.type === 'StagingSet' ||
    entry.type === 'SafeTold' ||
    entry.type === 'PlaceMoved' ||
    entry.type === 'IncidentMerged' ||
    entry.type === 'IncidentSplit'
  ) {
    const { incidentId, assignments } = entry.data;
    return { incidentId, unitIds: assignments.map(({ unitId }) => unitId) };
  }
  if (entry.type === 'EntryUndone') {
    const { callId, incidentId, unitIds } = entry.data.restore;
    return {
      ...(callId === undefined ? {} : { callId }),
      ...(incidentId === undefined ? {} : { incidentId }),
      unitIds: unitIds ?? [],
    };
  }
  const callId = 'callId' in data ? data.callId : undefined;
  const incidentId = 'incidentId' in data ? data.incidentId : undefined;
  const unitId = 'unitId' in data ? data.unitId : undefined;
  const unitIds =
    entry.type === 'CasualtiesAllocated' ? entry.data.unitIds : 'key' in data ? data.unitIds : undefined;
  return {
    ...(callId === undefined ? {} : { callId }),
    ...(incidentId === undefined ? {} : { incidentId }),
    unitIds: unitIds ?? (unitId === undefined ? [] : [unitId]),
  };
}
