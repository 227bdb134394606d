import type { LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import { type RouteStep, sayLength, sayStep } from './step.ts';

const at: LngLat = [0, 0];
const step = (kind: RouteStep['kind'], more: Partial<RouteStep> = {}): RouteStep => ({
  kind,
  at,
  lengthM: 0,
  atMs: 0,
  ...more,
});
const both = (one: RouteStep) => [sayStep('en', one), sayStep('zh-CN', one)];

test('steps are told in both languages, the street in the language of the reader', () => {
  const names = { en: 'Mill Lane', zh: '磨坊巷' };
  expect(both(step('left', { names }))).toEqual(['Turn left onto Mill Lane', '左转进入磨坊巷']);
  expect(both(step('depart', { names, heading: 350 }))).toEqual([
    'Head north on Mill Lane',
    '沿磨坊巷向北出发',
  ]);
  expect(both(step('depart', { heading: 100 }))).toEqual(['Head east', '向东出发']);
  expect(both(step('roundabout', { names, exit: 2 }))).toEqual([
    'Roundabout: exit 2, Mill Lane',
    '进入环岛，走第 2 个出口，进入磨坊巷',
  ]);
  expect(both(step('roundabout'))).toEqual(['Enter the roundabout', '进入环岛']);
  expect(both(step('arrive'))).toEqual(['Arrive', '到达']);
});

test('a name that is missing in the language is the one on the spot, then the other one', () => {
  expect(both(step('right', { names: { local: 'Rua do Moinho', en: 'Mill Lane' } }))).toEqual([
    'Turn right onto Mill Lane',
    '右转进入Rua do Moinho',
  ]);
  expect(both(step('right', { names: { zh: '磨坊巷' } }))).toEqual([
    'Turn right onto 磨坊巷',
    '右转进入磨坊巷',
  ]);
  expect(both(step('right', { names: {} }))).toEqual(['Turn right', '右转']);
});

test('a forbidden turn is told as one', () => {
  expect(both(step('left', { isForbidden: true }))).toEqual([
    'Turn left (not allowed to other traffic: take care)',
    '左转（此处禁止社会车辆这样行驶，注意安全）',
  ]);
});

test.each([
  [3, '10 m', '10 米'],
  [44, '40 m', '40 米'],
  [97, '100 m', '100 米'],
  [126, '150 m', '150 米'],
  [974, '950 m', '950 米'],
  [976, '1.0 km', '1.0 公里'],
  [1449, '1.4 km', '1.4 公里'],
  [12_600, '13 km', '13 公里'],
])('%d metres are %s', (metres, en, zh) => {
  expect([sayLength('en', metres), sayLength('zh-CN', metres)]).toEqual([en, zh]);
});
