import type { TimelineLine } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

/** The words of the codes that a line about a call-back or a transfer holds. */
export function callBackParts(values: TimelineLine['values'], w: Speech): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const [value, word] of [
    ['callBackCause', 'callBack.cause'],
    ['attempted', 'callBack.outcome'],
    ['giveUp', 'giveUp'],
  ] as const)
    if (typeof values[value] === 'string') parts[value] = w(`${word}.${values[value]}`);
  return parts;
}
