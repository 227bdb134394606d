import { type CoverChoice, gapOf, PROVEN_GAP } from '@clarion/coverage';
import type { CliArguments } from '../arguments.ts';
import { type CliIo, type CommandEnd, done } from '../command.ts';
import { rounded } from '../roads/output.ts';
import type { CoverInput } from './cover-input.ts';
import { shown } from './drive.ts';

/**
 * The result of a command that chooses posts by what they cover. A post with several units comes several times. `told`: what is covered
 * where the value is a number of posts; more of the result, and the posts in other words.
 */
export function coverResult(
  answer: CoverChoice,
  input: CoverInput,
  args: CliArguments,
  io: CliIo,
  told: {
    readonly covered?: number;
    readonly more?: Readonly<Record<string, unknown>>;
    readonly posts?: string;
  } = {},
): CommandEnd {
  const { siteIds, uncoverable, totalWeight, inputs } = input;
  const covered = told.covered ?? answer.value;
  const gap = gapOf(answer.value, answer.bound);
  const result = {
    covered,
    bound: answer.bound,
    gap,
    posts: answer.columns.map(column => siteIds[column]!),
    seconds: rounded(io.elapsedSeconds()),
    proven: gap <= PROVEN_GAP,
    iterations: answer.iterations,
    seed: args.number('seed'),
    totalWeight,
    uncoverable,
    ...told.more,
    inputs,
  };
  const text = io.say('cli.plan.cover.done', {
    covered: shown(covered),
    total: shown(totalWeight),
    uncoverable: uncoverable.ids.length,
    gap: (100 * gap).toFixed(4),
    posts: told.posts ?? result.posts.join(', '),
    iterations: answer.iterations,
    seconds: result.seconds,
  });
  return done(result, text);
}
