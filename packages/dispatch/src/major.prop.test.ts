import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chief, machine, opened, smallTown, Telling } from '../test/story.ts';
import type { Command } from './command.ts';
import type { Entry } from './entry.ts';
import {
  allocated,
  type CarriedCategory,
  carriedCategories,
  casualties,
  hospitalRoom,
  triageCategories,
} from './major.ts';

const hospital = (postId: string) => ({ postId, names: {}, kind: 'hospital', at: [8, 49] }) as const;
const hospitals = ['H1', 'H2', 'H3'];
const category = fc.constantFrom(...carriedCategories);
const n = fc.integer({ min: 0, max: 9 });
const asked: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('CountCasualties' as const),
    incidentId: fc.constant('I1'),
    place: fc.integer({ min: 1, max: 3 }),
    counts: fc.record({ immediate: n, delayed: n, minor: n, deceased: n }),
    told: fc.constant('radio' as const),
  }),
  fc.record({
    type: fc.constant('TellCapacity' as const),
    postId: fc.constantFrom(...hospitals),
    capacity: fc.record({ immediate: n, delayed: n, minor: n }),
    told: fc.constant('phone' as const),
  }),
  fc.record({
    type: fc.constant('AllocateCasualties' as const),
    incidentId: fc.constant('I1'),
    postId: fc.constantFrom(...hospitals),
    category,
    count: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    type: fc.constant('WithdrawAllocation' as const),
    incidentId: fc.constant('I1'),
    number: fc.integer({ min: 1, max: 12 }),
  }),
);

/** The slow truth: everything told anew from the entries, with no board. */
function toldBy(log: readonly Entry[]) {
  const counted = new Map<number, { readonly [one: string]: number }>();
  const given: { number: number; postId: string; category: CarriedCategory; count: number; after: number }[] =
    [];
  const rooms = new Map<
    string,
    { readonly capacity: { readonly [one: string]: number }; readonly seq: number }
  >();
  for (const { type, data, seq } of log) {
    if (type === 'CasualtiesCounted') counted.set(data.place, data.counts);
    if (type === 'CapacityTold') rooms.set(data.postId, { capacity: data.capacity, seq });
    if (type === 'CasualtiesAllocated') given.push({ ...data, after: seq });
    if (type === 'AllocationWithdrawn')
      given.splice(
        given.findIndex(({ number }) => number === data.number),
        1,
      );
  }
  const total = (one: string) => [...counted.values()].reduce((sum, counts) => sum + counts[one]!, 0);
  const sent = (one: string, postId?: string, since = 0) =>
    given
      .filter(g => g.category === one && (postId ?? g.postId) === g.postId && g.after > since)
      .reduce((sum, { count }) => sum + count, 0);
  return { total, sent, rooms };
}

test('[MJ3] [MJ4] [MJ5] counts, allocations and what is left are what the entries tell, and no category has more hospital than casualties', () => {
  let overs = 0;
  fc.assert(
    fc.property(fc.array(asked, { minLength: 5, maxLength: 30 }), commands => {
      const telling = new Telling();
      telling.must({
        actor: machine,
        command: {
          type: 'AdoptConfiguration',
          configuration: { ...smallTown, posts: hospitals.map(hospital) },
        },
      });
      telling.must(opened('I1'));
      telling.must({
        actor: chief,
        command: { type: 'DeclareMajor', incidentId: 'I1', reason: 'casualties' },
      });
      for (const command of commands) {
        const { entries } = telling.act({ command });
        const { major } = telling.board.incidents.get('I1')!;
        const { total, sent, rooms } = toldBy(telling.log);
        for (const one of triageCategories) expect(casualties(major!)[one]).toBe(total(one));
        for (const one of carriedCategories) {
          expect(allocated(major!)[one]).toBe(sent(one));
          expect(sent(one)).toBeLessThanOrEqual(total(one));
          for (const postId of hospitals) {
            const { left } = hospitalRoom(telling.board, postId);
            const told = rooms.get(postId);
            expect(left?.[one]).toBe(told && told.capacity[one]! - sent(one, postId, told.seq));
          }
        }
        for (const entry of entries) {
          if (entry.type !== 'CasualtiesAllocated') continue;
          const { postId, category: of, count, over = 0 } = entry.data;
          const left = hospitalRoom(telling.board, postId).left?.[of] ?? 0;
          expect(over).toBe(Math.min(count, Math.max(0, -left)));
          if (over > 0) overs++;
        }
      }
      telling.checkFold();
    }),
    { numRuns: 100 },
  );
  expect(overs).toBeGreaterThan(10);
});
