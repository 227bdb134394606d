import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

test('a clock without a start shows the wall', () => {
  let wall = 1000;
  const clock = createClock(() => wall);
  wall = 2500;
  expect(clock.now()).toBe(2500);
});

test('a log that is ahead of the wall goes on from where it stood', () => {
  let wall = 1000;
  const clock = createClock(() => wall, { at: instant(9000) });
  wall = 2000;
  expect(clock.now()).toBe(10_000);
});

test('a fast drill runs at its rate from its own start, and never goes back when it slows or jumps', () => {
  let wall = 1_000_000;
  const clock = createClock(() => wall, { at: instant(5000), rate: 10 });
  wall += 100;
  expect(clock.now()).toBe(6000);
  clock.jump(instant(5500));
  expect(clock.now()).toBe(6000);
  clock.jump(instant(8000));
  wall += 1000;
  expect(clock.now()).toBe(8000);
  clock.run(1);
  wall += 10;
  expect(clock.now()).toBe(8010);
});

test('who listens is told every change of rate', () => {
  const clock = createClock(() => 0, { at: instant(0), rate: 1 });
  const seen: number[] = [];
  clock.onChange(state => seen.push(state.rate));
  clock.run(4);
  clock.jump(instant(10));
  expect(seen).toEqual([4, 0]);
});

test('the clock of a live log is set by nobody', () => {
  const clock = createClock(() => 5000, { settable: false });
  expect(() => clock.run(2)).toThrow('live');
  expect(() => clock.jump(instant(9000))).toThrow('live');
  expect(clock.now()).toBe(5000);
});
