import type { TimelineLine } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

const words = { planDecline: 'planDecline', planEnd: 'planEnd', stepMark: 'stepMark' } as const;

/** The words of a line about an emergency plan: the centre's own, as they stood when it was activated, else the short names. */
export function planParts({ values, ofPlan }: TimelineLine, w: Speech): Record<string, string> {
  if (typeof values['plan'] !== 'string') return {};
  const parts: Record<string, string> = {
    planName: w.named(ofPlan?.plan) || values['plan'],
    levelName: w.named(ofPlan?.level) || String(values['planLevel'] ?? ''),
    stepName: w.named(ofPlan?.step) || String(values['planStep'] ?? ''),
    stepReason: '',
    commandRole: '',
  };
  for (const [value, word] of Object.entries(words))
    if (typeof values[value] === 'string') parts[value] = w(`${word}.${values[value]}`);
  if (typeof values['stepReason'] === 'string')
    parts['stepReason'] = w('timeline.stepReason', { reason: w(`stepReason.${values['stepReason']}`) });
  if (typeof values['commandRole'] === 'string')
    parts['commandRole'] = w(`commandRole.${values['commandRole']}`);
  return parts;
}
