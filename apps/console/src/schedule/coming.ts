import type { Schedule } from '@clarion/dispatch';

/** So long before it comes it is told apart from the rest. */
const NEAR_MS = 15 * 60_000;
/** Where the lead is reckoned from the drive, it comes within this before the need as a rule. */
const USUAL_LEAD_MS = 30 * 60_000;

/** When it comes into the queue, where that is set, and whether that is soon. */
export function comesIn(
  { needAt, leadSeconds }: Schedule,
  now: number,
): { readonly fromAt: number | undefined; readonly isNear: boolean } {
  const fromAt = leadSeconds === undefined ? undefined : needAt - leadSeconds * 1000;
  return { fromAt, isNear: now > (fromAt ?? needAt - USUAL_LEAD_MS) - NEAR_MS };
}
