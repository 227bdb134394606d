import { metres } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { route } from '../route.ts';
import { sketch } from '../testing/sketch.ts';
import { turnView } from './turn-view.ts';

const block = `
    A--B--C
       |  |
       D--E--F`;

test('a forbidden turn is not made, and nothing else is forbidden by it', () => {
  const town = sketch(block, { turns: 'restrictions', forbidden: ['ABD'] });
  town.route('A', 'D').is('A B C E D');
  town.route('A', 'C').is('A B C');
  town.route('D', 'A').is('D B A');
  town.route('C', 'D').is('C B D');
  town.route('B', 'D').is('B D');
  town.route('AB 0.5', 'BD 0.5').is('B C E D');
});

test('without turns the same streets are driven as if there were no rule', () => {
  sketch(block, { forbidden: ['ABD'] })
    .route('A', 'D')
    .is('A B D');
});

test('where only one way on is allowed, no other is, the way back included', () => {
  const town = sketch(block, { turns: 'restrictions', only: ['ABC'] });
  town.route('A', 'D').is('A B C E D');
  town.route('D', 'C').is('D B C');
  const trapped = sketch('A--B->C', { turns: 'restrictions', only: ['ABC'] });
  trapped.route('AB 0.9', 'A').is('A');
  expect(trapped.ms('AB 0.9', 'AB 0.1')).toBe(8000);
});

test('a rule over a street between holds for who comes along its first street only', () => {
  const town = sketch(block, { turns: 'restrictions', forbidden: ['ABDE'] });
  town.route('A', 'E').is('A B C E');
  town.route('A', 'D').is('A B D');
  town.route('C', 'E').is('C E');
  expect(town.ms('B', 'E')).toBe(20_000);
});

test('of a rule over a street between that allows one way only, every other way off it is forbidden', () => {
  const town = sketch(
    `
    A--B--C--D
       |  |  |
       E--F--G`,
    { turns: 'restrictions', only: ['ABCF'] },
  );
  town.route('A', 'D').is('A B C F G D');
  town.route('A', 'E').is('A B C F E');
  town.route('E', 'D').is('E B C D');
});

test('a turn back that is forbidden is gone around', () => {
  const town = sketch(block, { turns: 'restrictions', forbidden: ['BDB'], closed: ['DE'] });
  town.route('BD 0.5', 'A').is('B A');
  const oneWay = sketch(
    `
    A->B--C
       |  |
       D--E`,
    { turns: 'restrictions', forbidden: ['ABC', 'BDB'] },
  );
  oneWay.route('A', 'C').is('A B D E C');
});

test('an emergency vehicle makes a forbidden turn for its price, where the way around is longer', () => {
  const options = { turns: 'restrictions', profile: 'emergency', forbidden: ['ABD'] } as const;
  const near = sketch(block, { ...options, grid: metres(100) });
  near.route('A', 'D').is('A B C E D');
  expect(near.ms('A', 'D')).toBe(40_000);
  const far = sketch(block, { ...options, grid: metres(500) });
  far.route('A', 'D').is('A B D');
  expect(far.ms('A', 'D')).toBe(100_000 + 30_000);
  expect(far.route('A', 'D').found!.legs.map(({ turnMs, timeMs }) => [turnMs, timeMs])).toEqual([
    [0, 50_000],
    [30_000, 50_000],
  ]);
});

test('turning back right behind a forbidden turn to make it from the other side is no way around it', () => {
  const streets = `
    A--B--C--F
       |     |
       D-----E`;
  sketch(streets, { turns: 'restrictions', forbidden: ['ABD'] })
    .route('A', 'D')
    .is('A B C F E D');
  const urgent = sketch(streets, { turns: 'restrictions', forbidden: ['ABD'], profile: 'emergency' });
  urgent.route('A', 'D').is('A B D');
  sketch('A--B--C\n   |\n   D', { turns: 'restrictions', forbidden: ['ABD'] })
    .route('A', 'D')
    .is('A B C B D');
});

test('closed streets stay closed, and a closed part of one is not passed', () => {
  const town = sketch(block, { turns: 'full', profile: 'emergency', closed: ['BD'] });
  town.route('A', 'D').is('A B C E D');
  expect(sketch(block, { turns: 'full', closed: ['BD', 'ED'] }).ms('A', 'D')).toBeUndefined();
});

describe('with full costs', () => {
  const cross = `
       A
       |
    B--C--D
       |
       E`;

  test('straight on takes nothing, a turn four seconds, wherever it begins and ends', () => {
    const town = sketch(cross, { turns: 'full' });
    expect(town.ms('A', 'E')).toBe(20_000);
    expect(town.ms('A', 'D')).toBe(24_000);
    expect(town.ms('A', 'B')).toBe(24_000);
    expect(town.ms('AC 0.5', 'CD 0.5')).toBe(14_000);
    expect(town.ms('C', 'D')).toBe(10_000);
    expect(town.ms('C', 'CD 0.5')).toBe(5000);
    expect(town.ms('C', 'C')).toBe(0);
  });

  test('a bend without a junction takes nothing', () => {
    const town = sketch(
      `
    A--B
       |
       C`,
      { turns: 'full' },
    );
    expect(town.ms('A', 'C')).toBe(20_000);
  });

  test('turning back: at a dead end for anybody, elsewhere for an emergency vehicle only', () => {
    const streets = `
    A->B--C--D
       |
       E`;
    const forbidden = ['ABE'];
    const strict = sketch(streets, { turns: 'full', forbidden });
    strict.route('A', 'E').is('A B C D C B E');
    expect(strict.ms('A', 'E')).toBe(60_000 + 12_000 + 4000);
    const urgent = sketch(streets, { turns: 'full', profile: 'emergency', forbidden, grid: metres(50) });
    urgent.route('A', 'E').is('A B C B E');
    expect(urgent.ms('A', 'E')).toBe(20_000 + 12_000 + 4000);
  });

  test('the clock along the way stands still for a turn and ends at the travel time', () => {
    const { graph, view, snap } = sketch(cross, { turns: 'full' });
    const found = route(graph, snap('A'), snap('D'), undefined, view)!;
    expect(found.atMs).toEqual([0, 14_000, 24_000]);
  });
});

test('with rules alone only their ends are told apart', () => {
  const { graph } = sketch(block, { forbidden: ['ABD', 'ABCE'] });
  const view = turnView(graph, 'restrictions', 'strict');
  // AB; AB BC, which a rule begins with too; AB BC CE, after which nobody turns back to make up for the turn.
  expect(view.nodeCount).toBe(graph.nodeCount + 3);
  expect(turnView(graph, 'full', 'strict').nodeCount).toBe(graph.arcCount + 1);
});
