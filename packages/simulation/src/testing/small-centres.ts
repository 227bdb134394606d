import fc from 'fast-check';
import type { RawScenario } from './scenarios.ts';

const capability = fc.constantFrom('als', 'bls', 'engine');
const law = fc.constantFrom(
  { distribution: 'exponential', meanSeconds: 900 } as const,
  { distribution: 'deterministic', meanSeconds: 600 } as const,
);

/** Small centres of every sort: a few units, zones and kinds of calls, more work than they can do now and then. */
export const smallCentre: fc.Arbitrary<RawScenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    zones: fc.integer({ min: 1, max: 4 }),
    caps: fc.array(
      fc.option(fc.uniqueArray(capability, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      { minLength: 1, maxLength: 5 },
    ),
    seconds: fc.array(
      fc.integer({ min: 0, max: 20 }).map(minutes => minutes * 60),
      { minLength: 20, maxLength: 20 },
    ),
    types: fc.array(
      fc.record({
        priority: fc.integer({ min: 1, max: 3 }),
        needs: fc.uniqueArray(fc.record({ capability, count: fc.integer({ min: 1, max: 2 }) }), {
          minLength: 1,
          maxLength: 2,
          selector: need => need.capability,
        }),
        transportShare: fc.constantFrom(0, 0.5),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    crew: fc.boolean(),
    shifts: fc.boolean(),
    queue: fc.constantFrom('first-come', 'priority', 'none'),
    callsPerHour: fc.integer({ min: 1, max: 8 }),
    service: law,
    turnout: fc.boolean(),
  })
  .map(drawn => {
    const units = drawn.caps.map((own, i) => ({
      id: `u${i}`,
      post: `p${i}`,
      ...(own ? { capabilities: own } : {}),
      ...(drawn.crew && i < 2 ? { crew: 'shared' } : {}),
      ...(drawn.shifts && i === drawn.caps.length - 1 && i > 0
        ? {
            shifts: [
              { from: 0, until: 3 },
              { from: 5, until: 160 },
            ],
          }
        : {}),
    }));
    const able = (wanted: 'als' | 'bls' | 'engine') =>
      drawn.caps.filter(own => !own || own.includes(wanted) || (wanted === 'bls' && own.includes('als')))
        .length;
    const types = drawn.types.flatMap((type, i) => {
      const needs = type.needs.flatMap(need =>
        able(need.capability) === 0 ? [] : [{ ...need, count: Math.min(need.count, able(need.capability)) }],
      );
      return needs.length === 0 ? [] : [{ ...type, needs, id: `t${i}`, share: i + 1 }];
    });
    const zoneIds = Array.from({ length: drawn.zones }, (_, z) => `z${z}`);
    return {
      seed: drawn.seed,
      replications: 1,
      callsPerReplication: 25,
      warmUpCalls: 0,
      zones: zoneIds.map((id, z) => ({ id, callsPerHour: drawn.callsPerHour / (z + 1) })),
      units,
      travelSeconds: Object.fromEntries(
        units.map(({ post }, i) => [
          post,
          Object.fromEntries(zoneIds.map((id, z) => [id, drawn.seconds[i * 4 + z]!])),
        ]),
      ),
      service: drawn.service,
      ...(drawn.turnout ? { turnout: { distribution: 'deterministic', meanSeconds: 75 } as const } : {}),
      ...(types.length > 0 ? { callTypes: types } : {}),
      hospital: {
        travelSeconds: Object.fromEntries(zoneIds.map((id, z) => [id, 300 + z])),
        turnRound: drawn.service,
      },
      dispatch: { rule: 'closest' },
      queue: drawn.queue,
    } satisfies RawScenario;
  });
