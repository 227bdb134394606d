import { gapOf, PROVEN_GAP, type SitesAnswer } from '@clarion/coverage';
import type { CliArguments } from '../arguments.ts';
import { type CliIo, type CommandEnd, done } from '../command.ts';
import { rounded } from '../roads/output.ts';
import { shown } from './drive.ts';
import type { MatrixInput } from './matrix-input.ts';

/** The result of a command that chooses posts by what they cost. `told`: more of the result, and the posts in other words. */
export function costResult(
  answer: SitesAnswer,
  { siteIds, inputs }: Pick<MatrixInput, 'siteIds' | 'inputs'>,
  args: CliArguments,
  io: CliIo,
  told: { readonly more?: Readonly<Record<string, unknown>>; readonly posts?: string } = {},
): CommandEnd {
  const gap = gapOf(answer.value, answer.bound);
  const result = {
    cost: answer.value,
    bound: answer.bound,
    gap,
    posts: answer.sites.map(site => siteIds[site]!),
    seconds: rounded(io.elapsedSeconds()),
    proven: gap <= PROVEN_GAP,
    iterations: answer.iterations,
    seed: args.number('seed'),
    ...told.more,
    inputs,
  };
  const text = io.say('cli.plan.cost.done', {
    cost: shown(result.cost),
    bound: shown(result.bound),
    gap: (100 * gap).toFixed(4),
    posts: told.posts ?? result.posts.join(', '),
    iterations: answer.iterations,
    seconds: result.seconds,
  });
  return done(result, text);
}
