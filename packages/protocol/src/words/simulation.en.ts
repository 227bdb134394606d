/** What `clarion simulate`, `plan queue` and `plan staffing` say, in English. */
export const simulationEn = {
  'cli.simulate': 'simulate a deployment: workload, waiting and response with 95 % intervals',
  'cli.simulate.scenario': 'the scenario (JSON); --schema prints its form',
  'cli.simulate.schema': 'print the JSON schema of the input file and do nothing else',
  'cli.simulate.seed': 'seed; otherwise that of the scenario',
  'cli.simulate.seconds': 'stop after the replication that is under way at this time',
  'cli.simulate.threads':
    'threads that share the replications; otherwise as many as the run is worth. The result is the same',
  'cli.simulate.against': 'another scenario that meets the same calls: also tells the differences',
  'cli.simulate.replication': 'replication {done} of {all}',
  'cli.plan.queue': 'busy shares and waiting of a deployment by the hypercube model, without simulation',
  'cli.plan.queue.method':
    'exact up to 15 units, approximate above; otherwise as the number of units asks for',
  'cli.plan.queue.hour': 'hour of the week (0 = Monday 00:00), where demand or travel change by the hour',
  'cli.plan.staffing': 'units for each hour of the week, shifts that cover them, and their crews',
  'cli.plan.staffing.input': 'what is to be staffed (JSON); --schema prints its form',
  'cli.plan.rush': 'extra units for the rush hours: which hours, which posts, and their crews',
  'cli.plan.rush.file': 'what is asked (JSON); --schema prints its form',
  'cli.plan.rush.window': '{days}, {from}–{until}: {posts} (+{gain} calls a week in time)',
  'cli.plan.rush.day.0': 'Mon',
  'cli.plan.rush.day.1': 'Tue',
  'cli.plan.rush.day.2': 'Wed',
  'cli.plan.rush.day.3': 'Thu',
  'cli.plan.rush.day.4': 'Fri',
  'cli.plan.rush.day.5': 'Sat',
  'cli.plan.rush.day.6': 'Sun',
  'cli.plan.rush.done':
    '{gain} of {calls} calls a week more find a free unit in time. Gap {gap} %. {seconds} s.',
  'cli.plan.rush.crews':
    'Crews: {more} more a week than without ({cost} in all; no shifts cost less than {bound}).',
  'cli.plan.rush.simulated':
    'Simulated, in these hours: help after {before} s without, {after} s with them; difference [{low}, {high}] s: {verdict}.',

  'cli.fault.ScenarioFieldUnknown': 'There is no field "{field}".',
  'cli.fault.ScenarioFieldMissing': 'The field {field} is missing.',
  'cli.fault.ScenarioFieldUnfit': 'The field {field} does not fit; expected: {reason}.',
  'cli.fault.ScenarioNameTwice': 'At {field}: "{value}" occurs twice.',
  'cli.fault.ScenarioNameUnknown': 'At {field}: there is no "{value}".',
  'cli.fault.ScenarioNothingHappens': 'At {field}: nothing is above zero, so no call would ever come.',
  'cli.fault.ScenarioZoneUnserved': 'At {field}: no unit that could help can reach zone "{value}".',
  'cli.fault.ScenarioNeedUnmet': 'At {field}: there are not enough units that can meet the need "{value}".',
  'cli.fault.ScenarioNotModelled': 'The hypercube model does not know {field}; use `clarion simulate`.',
  'cli.fault.ScenarioDemandDiffers':
    'The two scenarios do not have the same zones, replications and calls, so they cannot meet the same calls.',
  'cli.fault.ScenarioTooManyUnits': 'The exact model takes up to {maximum} units.',
  'cli.fault.ScenarioOverloaded':
    'At {field}: there is more work than the units can do (load {load}), so the queue grows without end.',
} as const satisfies Record<string, string>;
