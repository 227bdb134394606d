import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conceptOf, concepts } from './concepts.ts';
import { readConcepts, stem } from './read-concepts.ts';

const read = (text: string) => [...readConcepts(text)].sort();

test('both languages speak of the same things', () => {
  expect(read('三楼窗户往外冒烟，着火了')).toEqual(['fire', 'smoke', 'window']);
  expect(read('There’s smoke from the window, it’s on fire')).toEqual(['fire', 'smoke', 'window']);
  expect(read('老人没有呼吸了 not breathing')).toEqual(['elderly', 'notBreathing']);
});

test('the longest form counts, and what it covers is used up', () => {
  expect(read('nobody is hurt')).toEqual(['nobodyHurt']);
  expect(read('没人受伤')).toEqual(['nobodyHurt']);
  expect(read('one is hurt')).toEqual(['injured']);
  expect(read('no flames to be seen')).toEqual(['noFlames']);
  expect(read('Two cars crashed')).toEqual(['car', 'crash']);
});

test('endings fold', () => {
  for (const [a, b] of [
    ['smoking', 'smoke'],
    ['crashed', 'crashes'],
    ['tripped', 'trip'],
    ['burning', 'burned'],
    ['injured', 'injuring'],
  ])
    expect(stem(a!), a).toBe(stem(b!));
});

test('every form of every concept is read as it', () => {
  for (const { conceptId, en, zh } of concepts)
    for (const form of [...en, ...zh]) expect(read(form), form).toContain(conceptId);
});

test('[X5] only codes of the list come out, whatever is said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), text => {
      for (const one of readConcepts(text)) expect(conceptOf(one)).toBeDefined();
    }),
  );
});
