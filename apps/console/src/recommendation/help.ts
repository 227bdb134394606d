import type { Cover, Missing } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';
import { duration } from '../words/speak.ts';

/** The nearest who could meet what is missing, and what holds them: whom to ask. */
export function helpInWords({ help }: Missing, w: Speech): string {
  if (help === undefined) return '';
  const list = help
    .map(one =>
      w('help.one', {
        unit: one.unitId,
        eta: one.travelTimeMs === undefined ? w('list.noEta') : duration(one.travelTimeMs),
        reason: w.reason(one.reason),
      }),
    )
    .join(', ');
  return w('help.nearest', { list });
}

export function coverInWords({ longerMs }: Cover, w: Speech): string {
  return longerMs === undefined ? w('cover.none') : w('cover.longer', { longer: duration(longerMs) });
}
