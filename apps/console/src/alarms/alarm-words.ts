import type { Speech } from '../words/speak.ts';

interface About {
  readonly unitId?: string;
  readonly callId?: string;
  readonly incidentId?: string;
  readonly areaId?: string;
  readonly clock?: string;
  readonly capability?: string;
}

/** An alarm in a few words: what, and about whom. */
export function alarmName(kind: string, about: About, w: Speech): string {
  const { unitId, callId, incidentId, areaId, clock, capability } = about;
  return w(`alarm.kind.${kind}`, {
    unit: unitId,
    call: callId,
    incident: incidentId,
    area: areaId,
    clock: clock === undefined ? '' : w(`clock.${clock}`),
    capability: capability === undefined ? '' : (w.maybe(`capability.${capability}`) ?? capability),
    about: incidentId ?? callId,
  }).trim();
}
