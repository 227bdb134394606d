import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALIBRATE_SEED, CALLS, FIT_SEED, type Fit, fit } from './fit.ts';

/**
 * Makes `src/duplicates/fitted.ts` anew: `node packages/dispatch/test/duplicates/write-fitted.ts`. Run it twice when words were
 * added to the concepts: what a word tells is taken from the file when the weights are fitted.
 */
export function textOf(found: Fit): string {
  const knots = found.knots.map(([share, p]) => `    [${share}, ${p}],`).join('\n');
  const telling = Object.entries(found.telling)
    .map(([id, value]) => `    ${id}: ${value},`)
    .join('\n');
  return `/**
 * Made by \`test/duplicates/write-fitted.ts\`, not by hand: weights by conditional logit on a generated stream of ${CALLS} calls
 * (seed ${FIT_SEED}), calibration by isotonic regression on another (seed ${CALIBRATE_SEED}). The streams are assumptions,
 * written in \`test/duplicates/\`; no real call is in them.
 */
export const fitted: Fitted = {
  version: 1,
  weights: [
${found.weights.map(weight => `    ${weight},`).join('\n')}
  ],
  telling: {
${telling}
  },
  tellingOfOthers: ${found.tellingOfOthers},
  knots: [
${knots}
  ],
  oneKeyFrom: ${found.oneKeyFrom},
  shownFrom: ${found.shownFrom},
};

export interface Fitted {
  /** Stands in the log with every probability that was shown. */
  readonly version: number;
  /** By feature (\`featureNames\`). */
  readonly weights: readonly number[];
  /** What saying a thing tells: ln(1 / share of calls that say it). */
  readonly telling: Readonly<Record<string, number>>;
  readonly tellingOfOthers: number;
  /** From the model's share to how often it came true. */
  readonly knots: readonly (readonly [share: number, probability: number])[];
  /** From here on one key attaches. */
  readonly oneKeyFrom: number;
  readonly shownFrom: number;
}
`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(import.meta.dirname, '..', '..', 'src', 'duplicates', 'fitted.ts'), textOf(fit()));
}
