import type { AlarmKind } from '../alarm.ts';

/** A server's clock is not the database's, or not that of the devices: times in the log are not to be trusted. */
export const clockDrift: AlarmKind = {
  kind: 'clockDrift',
  severity: 'medium',
  *causes(_board, _now, means) {
    for (const drift of means.drifts ?? [])
      yield { subject: `${drift.against}:${drift.node}`, since: drift.since, about: { drift } };
  },
  owner: () => undefined,
};
