import { expect, test } from 'vitest';
import { smallest } from '../testing/scenarios.ts';
import { compile } from './compile.ts';
import { readScenario } from './read.ts';

const base = smallest as unknown as Record<string, unknown>;
const twoUnits = {
  units: [
    { id: 'u1', post: 'p1' },
    { id: 'u2', post: 'p1' },
  ],
};

function faultOf(change: Record<string, unknown>): string {
  const scenario = readScenario({ ...base, ...change });
  if (!scenario.ok) return `${scenario.error.code} ${scenario.error.field}`;
  const model = compile(scenario.value);
  return model.ok ? 'fine' : `${model.error.code} ${model.error.field}`;
}

test.each([
  ['a field that nobody knows', { replicatons: 3 }, 'FieldUnknown replicatons'],
  ['one within a list', { zones: [{ id: 'z1', callsPerHours: 1 }] }, 'FieldUnknown zones[0].callsPerHours'],
  [
    'one of the service',
    { service: { distribution: 'exponential', meanSecond: 3 } },
    'FieldUnknown service.meanSecond',
  ],
  ['a missing one', { units: undefined }, 'FieldMissing units'],
  ['a missing one within', { units: [{ id: 'u1' }] }, 'FieldMissing units[0].post'],
  [
    'a word for a number',
    { zones: [{ id: 'z1', callsPerHour: 'many' }] },
    'FieldUnfit zones[0].callsPerHour',
  ],
  ['not a number', { zones: [{ id: 'z1', callsPerHour: NaN }] }, 'FieldUnfit zones[0].callsPerHour'],
  [
    'a week of other length',
    { zones: [{ id: 'z1', callsPerHour: [1, 2] }] },
    'FieldUnfit zones[0].callsPerHour',
  ],
  [
    'a record out of order',
    {
      calls: [
        { atSeconds: 9, zone: 'z1' },
        { atSeconds: 8, zone: 'z1' },
      ],
      warmUpCalls: 0,
    },
    'FieldUnfit calls[1].atSeconds',
  ],
  [
    'a record of an unknown zone',
    { calls: [{ atSeconds: 9, zone: 'z2' }], warmUpCalls: 0 },
    'NameUnknown calls[0].zone',
  ],
  [
    'a record of an unknown kind',
    { calls: [{ atSeconds: 9, zone: 'z1', type: 'x' }], warmUpCalls: 0 },
    'NameUnknown calls[0].type',
  ],
  [
    'a record that the warm-up uses up',
    { calls: [{ atSeconds: 9, zone: 'z1' }], warmUpCalls: 1 },
    'FieldUnfit warmUpCalls',
  ],
  ['a drive that takes no time', { travelVariation: [1, 0] }, 'FieldUnfit travelVariation[1]'],
  ['a rule that is none', { queue: 'lifo' }, 'FieldUnfit queue'],
  [
    'a law that is none',
    { service: { distribution: 'exponental', meanSeconds: 1 } },
    'FieldUnfit service.distribution',
  ],
  ['a negative time', { travelSeconds: { p1: { z1: -1 } } }, 'FieldUnfit travelSeconds.p1.z1'],
  [
    'a name twice',
    {
      units: [
        { id: 'u1', post: 'p1' },
        { id: 'u1', post: 'p1' },
      ],
    },
    'NameTwice units[1].id',
  ],
  [
    'a unit that is none',
    { dispatch: { rule: 'preference', order: { z1: ['u9'] } } },
    'NameUnknown dispatch.order.z1[0]',
  ],
  [
    'a unit listed twice',
    { ...twoUnits, dispatch: { rule: 'preference', order: { z1: ['u2', 'u2'] } } },
    'NameTwice dispatch.order.z1[1]',
  ],
  [
    'a zone that is none',
    { dispatch: { rule: 'preference', order: { z1: ['u1'], z2: ['u1'] } } },
    'NameUnknown dispatch.order.z2',
  ],
  [
    'a zone without a list',
    {
      zones: [
        { id: 'z1', callsPerHour: 1 },
        { id: 'z2', callsPerHour: 1 },
      ],
    },
    'FieldMissing dispatch.order.z2',
  ],
  ['no lists', { dispatch: { rule: 'preference' } }, 'FieldMissing dispatch.order'],
  ['a post that is none', { units: [{ id: 'u1', post: 'p9' }] }, 'NameUnknown units[0].post'],
  ['a way to nowhere', { travelSeconds: { p1: { z1: 0, z7: 1 } } }, 'NameUnknown travelSeconds.p1.z7'],
  ['no way for a listed unit', { travelSeconds: { p1: {} } }, 'FieldMissing travelSeconds.p1.z1'],
  [
    'no way for anybody',
    { travelSeconds: { p1: {} }, dispatch: { rule: 'closest' } },
    'ZoneUnserved zones[0]',
  ],
  ['no calls', { zones: [{ id: 'z1', callsPerHour: 0 }] }, 'NothingHappens zones[0].callsPerHour'],
  [
    'a need that nobody meets',
    { callTypes: [{ id: 't', share: 1, needs: [{ capability: 'als', count: 2 }] }] },
    'NeedUnmet callTypes[0].needs[0].capability',
  ],
  [
    'transport to nowhere',
    { callTypes: [{ id: 't', share: 1, transportShare: 0.5 }] },
    'FieldMissing hospital',
  ],
  [
    'nobody may ever go',
    { dispatch: { rule: 'closest', keepFree: [{ priority: 1, units: 1 }] } },
    'FieldUnfit dispatch.keepFree[0].units',
  ],
  [
    'a table with more posts than units',
    { moveUp: { rule: 'compliance', posts: [['p1', 'p1']] } },
    'FieldUnfit moveUp.posts[0]',
  ],
])('%s is named by its field', (_, change, fault) => {
  expect(faultOf(change)).toBe(fault);
});

test('the smallest scenario is fine as it stands, and so is one without anything that has a default', () => {
  expect(faultOf({})).toBe('fine');
  expect(
    faultOf({
      seed: undefined,
      replications: undefined,
      callsPerReplication: undefined,
      warmUpCalls: undefined,
    }),
  ).toBe('fine');
});
