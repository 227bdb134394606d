import { fail, ok, type Result } from '@clarion/measure';
import {
  type Comparison,
  compare,
  compile,
  type Difference,
  type DivisionFigures,
  type Interval,
  type Model,
  type Scenario,
  type SimulationResult,
  summarise,
} from '@clarion/simulation';
import type { CliArguments } from '../arguments.ts';
import type { CliFault, CliIo, CliOption } from '../command.ts';
import { replications, threadsFor } from '../replications.ts';
import { readScenarioFile, scenarioFault } from '../scenario-file.ts';
import { type Division, readDivision } from './division.ts';

export const judgeOptions = {
  judge: { kind: 'file', summary: 'cli.plan.areas.judge' },
  'nearer-by': { kind: 'number', summary: 'cli.plan.areas.nearerBy', minimum: 0, maximum: 86_400 },
  against: { kind: 'file', summary: 'cli.plan.areas.against' },
} as const satisfies Readonly<Record<string, CliOption>>;

/** A scenario whose zones are the cells, and how units of another area are sent. */
export interface Judging {
  readonly scenario: Scenario;
  readonly file: string;
  readonly hash: string;
  /** Undefined: only where none of the own area is free. */
  readonly nearerBySeconds: number | undefined;
  readonly against: (Division & { readonly hash: string }) | undefined;
}

type Judged = Pick<
  SimulationResult,
  'response' | 'probabilityOfWait' | 'meanWaitSeconds' | 'replications' | 'calls' | 'seed'
> & { readonly division: DivisionFigures };

export interface JudgedDivision extends Judged {
  /** `null`: a unit of another area goes only where none of the own is free. */
  readonly nearerBySeconds: number | null;
  readonly scenarioHash: string;
  readonly against?: Judged & { readonly hash: string };
  /** The other division minus this one, call by call the same. */
  readonly difference?: Comparison;
}

/** Errors: an option without `--judge`; those of the scenario; a zone that is no cell; those of the other division. */
export async function readJudge(
  args: CliArguments,
  cells: { readonly ids: readonly string[]; readonly file: string },
): Promise<Result<Judging | undefined, CliFault>> {
  const path = args.findText('judge');
  if (path === undefined) {
    const alone = args.findText('against') !== undefined ? 'against' : 'nearer-by';
    if (args.findText('against') === undefined && args.findNumber('nearer-by') === undefined)
      return ok(undefined);
    return fail({ code: 'OptionNeeds', field: `--${alone}`, params: { other: '--judge' } });
  }
  const read = await readScenarioFile(path);
  if (!read.ok) return read;
  const { scenario, hash } = read.value;
  const known = new Set(cells.ids);
  const stray = scenario.zones.findIndex(({ id }) => !known.has(id));
  if (stray >= 0) {
    const value = scenario.zones[stray]!.id;
    return fail(scenarioFault({ code: 'NameUnknown', field: `zones[${stray}].id`, params: { value } }, path));
  }
  const other = args.findText('against');
  const against = other === undefined ? ok(undefined) : await readDivision(other, cells);
  if (!against.ok) return against;
  const nearerBySeconds = args.findNumber('nearer-by') ?? scenario.dispatch.areas?.nearerBySeconds;
  return ok({ scenario, file: path, hash, nearerBySeconds, against: against.value });
}

/**
 * Simulates a division: units of the zone's area first, those of others where none is free or they are so much nearer. Units belong
 * to the area of the zone nearest to their post. Another division meets the same calls.
 */
export async function judge(
  judging: Judging,
  cellIds: readonly string[],
  division: Division,
  io: CliIo,
): Promise<Result<JudgedDivision, CliFault>> {
  const divisions = judging.against === undefined ? [division] : [division, judging.against];
  const scenarios = divisions.map(one => divided(judging, cellIds, one));
  const models: Model[] = [];
  for (const scenario of scenarios) {
    const model = compile(scenario);
    if (!model.ok) return fail(scenarioFault(model.error, judging.file));
    models.push(model.value);
  }
  const work = { scenarios, models };
  const { tallies } = await replications(work, { threads: threadsFor(models), untilSeconds: Infinity }, io);
  return ok({
    nearerBySeconds: judging.nearerBySeconds ?? null,
    scenarioHash: judging.hash,
    ...figuresOf(summarise(models[0]!, tallies[0]!)),
    ...(judging.against && {
      against: { ...figuresOf(summarise(models[1]!, tallies[1]!)), hash: judging.against.hash },
      difference: compare(tallies[0]!, tallies[1]!),
    }),
  });
}

function divided(
  { scenario, nearerBySeconds }: Judging,
  cellIds: readonly string[],
  { areaOf, names }: Division,
): Scenario {
  const areaOfCell = new Map(cellIds.map((id, cell) => [id, names[areaOf[cell]!]!]));
  return {
    ...scenario,
    zones: scenario.zones.map(zone => ({ ...zone, area: areaOfCell.get(zone.id)! })),
    units: scenario.units.map(({ area: _, ...unit }) => unit),
    dispatch: {
      ...scenario.dispatch,
      areas: nearerBySeconds === undefined ? {} : { nearerBySeconds },
    },
  };
}

const figuresOf = (result: SimulationResult): Judged => ({
  response: result.response,
  probabilityOfWait: result.probabilityOfWait,
  meanWaitSeconds: result.meanWaitSeconds,
  division: result.division!,
  replications: result.replications,
  calls: result.calls,
  seed: result.seed,
});

/** Whole, then area by area, then what the other division has over this one. */
export function inWords(judged: JudgedDivision, io: CliIo): string[] {
  const { division, difference } = judged;
  const line = (id: string, response: Judged['response'], crossed: Interval, more: string) =>
    io.say('cli.plan.areas.judged', {
      id,
      mean: range(response.meanSeconds),
      p90: range(response.p90Seconds),
      crossed: range(crossed, 100, 1),
      more,
    });
  const areas = Object.entries(division.areas).map(([id, one]) =>
    line(
      id,
      one.response,
      one.crossedShare,
      io.say('cli.plan.areas.work', {
        busy: one.unitsBusy.mean.toFixed(2),
        balanced: one.balanced.mean.toFixed(2),
        units: one.units,
      }),
    ),
  );
  const uneven = io.say('cli.plan.areas.uneven', { imbalance: range(division.imbalance, 100, 1) });
  const all = io.say('cli.plan.areas.all');
  const change = (figure: Difference, name: string, times = 1) =>
    io.say('cli.plan.areas.change', {
      figure: io.say(`cli.plan.areas.change.${name}`),
      range: range(figure, times, 1),
      verdict: io.say(figure.proven ? 'cli.plan.areas.proven' : 'cli.plan.areas.unproven'),
    });
  return [
    line(all, judged.response, division.crossedShare, uneven),
    ...areas,
    ...(difference
      ? [
          change(difference.meanResponseSeconds, 'mean'),
          change(difference.p90ResponseSeconds, 'p90'),
          change(difference.crossedShare!, 'crossed', 100),
          change(difference.imbalance!, 'imbalance', 100),
        ]
      : []),
  ];
}

function range({ mean, low, high }: Interval, times = 1, digits = 0): string {
  const shown = (value: number) => (times * value).toFixed(digits);
  return low === null || high === null ? shown(mean) : `${shown(mean)} [${shown(low)}, ${shown(high)}]`;
}
