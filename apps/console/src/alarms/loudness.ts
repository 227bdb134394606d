import type { AlarmSeverity } from '@clarion/dispatch';
import type { Settings } from '../settings/settings.ts';

/** What is for the whole room is never quieter than this, whatever the volume says. */
export const ROOM_AT_LEAST = 0.5;

/** How loud an alarm is played here, 0 to 1; undefined: this person has muted its severity. */
export function loudnessOf(
  { volume, muted }: Pick<Settings, 'volume' | 'muted'>,
  { severity, room }: { readonly severity: AlarmSeverity; readonly room?: boolean },
): number | undefined {
  const own = volume / 100;
  if (room === true || severity === 'emergency') return Math.max(own, ROOM_AT_LEAST);
  return muted.includes(severity) || own === 0 ? undefined : own;
}
