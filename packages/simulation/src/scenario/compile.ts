import { fail, ok, type Result } from '@clarion/measure';
import { Alias } from '../chance/alias.ts';
import { Law } from '../chance/law.ts';
import type { Demand, Model } from '../model.ts';
import { compileAreas } from './compile-areas.ts';
import { compileCalls, withRatesOfRecord } from './compile-calls.ts';
import { compileMoveUp, postTravel } from './compile-move-up.ts';
import { compileOrder } from './compile-order.ts';
import { changesAt, compileReadiness } from './compile-readiness.ts';
import { ANY, compileTypes } from './compile-types.ts';
import { compileCrewmates, compileDuty, compileKeepFree, compileTurnout } from './compile-units.ts';
import { faultAt, type ScenarioFault } from './fault.ts';
import { find, indexOf } from './names.ts';
import type { Scenario } from './schema.ts';

/**
 * The scenario by index, ready to run. Errors, each with its field: a name that occurs twice or that nobody has, a zone
 * with calls that no unit can serve, a run card that no unit can meet, no calls at all, a record that is out of order or
 * not longer than the warm-up.
 */
export function compile(given: Scenario): Result<Model, ScenarioFault> {
  const scenario = withRatesOfRecord(given);
  const zoneIds = scenario.zones.map(({ id }) => id);
  const unitIds = scenario.units.map(({ id }) => id);
  const zones = indexOf('zones', zoneIds);
  if (!zones.ok) return zones;
  const units = indexOf('units', unitIds);
  if (!units.ok) return units;

  const demand = compileDemand(scenario);
  if (!demand.ok) return demand;
  const postIds = Object.keys(scenario.travelSeconds);
  const posts = new Map(postIds.map((id, i) => [id, i]));
  const unitPost = new Int32Array(unitIds.length);
  for (const [i, unit] of scenario.units.entries()) {
    const post = find(posts, unit.post, `units[${i}].post`);
    if (!post.ok) return post;
    unitPost[i] = post.value;
  }
  const travelS = new Float64Array(postIds.length * zoneIds.length).fill(Infinity);
  for (const [post, row] of postIds.entries()) {
    for (const [zoneId, seconds] of Object.entries(scenario.travelSeconds[row]!)) {
      const zone = find(zones.value, zoneId, `travelSeconds.${row}.${zoneId}`);
      if (!zone.ok) return zone;
      travelS[post * zoneIds.length + zone.value] = seconds;
    }
  }
  const types = compileTypes(scenario);
  if (!types.ok) return types;
  const recorded = compileCalls(scenario, zones.value, types.value);
  if (!recorded.ok) return recorded;
  const hospital = compileHospital(scenario, zones.value);
  if (!hospital.ok) return hospital;
  const areas = compileAreas(scenario, unitPost, travelS);
  if (!areas.ok) return areas;
  const order = compileOrder(
    scenario,
    { zones: zones.value, units: units.value, unitPost, travelS, areas: areas.value },
    types.value,
  );
  if (!order.ok) return order;
  const readiness = compileReadiness(scenario, areas.value, postIds.length, travelS);
  if (!readiness.ok) return readiness;
  const base = { posts, zoneCount: zoneIds.length, travelS };
  const moveUp = compileMoveUp(scenario, base);
  if (!moveUp.ok) return moveUp;
  const postTravelS = postTravel(scenario, base);
  if (!postTravelS.ok) return postTravelS;

  const keepsAll = (scenario.dispatch.keepFree ?? []).findIndex(kept => kept.units >= unitIds.length);
  if (keepsAll >= 0)
    return fail(
      faultAt('FieldUnfit', `dispatch.keepFree[${keepsAll}].units`, { reason: `< ${unitIds.length}` }),
    );
  const keepFree = compileKeepFree(scenario);
  const movesUp = moveUp.value !== undefined || readiness.value?.minimums.some(one => one.moveUp) === true;
  const drives = scenario.returning === 'drive' || movesUp;
  const { nearerBySeconds = 0 } = scenario.dispatch.areas ?? {};
  // What is added to a drive does not grow with it: by the hour another unit may be the one to go.
  const adds = types.value.fills.includes(2) || nearerBySeconds > 0;
  return ok({
    seed: scenario.seed,
    replications: scenario.replications,
    calls:
      recorded.value === undefined
        ? scenario.callsPerReplication
        : recorded.value.atS.length - scenario.warmUpCalls,
    warmUp: scenario.warmUpCalls,
    startHour: scenario.startHourOfWeek,
    zoneIds,
    unitIds,
    postIds,
    ...types.value,
    ...order.value,
    demand: demand.value,
    recorded: recorded.value,
    travelS,
    travelFactor: Float64Array.from([scenario.travelFactor].flat()),
    travelVariation: scenario.travelVariation && Float64Array.from(scenario.travelVariation),
    ...compileTurnout(scenario),
    hospital: hospital.value,
    unitPost,
    crewmates: compileCrewmates(scenario),
    crewIds: scenario.units.map(({ crew }) => crew),
    duty: compileDuty(scenario, keepFree, hour => changesAt(readiness.value, hour)),
    areas: areas.value,
    rule: scenario.dispatch.rule,
    keepFree,
    keeps: keepFree.some(count => count > 0),
    queue: scenario.queue,
    ownCapabilities: scenario.units.map(({ capabilities }) => capabilities && [...capabilities, ANY]),
    drives,
    // The order by distance holds while all free units are at their posts, and drives are the same at all hours or all that counts.
    roaming: scenario.dispatch.rule === 'closest' && (drives || (adds && scenario.travelFactor !== 1)),
    moveUp: moveUp.value,
    readiness: readiness.value,
    postTravelS: postTravelS.value,
    standardsS: scenario.standardsSeconds,
    zoneFigures: scenario.zoneFigures,
  });
}

