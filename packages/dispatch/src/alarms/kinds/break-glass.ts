import type { AlarmKind } from '../alarm.ts';

/** Somebody signed in by a code from an envelope. The supervisor has to know at once, and the log until it is over. */
export const breakGlass: AlarmKind = {
  kind: 'breakGlass',
  severity: 'high',
  always: true,
  *causes(_board, _now, means) {
    for (const open of means.breakGlass ?? [])
      yield { subject: open.operatorId, since: open.since, about: { breakGlass: open } };
  },
  owner: () => undefined,
};
