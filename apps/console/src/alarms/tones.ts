import type { AlarmSeverity } from '@clarion/dispatch';

/** One note of a tone: hertz, and from when to when in seconds. */
export interface Note {
  readonly hertz: number;
  readonly from: number;
  readonly until: number;
}

/**
 * A tone for each severity, told apart by rhythm as well as by height: emergency a fast two-tone, high three rising notes,
 * medium two equal ones, low a single soft one.
 */
export const tones: { readonly [severity in AlarmSeverity]: readonly Note[] } = {
  emergency: Array.from({ length: 10 }, (_, i) => ({
    hertz: i % 2 === 0 ? 988 : 740,
    from: i * 0.18,
    until: i * 0.18 + 0.17,
  })),
  high: [523, 659, 784].map((hertz, i) => ({ hertz, from: i * 0.22, until: i * 0.22 + 0.18 })),
  medium: [0, 1].map(i => ({ hertz: 587, from: i * 0.35, until: i * 0.35 + 0.2 })),
  low: [{ hertz: 392, from: 0, until: 0.4 }],
};

export const lengthOf = (severity: AlarmSeverity): number =>
  Math.max(...tones[severity].map(note => note.until));
