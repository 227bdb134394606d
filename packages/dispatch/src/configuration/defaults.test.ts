import { expect, test } from 'vitest';
import { suggestTypes } from '../suggest-types.ts';
import { canFill, capabilities, capabilitiesOf, findKind } from './capabilities.ts';
import { defaultConfiguration } from './defaults.ts';
import { defaultTypes } from './types.ts';

test('every type speaks both languages, and asks for capabilities that some kind of unit has', () => {
  const known = new Set<string>(capabilities);
  const ids = defaultTypes.map(({ typeId }) => typeId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(25);
  for (const { names, needs, keywords } of defaultTypes) {
    expect(names.zh).toMatch(/\p{Script=Han}/u);
    expect(names.en).toMatch(/[a-z]/);
    expect(keywords?.length).toBeGreaterThan(1);
    for (const { capability, count } of needs) {
      expect(known).toContain(capability);
      expect(count).toBeGreaterThan(0);
    }
  }
});

test('the kinds of the San Francisco log and the Chinese ones have capabilities', () => {
  const kinds = [
    'ENGINE',
    'MEDIC',
    'PRIVATE',
    'CHIEF',
    'TRUCK',
    'SUPPORT',
    'RESCUE CAPTAIN',
    'RESCUE SQUAD',
    'INVESTIGATION',
  ];
  for (const kind of [...kinds, '水罐消防车', '救护车', '巡逻车', ' engine ']) {
    expect(capabilitiesOf(kind).length).toBeGreaterThan(0);
    for (const capability of capabilitiesOf(kind))
      expect(new Set<string>(capabilities)).toContain(capability);
  }
  expect(capabilitiesOf('SPACESHIP')).toEqual([]);
  expect(findKind('MEDIC')?.agency).toBe('ambulance');
});

test('an ALS ambulance can stand in for a BLS one, not the other way', () => {
  expect(canFill(['als'], 'bls')).toBe(true);
  expect(canFill(['bls'], 'als')).toBe(false);
  expect(canFill(['engine'], 'ladder')).toBe(false);
});

test('a place without a configuration gets the usual one', () => {
  const place = { placeName: { en: 'X' }, units: [], posts: [] };
  expect(defaultConfiguration(place)).toMatchObject({
    version: 1,
    types: defaultTypes,
    placeName: { en: 'X' },
  });
  expect(defaultConfiguration(place, 7).version).toBe(7);
});

test.each([
  ['a man collapsed, he is not breathing', 'medicalCritical'],
  ['my neighbour’s kitchen fire, flames everywhere', 'structureFire'],
  ['two cars crashed at the corner, somebody is bleeding', 'trafficCollision'],
  ['there is a smell of gas in the stairway', 'gasLeak'],
  ['老人昏迷，没有呼吸', 'medicalCritical'],
  ['厨房着火了，冒烟很大', 'structureFire'],
  ['电梯困人，有人被困在里面', 'elevatorRescue'],
  ['有人落水了，在河里', 'waterRescue'],
  ['我的自行车被偷了', 'theft'],
])('"%s" suggests %s first', (text, typeId) => {
  expect(suggestTypes(text, defaultTypes)[0]?.typeId).toBe(typeId);
});

test('words match from their start, and nothing suggests nothing', () => {
  expect(suggestTypes('', defaultTypes)).toEqual([]);
  expect(suggestTypes('qwertz', defaultTypes)).toEqual([]);
  // "gun" is in "begun", but not at its start.
  expect(suggestTypes('it has begun', defaultTypes).map(({ typeId }) => typeId)).not.toContain('violence');
});
