import { describe, expect, test } from 'vitest';
import { durationMs, type RoadTags, roadOf, type Tags } from './road-of.ts';
import { postedKmh } from './speed.ts';

function usable(tags: Tags): Extract<RoadTags, { usable: true }> {
  const road = roadOf(tags);
  if (!road.usable) throw new Error(`ignored: ${road.reason}`);
  return road;
}
const directions = (tags: Tags) => {
  const { forward, backward } = usable({ highway: 'residential', ...tags });
  return `${forward ? '>' : ''}${backward ? '<' : ''}`;
};

test.each<[string, Tags]>([
  ['><', {}],
  ['>', { oneway: 'yes' }],
  ['<', { oneway: '-1' }],
  ['>', { highway: 'motorway' }],
  ['><', { highway: 'motorway', oneway: 'no' }],
  ['><', { highway: 'motorway_link' }],
  ['>', { junction: 'roundabout' }],
  ['<', { junction: 'circular', oneway: '-1' }],
  ['><', { oneway: 'yes', 'oneway:emergency': 'no' }],
  ['><', { oneway: 'yes', 'oneway:motor_vehicle': 'no' }],
  ['><', { oneway: 'alternating' }],
])('%s %o', (wanted, tags) => {
  expect(directions(tags)).toBe(wanted);
});

test.each<[string, Tags]>([
  ['notARoad', { building: 'yes' }],
  ['notARoad', { highway: 'street_lamp' }],
  ['footOrCycle', { highway: 'footway' }],
  ['footOrCycle', { highway: 'pedestrian' }],
  ['footOrCycle', { highway: 'steps', emergency: 'yes' }],
  ['footOrCycle', { highway: 'path', access: 'yes' }],
  ['underConstruction', { highway: 'construction', construction: 'primary' }],
  ['area', { highway: 'service', area: 'yes' }],
  ['noAccess', { highway: 'service', access: 'private' }],
  ['noAccess', { highway: 'residential', motor_vehicle: 'no' }],
  ['noAccess', { highway: 'residential', vehicle: 'no' }],
  ['noAccess', { highway: 'residential', access: 'no' }],
  ['noAccess', { highway: 'residential', access: 'yes', motor_vehicle: 'private' }],
  ['noAccess', { highway: 'service', emergency: 'no' }],
  ['roughTrack', { highway: 'track' }],
  ['roughTrack', { highway: 'track', tracktype: 'grade4' }],
  ['reversible', { highway: 'primary', oneway: 'reversible' }],
  ['ferryWithoutVehicles', { route: 'ferry', motor_vehicle: 'no' }],
  ['ferryWithoutVehicles', { route: 'ferry', foot: 'yes' }],
])('ignored as %s: %o', (reason, tags) => {
  expect(roadOf(tags)).toEqual({ usable: false, reason });
});

test.each<[Tags]>([
  [{ highway: 'service', access: 'private', emergency: 'yes' }],
  [{ highway: 'service', motor_vehicle: 'no', emergency: 'designated' }],
  [{ highway: 'service', access: 'no', motor_vehicle: 'yes' }],
  [{ highway: 'service', access: 'no', service: 'emergency_access' }],
  [{ highway: 'footway', emergency: 'yes' }],
  [{ highway: 'pedestrian', motor_vehicle: 'permissive' }],
  [{ highway: 'residential', access: 'destination' }],
  [{ highway: 'track', tracktype: 'grade1' }],
  [{ highway: 'residential', maxspeed: 'signals' }],
])('open to an emergency vehicle: %o', tags => {
  expect(usable(tags).forward).toBe(true);
});

describe('speed', () => {
  test('is the posted limit, in each direction, else that of the class', () => {
    expect(usable({ highway: 'primary', maxspeed: '70' }).speedKmh).toBe(70);
    const road = usable({ highway: 'primary', maxspeed: '70', 'maxspeed:backward': '30' });
    expect([road.speedKmh, road.speedBackwardKmh]).toEqual([70, 30]);
    expect(usable({ highway: 'residential' }).speedKmh).toBe(30);
    expect(usable({ highway: 'service', service: 'driveway' }).speedKmh).toBe(10);
    expect(usable({ highway: 'primary_link' }).speedKmh).toBeLessThan(
      usable({ highway: 'primary' }).speedKmh,
    );
  });

  test.each<[string, number | undefined]>([
    ['50', 50],
    ['50 km/h', 50],
    ['30 mph', 48.28032],
    ['10 knots', 18.52],
    ['walk', 7],
    ['none', 130],
    ['DE:urban', 50],
    ['FR:zone30', 30],
    ['DE:zone:30', 30],
    ['GB:nsl_single', 96.56064],
    ['50;30', 30],
    ['signals', undefined],
    ['0', undefined],
    ['fast', undefined],
    ['-20', undefined],
  ])('posted as %s', (text, kmh) => {
    expect(postedKmh(text)).toEqual(kmh === undefined ? undefined : expect.closeTo(kmh, 6));
  });
});

test('a ferry takes the time it says', () => {
  expect(usable({ route: 'ferry', motor_vehicle: 'yes', duration: '00:20' })).toMatchObject({
    roadClass: 'ferry',
    forward: true,
    backward: true,
    durationMs: 1_200_000,
  });
  expect(usable({ route: 'ferry' })).toMatchObject({ speedKmh: 10, durationMs: undefined });
});

test.each<[string | undefined, number | undefined]>([
  ['20', 20 * 60],
  ['01:30', 90 * 60],
  ['0:05:30', 330],
  ['PT1H20M', 80 * 60],
  ['PT45S', 45],
  ['soon', undefined],
  ['0', undefined],
  [undefined, undefined],
])('a duration of %s', (text, seconds) => {
  expect(durationMs(text)).toBe(seconds === undefined ? undefined : seconds * 1000);
});

test('names come in English, Chinese and as written; a number serves as a name', () => {
  const tags = { highway: 'primary', name: '人民路', 'name:en': 'Renmin Road', 'name:zh': '人民路' };
  expect(usable(tags).name).toEqual({ en: 'Renmin Road', zh: '人民路', local: '人民路' });
  expect(usable({ highway: 'primary', ref: 'N 14' }).name).toEqual({ local: 'N 14' });
  expect(usable({ highway: 'primary' }).name).toBeUndefined();
});
