import { coverRowsOf, gapOf, ofIterations, PROVEN_GAP, solveOwnBusy } from '@clarion/coverage';
import { ok } from '@clarion/measure';
import { compile, hypercube, replicate, type Scenario, summarise } from '@clarion/simulation';
import { badInput, type CliCommand, done } from '../command.ts';
import { rounded } from '../roads/output.ts';
import { readScenarioFile, scenarioFault } from '../scenario-file.ts';
import { drive, shown } from './drive.ts';
import { settleBusy } from './settle-busy.ts';

/** Of the choice of sites in one round. */
const ITERATIONS = 300;

export const command: CliCommand = {
  name: 'plan busy',
  summary: 'cli.plan.busy.own',
  options: {
    scenario: { kind: 'file', summary: 'cli.simulate.scenario', required: true },
    within: { kind: 'number', summary: 'cli.plan.busy.within', required: true, minimum: 0 },
    judge: {
      kind: 'text',
      summary: 'cli.plan.busy.judge',
      choices: ['hypercube', 'simulation'],
      preset: 'hypercube',
    },
    hour: { kind: 'integer', summary: 'cli.plan.queue.hour', minimum: 0, maximum: 167 },
    'per-post': { kind: 'integer', summary: 'cli.plan.perPost', minimum: 1, maximum: 10_000 },
    tolerance: { kind: 'number', summary: 'cli.plan.busy.tolerance', minimum: 0, maximum: 1, preset: '0.01' },
    rounds: { kind: 'integer', summary: 'cli.plan.busy.rounds', minimum: 1, maximum: 1000, preset: '25' },
    seed: { kind: 'integer', summary: 'cli.plan.seed', minimum: 0, maximum: 4_294_967_295, preset: '1' },
  },
  async run(args, io) {
    const path = args.text('scenario');
    const file = await readScenarioFile(path, args.number('seed'));
    if (!file.ok) return badInput(file.error);
    const { scenario, model, hash } = file.value;
    if (scenario.dispatch.rule !== 'closest' || scenario.dispatch.order !== undefined)
      return badInput({ code: 'PostsNotFree', file: path, field: 'dispatch' });
    const hour = args.findNumber('hour');
    const changes = model.demand.ratePerSecond.length > 1 || model.travelFactor.length > 1;
    const isQueue = args.text('judge') === 'hypercube';
    if (isQueue && hour === undefined && changes) return badInput({ code: 'OptionMissing', field: '--hour' });
    const units = model.unitIds.length;
    const perSite = Math.min(units, args.findNumber('per-post') ?? units);
    if (units > model.postIds.length * perSite)
      return badInput({
        code: 'PostsTooMany',
        field: '--per-post',
        params: { posts: units, sites: model.postIds.length * perSite },
      });
    const crowded = [...model.unitPost].findIndex(
      (post, unit, all) => all.slice(0, unit + 1).filter(other => other === post).length > perSite,
    );
    if (crowded !== -1)
      return badInput({
        code: 'PostCrowded',
        file: path,
        field: `units[${crowded}].post`,
        params: { perSite },
      });

    const rows = coverOf(scenario, args.number('within'), hour);
    if (!rows.weight.some((weight, zone) => weight > 0 && rows.rowStart[zone] !== rows.rowStart[zone + 1]))
      return badInput({
        code: 'NothingWithin',
        field: '--within',
        params: { within: args.number('within') },
      });
    const settled = await settleBusy(
      rows,
      [...model.unitPost],
      { tolerance: args.number('tolerance'), most: args.number('rounds') },
      {
        choose: (busy, first) =>
          drive(
            solveOwnBusy(
              rows,
              { busy, perSite, first },
              { seed: args.number('seed'), budget: ofIterations(ITERATIONS) },
            ),
            io,
          ),
        async measure(sites) {
          io.signal.throwIfAborted();
          const there = {
            ...scenario,
            units: scenario.units.map((unit, i) => ({ ...unit, post: model.postIds[sites[i]!]! })),
          };
          const made = compile(there);
          if (!made.ok) return made;
          if (isQueue) {
            const answer = hypercube(there, made.value, hour === undefined ? {} : { hour });
            return answer.ok ? ok(model.unitIds.map(id => answer.value.units[id]!.workload)) : answer;
          }
          const tallies = [];
          for (let one = 0; one < made.value.replications; one++) {
            io.signal.throwIfAborted();
            tallies.push(replicate(made.value, one));
            await new Promise(resolve => setImmediate(resolve));
          }
          const { units: figures } = summarise(made.value, tallies);
          return ok(model.unitIds.map(id => figures[id]!.workload.mean));
        },
      },
    );
    if (!settled.ok) return badInput(scenarioFault(settled.error, path));
    const { round, rounds, settled: isSettled } = settled.value;
    const gap = gapOf(round.value, round.bound);
    const result = {
      settled: isSettled,
      rounds: rounds.length,
      units: Object.fromEntries(
        model.unitIds.map((id, unit) => [
          id,
          {
            post: model.postIds[round.sites[unit]!]!,
            before: model.postIds[model.unitPost[unit]!]!,
            busyAssumed: round.assumed[unit]!,
            busy: round.measured[unit]!,
          },
        ]),
      ),
      covered: round.value,
      bound: round.bound,
      gap,
      proven: gap <= PROVEN_GAP,
      /** At the busy shares that the posts lead to. */
      judged: round.judged,
      totalWeight: rows.weight.reduce((sum, one) => sum + one, 0),
      changes: rounds.map(({ change }) => change),
      seed: args.number('seed'),
      scenarioHash: hash,
      seconds: rounded(io.elapsedSeconds()),
    };
    const text = io.say(isSettled ? 'cli.plan.busy.settled' : 'cli.plan.busy.unsettled', {
      rounds: rounds.length,
      change: round.change.toFixed(3),
      units: Object.entries(result.units)
        .map(([id, { post, busy }]) => `${id}: ${post} (${(100 * busy).toFixed(0)} %)`)
        .join(', '),
      covered: shown(Number(round.judged.toPrecision(6))),
      total: shown(Number(result.totalWeight.toPrecision(6))),
      gap: (100 * gap).toFixed(3),
      seconds: result.seconds,
    });
    return done(result, text);
  },
};

