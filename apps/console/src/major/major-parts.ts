import type { TimelineLine } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

const words = {
  majorReason: 'majorReason',
  standDown: 'standDown',
  figure: 'figure',
  triage: 'triage',
  commandRole: 'commandRole',
  order: 'order',
} as const;

/** The words of a line’s codes about a major incident. */
export function majorParts(values: TimelineLine['values'], w: Speech): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const [value, word] of Object.entries(words))
    if (typeof values[value] === 'string') parts[value] = w(`${word}.${values[value]}`);
  if (typeof values['over'] === 'number')
    parts['over'] = values['over'] > 0 ? w('timeline.over', { n: values['over'] }) : '';
  return parts;
}
