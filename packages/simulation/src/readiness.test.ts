import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { compile } from './scenario/compile.ts';
import { readScenario } from './scenario/read.ts';
import { replicate, summarise } from './simulate.ts';
import { alike, modelOf, type RawScenario } from './testing/scenarios.ts';

const tallies = (raw: RawScenario) => {
  const model = modelOf(raw);
  return Array.from({ length: model.replications }, (_, i) => replicate(model, i));
};
const run = (raw: RawScenario) => summarise(modelOf(raw), tallies(raw));

/** Five units alike, two erlang, half of the calls not urgent. */
const five: RawScenario = alike(5, 2, {
  replications: 4,
  callsPerReplication: 3000,
  callTypes: [
    { id: 'urgent', share: 1, priority: 1 },
    { id: 'other', share: 1, priority: 3 },
  ],
  queue: 'priority',
  dispatch: { rule: 'closest' },
});
type Minimum = NonNullable<RawScenario['readiness']>['minimums'][number];
const kept = (more: Partial<Minimum> = {}): Minimum => ({
  capability: 'any',
  count: 2,
  heldFrom: 3,
  ...more,
});
const hours = [
  { from: 3, until: 9 },
  { from: 20, until: 22 },
];
/** What was simulated, but for what only a scenario with levels has. */
const figures = (raw: RawScenario) => ({ ...run(raw), readiness: undefined });

test('a minimum of the whole service that always holds is so many units kept free', () => {
  const same = { ...five, dispatch: { rule: 'closest' as const, keepFree: [{ priority: 3, units: 2 }] } };
  const levels = { levels: ['normal'], minimums: [kept()] };
  expect(figures({ ...five, readiness: levels })).toEqual({ ...run(same), readiness: undefined });
  const { readiness } = run({ ...five, readiness: levels });
  expect(readiness!.levels['normal']!.mean).toBe(1);
  expect(readiness!.minimums[0]!.inForce.mean).toBe(1);
  expect(readiness!.minimums[0]!.short.mean).toBeGreaterThan(0.05);
  expect(readiness!.heldShare.mean).toBeGreaterThan(0.05);
});

test('a level by the time table is what is kept free in these hours, and who was held goes when it ends', () => {
  const same = {
    ...five,
    dispatch: { rule: 'closest' as const, keepFree: [{ priority: 3, units: 2, hours }] },
  };
  const schedule = [{ level: 'raised', hours }];
  const raised = { levels: ['normal', 'raised'], schedule, minimums: [kept({ levels: ['raised'] })] };
  expect(figures({ ...five, readiness: raised })).toEqual({ ...run(same), readiness: undefined });
});

test('a level set as soon as few are free, for as long as they are, holds back what the number by itself would', () => {
  // Held is who would leave fewer than two: with two or fewer free, so that a level set below three comes in time.
  const same = { ...five, dispatch: { rule: 'closest' as const, keepFree: [{ priority: 3, units: 2 }] } };
  const rules = [{ level: 'raised', freeBelow: 3, atLeastMinutes: 0 }];
  const readiness = { levels: ['normal', 'raised'], rules, minimums: [kept({ levels: ['raised'] })] };
  expect(figures({ ...five, readiness })).toEqual({ ...run(same), readiness: undefined });
  const raised = run({ ...five, readiness }).readiness!;
  expect(raised.levels['raised']!.mean).toBeCloseTo(raised.minimums[0]!.inForce.mean, 12);
  // A level that is to last half a day at least is in force longer, and holds more calls.
  const longer = run({
    ...five,
    readiness: { ...readiness, rules: [{ ...rules[0]!, atLeastMinutes: 720 }] },
  });
  expect(longer.readiness!.levels['raised']!.mean).toBeGreaterThan(raised.levels['raised']!.mean);
});

test('the more has to stay free, the sooner urgent calls are helped and the later the others', () => {
  const waits = [0, 1, 2, 3].map(count => {
    const minimums = [kept({ count: Math.max(1, count), ...(count === 0 ? { heldFrom: undefined } : {}) })];
    return run({ ...five, readiness: { levels: ['normal'], minimums } }).priorities!;
  });
  for (let i = 1; i < waits.length; i++) {
    expect(waits[i]!['1']!.meanWaitSeconds.mean).toBeLessThan(waits[i - 1]!['1']!.meanWaitSeconds.mean);
    expect(waits[i]!['3']!.meanWaitSeconds.mean).toBeGreaterThan(waits[i - 1]!['3']!.meanWaitSeconds.mean);
  }
});

