import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverRoles, type RolesAsked, roleCoverOf } from './cover-roles.ts';

/** Three shifts of eight hours and one in the rush, a need by the hour of the day that is the same on all days. */
const shifts = [
  { id: 'early', startHour: 6, hours: 8 },
  { id: 'late', startHour: 14, hours: 8 },
  { id: 'night', startHour: 22, hours: 8 },
  { id: 'rush', startHour: 7, hours: 4 },
];
const day = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 24, maxLength: 24 });
const week = (hours: readonly number[]) => Array.from({ length: 168 }, (_, hour) => hours[hour % 24]!);

function planned(asked: RolesAsked) {
  const made = coverRoles(asked);
  if (!made.ok) throw new Error(made.error.code);
  return roleCoverOf(asked, made.value.counts, made.value.bound);
}

test('everybody needed is on duty, no shift has too few officers, and nothing costs less than the bound', () => {
  fc.assert(
    fc.property(day, day, fc.constantFrom(1, 2, 3), (officers, auxiliaries, atMost) => {
      const needed = { officer: week(officers), auxiliary: week(auxiliaries) };
      const ratio = { officer: 'officer', auxiliary: 'auxiliary', atMost };
      const { cost, bound, people, shifts: begun } = planned({ needed, ratio, shifts, weeklyHours: 40 });
      const onDuty = { officer: new Array(168).fill(0), auxiliary: new Array(168).fill(0) };
      let hours = 0;
      for (const { day: of, id, people: on } of begun) {
        const shift = shifts.find(one => one.id === id)!;
        expect(on['auxiliary']!).toBeLessThanOrEqual(atMost * on['officer']!);
        for (const role of ['officer', 'auxiliary'] as const) {
          hours += on[role]! * shift.hours;
          for (let i = 0; i < shift.hours; i++)
            onDuty[role][(of * 24 + shift.startHour + i) % 168] += on[role]!;
        }
      }
      for (const role of ['officer', 'auxiliary'] as const)
        for (const [hour, count] of needed[role].entries())
          expect(onDuty[role][hour]).toBeGreaterThanOrEqual(count);
      expect(cost).toBe(hours);
      expect(cost).toBeGreaterThanOrEqual(bound - 1e-9);
      // Without a ratio nothing is left open.
      const free = planned({ needed, shifts, weeklyHours: 40 });
      expect(free.cost).toBe(free.bound);
      expect(bound).toBeGreaterThanOrEqual(free.bound);
      expect(people['officer']!.atLeast).toBe(Math.ceil(people['officer']!.hoursPerWeek / 40));
    }),
    { numRuns: 12 },
  );
});

test('an hour in no shift, and a role that nobody needs, are named', () => {
  const needed = { officer: week(new Array(24).fill(1)) };
  const fault = (more: object) => {
    const made = coverRoles({ needed, shifts, weeklyHours: 40, ...more });
    return made.ok ? 'fine' : `${made.error.code} ${made.error.field}`;
  };
  expect(fault({ shifts: shifts.slice(0, 2) })).toBe('FieldUnfit crews.shifts');
  expect(fault({ ratio: { officer: 'officer', auxiliary: 'cadet', atMost: 2 } })).toBe(
    'NameUnknown crews.ratio',
  );
});
