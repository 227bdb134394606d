import { expect, test } from 'vitest';
import { smallTown } from '../test/story.ts';
import type { IncidentType, RunCard } from './configuration.ts';
import { emptyBoard } from './empty.ts';
import { areaOf, type Circumstances, neededBy, withinHours } from './run-card.ts';

const need = (capability: string, count = 1) => ({ capability, count });
const card = (capability: string, conditions: Omit<RunCard, 'needs'> = {}): RunCard => ({
  ...conditions,
  needs: [need(capability)],
});
const of = (runCards: readonly RunCard[], circumstances: Partial<Circumstances> = {}) => {
  const type: IncidentType = { ...smallTown.types[0]!, needs: [need('engine', 2)], runCards };
  return neededBy(type, { alarm: 1, ...circumstances });
};
const night = { fromMinute: 22 * 60, toMinute: 6 * 60 };

test('[N1] without a card that holds, the type says what is needed', () => {
  expect(of([])).toEqual([need('engine', 2)]);
  expect(of([card('als', { areaIds: ['harbour'] })], { areaId: 'hill' })).toEqual([need('engine', 2)]);
  expect(of([card('als', { levelIds: ['high'] })])).toEqual([need('engine', 2)]);
  expect(of([card('als', { hours: night })])).toEqual([need('engine', 2)]);
});

test('[N1] the card that holds under most conditions counts, the first of equals', () => {
  const cards = [
    card('any'),
    card('area', { areaIds: ['harbour'] }),
    card('level', { levelIds: ['high'] }),
    card('both', { areaIds: ['harbour'], levelIds: ['high'] }),
  ];
  expect(of(cards)).toEqual([need('any')]);
  expect(of(cards, { levelId: 'high' })).toEqual([need('level')]);
  expect(of(cards, { areaId: 'harbour' })).toEqual([need('area')]);
  expect(of(cards, { areaId: 'harbour', levelId: 'high' })).toEqual([need('both')]);
  expect(of([card('a', { hours: night }), card('b', { hours: night })], { minuteOfWeek: 0 })).toEqual([
    need('a'),
  ]);
});

test('[N2] a higher alarm comes on top of those before it; one without a card adds nothing', () => {
  const cards = [card('engine', { alarm: 2 }), card('ladder', { alarm: 4 })];
  expect(of(cards)).toEqual([need('engine', 2)]);
  expect(of(cards, { alarm: 2 })).toEqual([need('engine', 3)]);
  expect(of(cards, { alarm: 3 })).toEqual([need('engine', 3)]);
  expect(of(cards, { alarm: 4 })).toEqual([need('engine', 3), need('ladder')]);
});

test('[N3] a window may run past midnight, on the day on which it began, and past the end of the week', () => {
  const clock = (day: number, hour: number) => ((day - 1) * 24 + hour) * 60;
  const saturday = { ...night, days: [6, 7] };
  expect(withinHours(saturday, clock(6, 21))).toBe(false);
  expect(withinHours(saturday, clock(6, 22))).toBe(true);
  expect(withinHours(saturday, clock(7, 5))).toBe(true);
  expect(withinHours(saturday, clock(1, 5))).toBe(true);
  expect(withinHours(saturday, clock(1, 6))).toBe(false);
  expect(withinHours(saturday, clock(6, 5))).toBe(false);
  expect(withinHours({ fromMinute: 0, toMinute: 0 }, clock(3, 12))).toBe(true);
});

test('[N1] the area of a place is the first that holds it; islands and holes count by the even-odd rule', () => {
  const box = (west: number, east: number) =>
    [
      [west, 0],
      [east, 0],
      [east, 1],
      [west, 1],
    ] as const;
  const area = (areaId: string, ...rings: ReturnType<typeof box>[]) => ({ areaId, names: {}, rings });
  const board = emptyBoard();
  board.configuration = {
    ...smallTown,
    areas: [
      area('ring', box(0, 4), box(1, 2)),
      area('middle', box(0, 3)),
      area('islands', box(6, 7), box(8, 9)),
    ],
  };
  expect(areaOf(board, [0.5, 0.5])).toBe('ring');
  expect(areaOf(board, [1.5, 0.5])).toBe('middle');
  expect(areaOf(board, [8.5, 0.5])).toBe('islands');
  expect(areaOf(board, [7.5, 0.5])).toBeUndefined();
  expect(areaOf(board, undefined)).toBeUndefined();
});
