import { layArterials } from './arterials.ts';
import { connectStreets } from './connect.ts';
import type { Ground } from './ground.ts';
import { type Joined, joinStreets } from './join.ts';
import { layLocals } from './locals.ts';
import { layMotorway } from './motorway.ts';
import type { Random } from './random.ts';
import { layRoundabouts } from './roundabout.ts';

/** All streets of the town, joined, every junction reachable from every other. */
export function layNetwork(ground: Ground, random: Random): Joined {
  const laid = [...layArterials(ground), ...layLocals(ground, random), ...layMotorway(ground)];
  return connectStreets(joinStreets(layRoundabouts(ground, laid)));
}
