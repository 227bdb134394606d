import fc from 'fast-check';
import { runs } from './runs.ts';

/**
 * `npm test` draws the same chances every time, so that a change is judged by what it changed;
 * `npm run fuzz` draws new ones, says which, and is where the hunt for the rare case happens.
 */
fc.configureGlobal({ seed: Number(process.env['CLARION_SEED'] ?? 20_261_126), numRuns: runs(100) });
