import { usualCards } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { cardNamed } from '../protocol/questioning.ts';

const cards = usualCards.map((card, i) => ({
  edition: i + 1,
  card,
  proposedBy: { kind: 'system' as const, id: 'x' },
  approvedBy: { kind: 'system' as const, id: 'x' },
  at: 0 as never,
}));

test('a card is found by its short name, or by a part of its name in either language that no other has', () => {
  const named = (typed: string) => cardNamed(cards, typed)?.card.cardId;
  expect(named('fire')).toBe('fire');
  expect(named('噎住')).toBe('choking');
  expect(named('Smell of')).toBe('gas');
  expect(named('被困')).toBe('trapped');
  expect([named(''), named('dragon')]).toEqual([undefined, undefined]);
});
