import type { Staging } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

/** `STAGE: violence, at Mill Lane 3`. */
export function stagingInWords({ reason, place }: Pick<Staging, 'reason' | 'place'>, w: Speech): string {
  const where = place === undefined ? w('staging.short') : w('staging.at', { place: place.label });
  return `${w('staging.stage', { reason: w(`staging.${reason}`) })} · ${where}`;
}
