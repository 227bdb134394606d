import { fail, ok, type Result } from '@clarion/measure';
import {
  PROFILES,
  type Profile,
  type RoadGraph,
  TURNS,
  type Turns,
  type TurnView,
  turnView,
} from '@clarion/roads';
import type { CliArguments } from '../arguments.ts';
import type { CliFault, CliOption } from '../command.ts';

const TURN_CHOICES = ['none', ...TURNS];

/** Options of the commands on whose answers turns can count. */
export const turnOptions = {
  turns: { kind: 'text', summary: 'cli.roads.turns', choices: TURN_CHOICES },
  profile: { kind: 'text', summary: 'cli.roads.profile', choices: PROFILES },
} as const satisfies Readonly<Record<string, CliOption>>;

/** What of turns a graph is to keep. */
export const keptTurnOptions = {
  turns: { kind: 'text', summary: 'cli.roads.build.turns', choices: TURN_CHOICES, preset: 'none' },
  profile: { kind: 'text', summary: 'cli.roads.build.profile', choices: PROFILES },
} as const satisfies Readonly<Record<string, CliOption>>;

/**
 * The roads on which turns count as the options say; undefined when they do not. Errors: a profile although no
 * turns are to count; turns that the graph was built without.
 */
export function readTurns(args: CliArguments, graph: RoadGraph): Result<TurnView | undefined, CliFault> {
  const profile = args.findText('profile') as Profile | undefined;
  const turns = args.findText('turns') ?? (profile ? 'restrictions' : 'none');
  if (turns === 'none') {
    if (!profile) return ok(undefined);
    return fail({ code: 'OptionsExclusive', field: '--profile', params: { other: '--turns none' } });
  }
  const { rules, signals } = graph.turnData;
  if (!rules || (turns === 'full' && !signals)) {
    const params = { value: turns, kept: rules ? 'restrictions' : 'none' };
    return fail({ code: 'GraphWithoutTurns', file: args.text('graph'), field: '--turns', params });
  }
  return ok(turnView(graph, turns as Turns, profile ?? graph.turnData.profile));
}