function compileDemand(scenario: Scenario): Result<Demand, ScenarioFault> {
  const hours = scenario.zones.some(({ callsPerHour }) => Array.isArray(callsPerHour)) ? 168 : 1;
  const rates = Array.from({ length: hours }, (_, hour) =>
    scenario.zones.map(({ callsPerHour }) =>
      Array.isArray(callsPerHour) ? callsPerHour[hour]! : callsPerHour,
    ),
  );
  const perHour = rates.map(row => row.reduce((sum, rate) => sum + rate, 0));
  if (!perHour.some(rate => rate > 0)) return fail(faultAt('NothingHappens', 'zones[0].callsPerHour'));
  const whole = scenario.zones.map((_, zone) => rates.reduce((sum, row) => sum + row[zone]!, 0));
  return ok({
    ratePerSecond: Float64Array.from(perHour, rate => rate / 3600),
    zoneSampler: rates.map((row, hour) => new Alias(perHour[hour]! > 0 ? row : whole)),
  });
}

function compileHospital(
  scenario: Scenario,
  zones: ReadonlyMap<string, number>,
): Result<Model['hospital'], ScenarioFault> {
  const transports = scenario.callTypes?.findIndex(({ transportShare }) => transportShare > 0) ?? -1;
  if (!scenario.hospital) {
    return transports < 0 ? ok(undefined) : fail(faultAt('FieldMissing', 'hospital'));
  }
  const travelS = new Float64Array(zones.size);
  for (const zoneId of Object.keys(scenario.hospital.travelSeconds)) {
    const known = find(zones, zoneId, `hospital.travelSeconds.${zoneId}`);
    if (!known.ok) return known;
  }
  for (const [zoneId, zone] of zones) {
    const seconds = scenario.hospital.travelSeconds[zoneId];
    if (seconds === undefined) return fail(faultAt('FieldMissing', `hospital.travelSeconds.${zoneId}`));
    travelS[zone] = seconds;
  }
  return ok({ travelS, turnRound: new Law(scenario.hospital.turnRound) });
}
