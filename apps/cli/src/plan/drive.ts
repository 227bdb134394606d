import { setImmediate } from 'node:timers/promises';
import type { Progress } from '@clarion/coverage';
import { gapOf } from '@clarion/coverage';
import type { SearchTerms, TimedBudget } from '@clarion/solver';
import type { CliArguments } from '../arguments.ts';
import type { CliIo, CliOption } from '../command.ts';

/** Between two looks at what else happens (an interrupt). */
const TURN_MS = 20;
const SPEAK_EVERY_SECONDS = 1;
/** Kept of the limit for the writing of the result. */
const RESERVE_SHARE = 0.05;
const RESERVE_SECONDS = 0.3;
const LONGEST_STEP_SHARE = 0.15;

/** Options of every command that works until it is proven right, or told to stop. */
export const budgetOptions = {
  seconds: { kind: 'number', summary: 'cli.plan.seconds', minimum: 0.1, maximum: 1_000_000 },
  iterations: { kind: 'integer', summary: 'cli.plan.iterations', minimum: 1, maximum: 1_000_000_000 },
  seed: { kind: 'integer', summary: 'cli.plan.seed', minimum: 0, maximum: 4_294_967_295, preset: '1' },
} as const satisfies Readonly<Record<string, CliOption>>;

/** Without any limit given a run ends after this. */
const PRESET_SECONDS = 60;

/**
 * `--seconds` counts from the start of the process, by the clock or by processor time, whichever is ahead; `--iterations`
 * alone makes the result depend on the input and the seed alone.
 */
export function budgetOf(args: CliArguments, io: CliIo): TimedBudget {
  const iterations = args.findNumber('iterations');
  const seconds = args.findNumber('seconds') ?? (iterations === undefined ? PRESET_SECONDS : Infinity);
  const limit = seconds - Math.min(RESERVE_SECONDS, RESERVE_SHARE * seconds);
  const begun = io.elapsedSeconds();
  const before = process.cpuUsage();
  // A step that is begun is finished, so the longest one so far must still fit in.
  let longest = 0;
  let last: number | undefined;
  const secondsPassed = () => {
    const { user, system } = process.cpuUsage(before);
    return Math.max(io.elapsedSeconds(), begun + (user + system) / 1e6);
  };
  return {
    secondsLeft: () => limit - secondsPassed(),
    used: done => {
      const passed = secondsPassed();
      longest = Math.min(LONGEST_STEP_SHARE * seconds, Math.max(longest, passed - (last ?? passed)));
      last = passed;
      return Math.max((passed + longest) / limit, iterations === undefined ? 0 : done / iterations);
    },
  };
}

/** Drives a solver, tells how far it is, and lets an interrupt through. */
export async function drive<T>(steps: Generator<Progress, T>, io: CliIo): Promise<T> {
  let turnedAt = performance.now();
  let spoken = io.elapsedSeconds();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - turnedAt > TURN_MS) {
      await setImmediate();
      turnedAt = performance.now();
    }
    if (io.elapsedSeconds() - spoken < SPEAK_EVERY_SECONDS) continue;
    spoken = io.elapsedSeconds();
    const { iterations, value, bound } = step.value;
    const gap = (100 * gapOf(value, bound)).toFixed(3);
    io.progress('cli.plan.progress', { iterations, value: shown(value), bound: shown(bound), gap });
  }
}

/** A search by the options of the command, told on its progress. */
export const searchTerms = (args: CliArguments, io: CliIo): SearchTerms => ({
  budget: budgetOf(args, io),
  seed: args.number('seed'),
  signal: io.signal,
  drive: steps => drive(steps, io),
  onProving: () => io.progress('cli.plan.proving'),
});

/** A figure as a person reads it. */
export const shown = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 9, useGrouping: false });