/** Two banks of a river, twenty minutes apart; two engines and an ambulance on the west, one of each on the east. */
const banks: RawScenario = {
  seed: 5,
  replications: 10,
  callsPerReplication: 1500,
  warmUpCalls: 50,
  zones: [
    { id: 'w', callsPerHour: 0.12, area: 'west' },
    { id: 'e', callsPerHour: 0.12, area: 'east' },
  ],
  units: [
    { id: 'w1', post: 'pw', capabilities: ['engine'] },
    { id: 'w2', post: 'pw', capabilities: ['engine'] },
    { id: 'wa', post: 'pw', capabilities: ['als'] },
    { id: 'e1', post: 'pe', capabilities: ['engine'] },
    { id: 'ea', post: 'pe', capabilities: ['als'] },
  ],
  travelSeconds: { pw: { w: 120, e: 1320 }, pe: { w: 1320, e: 120 } },
  callTypes: [
    { id: 'fire', share: 1, priority: 1, needs: [{ capability: 'engine' }] },
    { id: 'check', share: 1, priority: 3, needs: [{ capability: 'engine' }] },
  ],
  service: { distribution: 'exponential', meanSeconds: 7200 },
  dispatch: { rule: 'closest' },
  queue: 'first-come',
  returning: 'drive',
};
const eastern = (more: Partial<Minimum> = {}): RawScenario => ({
  ...banks,
  readiness: { levels: ['normal'], minimums: [{ capability: 'engine', count: 1, area: 'east', ...more }] },
});

test('of an area only its own units are held, by what they can do; urgent calls take them', () => {
  const held = run(eastern({ heldFrom: 3 }));
  // Where a western engine is free it goes across; with the last one of each bank held, more calls wait.
  const both = run({
    ...eastern({ heldFrom: 3 }),
    readiness: {
      levels: ['normal'],
      minimums: ['west', 'east'].map(area => ({ capability: 'engine', count: 1, area, heldFrom: 3 })),
    },
  });
  expect(held.readiness!.heldShare.mean).toBeGreaterThan(0);
  expect(both.readiness!.heldShare.mean).toBeGreaterThan(held.readiness!.heldShare.mean);
  expect(both.priorities!['1']!.meanWaitSeconds.mean).toBeLessThan(
    run(eastern()).priorities!['1']!.meanWaitSeconds.mean,
  );
  // An ambulance is none of the engines.
  const als = run(eastern({ capability: 'als', heldFrom: 1 }));
  expect({ ...als, readiness: undefined }).toEqual({ ...run(eastern()), readiness: undefined });
});

test('a bank left without an engine gets one that the other can spare: help comes sooner, proven', () => {
  const [stays, moves] = [tallies(eastern()), tallies(eastern({ moveUp: true }))];
  const { meanResponseSeconds } = compare(stays, moves);
  expect(meanResponseSeconds).toMatchObject({ proven: true });
  expect(meanResponseSeconds.high!).toBeLessThan(0);
  const [before, after] = [run(eastern()), run(eastern({ moveUp: true }))];
  expect(after.movesPerCall.mean).toBeGreaterThan(0.02);
  expect(before.movesPerCall.mean).toBe(0);
  expect(after.readiness!.minimums[0]!.short.mean).toBeLessThan(before.readiness!.minimums[0]!.short.mean);
  // Where the west must keep two, it can spare none.
  const raw = eastern({ moveUp: true });
  const west = { capability: 'engine', count: 2, area: 'west' };
  const none = run({
    ...raw,
    readiness: { ...raw.readiness!, minimums: [...raw.readiness!.minimums, west] },
  });
  expect(none.movesPerCall.mean).toBe(0);
});

test('a level that ends by the very move it orders does not go to and fro for ever', () => {
  // Two stand in the east, so that it is raised; the engine that comes makes three, which ends it and sends the engine home.
  const { movesPerCall } = run({
    ...banks,
    readiness: {
      levels: ['normal', 'raised'],
      rules: [{ level: 'raised', area: 'east', freeBelow: 3, atLeastMinutes: 0 }],
      minimums: [{ capability: 'engine', count: 2, area: 'east', levels: ['raised'], moveUp: true }],
    },
  });
  expect(movesPerCall.mean).toBeGreaterThan(0);
});

test.each([
  [
    'a level that is none',
    { schedule: [{ level: 'high', hours }] },
    'NameUnknown readiness.schedule[0].level',
  ],
  [
    'an area that is none',
    { rules: [{ level: 'raised', area: 'north', freeBelow: 1 }] },
    'NameUnknown readiness.rules[0].area',
  ],
  ['a level twice', { levels: ['raised', 'raised'] }, 'NameTwice readiness.levels[1].id'],
  [
    'an end before the beginning',
    { rules: [{ level: 'raised', freeBelow: 3, endsAt: 2 }] },
    'FieldUnfit readiness.rules[0].endsAt',
  ],
  [
    'more than there are',
    { minimums: [kept({ capability: 'engine', count: 4 })] },
    'FieldUnfit readiness.minimums[0].count',
  ],
  [
    'a level of a minimum that is none',
    { minimums: [kept({ capability: 'als', levels: ['normal', 'x'] })] },
    'NameUnknown readiness.minimums[0].levels[1]',
  ],
  [
    'a move to nowhere',
    { minimums: [kept({ capability: 'als', moveUp: true })] },
    'FieldMissing readiness.minimums[0].area',
  ],
] as const)('%s is named', (_, change, fault) => {
  const readiness = { levels: ['normal', 'raised'], minimums: [kept({ capability: 'als' })], ...change };
  const scenario = readScenario({ ...banks, readiness });
  const model = scenario.ok ? compile(scenario.value) : scenario;
  expect(model.ok ? 'fine' : `${model.error.code} ${model.error.field}`).toBe(fault);
});