/** Zones by calls an hour, and the posts from which a unit is there in time, the units' mean turnout included. */
function coverOf(scenario: Scenario, withinSeconds: number, hour: number | undefined) {
  const at = (figure: number | readonly number[]): number => {
    if (typeof figure === 'number') return figure;
    return hour === undefined ? figure.reduce((sum, one) => sum + one, 0) / figure.length : figure[hour]!;
  };
  const made = compile(scenario);
  const turnouts = scenario.units.map(({ turnoutFactor }, unit) => {
    const meanSeconds = made.ok ? made.value.turnout[unit]?.meanSeconds : undefined;
    return (meanSeconds ?? 0) * at(turnoutFactor ?? scenario.turnoutFactor);
  });
  const turnoutS = turnouts.reduce((sum, one) => sum + one, 0) / turnouts.length;
  const factor = at(scenario.travelFactor);
  const zones: number[] = [];
  const posts: number[] = [];
  for (const [post, ways] of Object.values(scenario.travelSeconds).entries()) {
    for (const [zone, { id }] of scenario.zones.entries()) {
      const way = ways[id];
      if (way === undefined || turnoutS + way * factor > withinSeconds) continue;
      zones.push(zone);
      posts.push(post);
    }
  }
  const weight = Float64Array.from(scenario.zones, ({ callsPerHour }) => at(callsPerHour));
  return coverRowsOf(
    Uint32Array.from(zones),
    Uint32Array.from(posts),
    weight,
    Object.keys(scenario.travelSeconds).length,
  );
}
