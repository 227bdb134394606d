import type { Priority } from '../configuration.ts';

/** How long an incident of a priority may wait for its first unit before somebody more is told, each in seconds from when it began to wait. */
export interface WaitingRule {
  readonly priority: Priority;
  /** Its desk. */
  readonly deskSeconds: number;
  /** The supervisor too, whether or not the desk has acknowledged. */
  readonly supervisorSeconds: number;
  /** It is set out in the commander's view. */
  readonly commandSeconds: number;
}

/**
 * What a centre starts from. The first of the most urgent is what NFPA 1225 (2021) asks for 90 % of them; all others are
 * minutes that a centre sets to what its people are promised.
 */
export const usualWaiting: readonly WaitingRule[] = [
  { priority: 1, deskSeconds: 60, supervisorSeconds: 120, commandSeconds: 240 },
  { priority: 2, deskSeconds: 120, supervisorSeconds: 300, commandSeconds: 600 },
  { priority: 3, deskSeconds: 600, supervisorSeconds: 1200, commandSeconds: 1800 },
  { priority: 4, deskSeconds: 1800, supervisorSeconds: 2700, commandSeconds: 3600 },
];
