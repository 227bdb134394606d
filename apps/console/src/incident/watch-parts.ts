import type { TimelineLine } from '@clarion/dispatch';
import { alarmName } from '../alarms/alarm-words.ts';
import type { Speech } from '../words/speak.ts';

/** What the lines about desks, crews that were heard and alarms are filled with. */
export function watchParts(
  { type, values, unitIds, callId }: TimelineLine,
  w: Speech,
): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  if (typeof values['heardBy'] === 'string') parts['channel'] = w(`channel.${values['heardBy']}`);
  if (type === 'UnitHeard') parts['accounted'] = values['accounted'] === true ? w('timeline.accounted') : '';
  if (type === 'UnitStaged')
    parts['staged'] = w(values['staged'] === true ? 'timeline.staged' : 'timeline.unstaged');
  if (typeof values['how'] === 'string') parts['how'] = w(`timeline.${values['how']}`);
  if (typeof values['sounding'] === 'string') parts['sounding'] = w(`sounding.${values['sounding']}`);
  if (typeof values['alarmKind'] === 'string') {
    const clock = values['clock'];
    parts['alarm'] = alarmName(
      values['alarmKind'],
      {
        unitIds,
        ...(callId === undefined ? {} : { callId }),
        ...(typeof clock === 'string' ? { clock } : {}),
      },
      w,
    );
    parts['desk'] = values['desk'] ?? w('timeline.noDesk');
  }
  return parts;
}
