import type { Model } from '../model.ts';
import { compile } from '../scenario/compile.ts';
import { readScenario } from '../scenario/read.ts';
import type { scenarioSchema } from '../scenario/schema.ts';

export type RawScenario = (typeof scenarioSchema)['_zod']['input'];

/** The smallest scenario: one zone, one unit, half a call an hour, an hour a call. */
export const smallest: RawScenario = {
  seed: 7,
  replications: 20,
  callsPerReplication: 100_000,
  warmUpCalls: 1000,
  zones: [{ id: 'z1', callsPerHour: 0.5 }],
  units: [{ id: 'u1', post: 'p1' }],
  travelSeconds: { p1: { z1: 0 } },
  service: { distribution: 'exponential', meanSeconds: 3600 },
  dispatch: { rule: 'preference', order: { z1: ['u1'] } },
  queue: 'first-come',
};

/** The city of Larson and Odoni, Urban Operations Research 5.4.3, its atoms grouped by their lists. */
export const threeServerCity: RawScenario = {
  ...smallest,
  zones: [
    { id: 'a', callsPerHour: 0.5 },
    { id: 'b', callsPerHour: 0.25 },
    { id: 'c', callsPerHour: 0.35 },
    { id: 'd', callsPerHour: 0.4 },
  ],
  units: ['u1', 'u2', 'u3'].map(id => ({ id, post: 'p' })),
  travelSeconds: { p: { a: 0, b: 0, c: 0, d: 0 } },
  dispatch: {
    rule: 'preference',
    order: { a: ['u1', 'u2', 'u3'], b: ['u1', 'u3', 'u2'], c: ['u2', 'u1', 'u3'], d: ['u3', 'u1', 'u2'] },
  },
};

/** `servers` alike with one zone: M/M/c at `load` erlang. */
export function alike(servers: number, load: number, more: Partial<RawScenario> = {}): RawScenario {
  const units = Array.from({ length: servers }, (_, i) => ({ id: `u${i}`, post: 'p1' }));
  return {
    ...smallest,
    zones: [{ id: 'z1', callsPerHour: load }],
    units,
    dispatch: { rule: 'preference', order: { z1: units.map(({ id }) => id) } },
    ...more,
  };
}

export function modelOf(raw: RawScenario): Model {
  const scenario = readScenario(raw);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.error));
  const model = compile(scenario.value);
  if (!model.ok) throw new Error(JSON.stringify(model.error));
  return model.value;
}
