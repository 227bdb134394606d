import type { OutsideAgency, TimelineLine } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

/** The words of the codes that a line about a call-back or a transfer holds. */
export function callBackParts(
  values: TimelineLine['values'],
  w: Speech,
  agencies: readonly OutsideAgency[] = [],
): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const [value, word] of [
    ['callBackCause', 'callBack.cause'],
    ['attempted', 'callBack.outcome'],
    ['giveUp', 'giveUp'],
    ['transferReason', 'transferReason'],
    ['telling', 'telling'],
    ['result', 'transferResult'],
    ['returned', 'returnReason'],
  ] as const)
    if (typeof values[value] === 'string') parts[value] = w(`${word}.${values[value]}`);
  if (typeof values['agencyId'] === 'string') {
    const names = agencies.find(one => one.agencyId === values['agencyId'])?.names;
    parts['agency'] = w.named(names) || values['agencyId'];
    parts['withContact'] = values['withContact'] === true ? w('timeline.withContact') : '';
    parts['returned'] ??= '';
  }
  return parts;
}
