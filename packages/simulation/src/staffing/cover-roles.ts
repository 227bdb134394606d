import { fail, ok, type Result } from '@clarion/measure';
import { faultAt, type ScenarioFault } from '../scenario/fault.ts';
import { coverHours, type ShiftCover } from './cover-hours.ts';
import type { ShiftDescription } from './schema.ts';
import { shiftChoices } from './shift-choices.ts';

/** People on shifts, by what they are qualified for. */
export interface RoleCover {
  readonly shifts: readonly {
    readonly day: number;
    readonly id: string;
    readonly people: Readonly<Record<string, number>>;
  }[];
  /** Hours a week of each role, and the fewest people who can work them. */
  readonly people: Readonly<Record<string, { readonly hoursPerWeek: number; readonly atLeast: number }>>;
  readonly cost: number;
  /** No shifts with these people cost less. */
  readonly bound: number;
}

export interface RolesAsked {
  /** By role, then by hour of the week: people who must be on duty. */
  readonly needed: Readonly<Record<string, readonly number[]>>;
  /** On each shift no more auxiliaries for an officer than this. */
  readonly ratio?:
    | { readonly officer: string; readonly auxiliary: string; readonly atMost: number }
    | undefined;
  readonly shifts: readonly ShiftDescription[];
  readonly weeklyHours: number;
}

/** People by role, then by shift and day in the order of `shiftChoices`. */
export type RoleCounts = ReadonlyMap<string, readonly number[]>;

/**
 * Cheap shifts of each role that put the people on duty who are needed in every hour. Auxiliaries come first; then each
 * shift has the officers that its auxiliaries ask for, and as many more as the hours need. Each step is solved to the end; that one
 * comes after the other can cost something. `bound` is below any shifts: every role by itself, the officers never fewer than the
 * auxiliaries ask for. Errors: an hour in no shift; a role of the ratio that nobody needs.
 */
export function coverRoles(
  asked: RolesAsked,
): Result<{ readonly counts: RoleCounts; readonly bound: number }, ScenarioFault> {
  const { needed, ratio } = asked;
  const choices = shiftChoices(asked.shifts);
  const unknown = ratio && [ratio.officer, ratio.auxiliary].find(role => needed[role] === undefined);
  if (unknown !== undefined) return fail(faultAt('NameUnknown', 'crews.ratio', { value: unknown }));
  const covers = new Map<string, ShiftCover>();
  for (const [role, people] of Object.entries(needed)) {
    const cover = coverHours(people, choices);
    if (!cover) return fail(faultAt('FieldUnfit', 'crews.shifts', { reason: '168 h' }));
    covers.set(role, cover);
  }
  const counts = new Map([...covers].map(([role, one]) => [role, one.counts]));
  const bounds = new Map([...covers].map(([role, one]) => [role, one.bound]));
  if (ratio) {
    const { officer, auxiliary, atMost } = ratio;
    bounds.set(officer, Math.max(bounds.get(officer)!, bounds.get(auxiliary)! / atMost));
    const least = counts.get(auxiliary)!.map(people => Math.ceil(people / atMost));
    const left = needed[officer]!.map((people, hour) =>
      choices.reduce((sum, { hours }, i) => sum - (hours.includes(hour) ? least[i]! : 0), people),
    );
    const more = coverHours(
      left.map(people => Math.max(0, people)),
      choices,
    )!;
    counts.set(
      officer,
      least.map((people, i) => people + more.counts[i]!),
    );
  }
  return ok({ counts, bound: [...bounds.values()].reduce((sum, one) => sum + one, 0) });
}

/** What these people on shifts are, told as a plan. */
export function roleCoverOf(
  { shifts, weeklyHours }: RolesAsked,
  counts: RoleCounts,
  bound: number,
): RoleCover {
  const choices = shiftChoices(shifts);
  const roles = [...counts];
  const sumOf = (role: readonly number[], of: (choice: (typeof choices)[number]) => number) =>
    role.reduce((sum, people, i) => sum + people * of(choices[i]!), 0);
  return {
    shifts: choices.flatMap(({ shift, day }, i) =>
      roles.some(([, people]) => people[i]! > 0)
        ? [
            {
              day,
              id: shift.id,
              people: Object.fromEntries(roles.map(([role, people]) => [role, people[i]!])),
            },
          ]
        : [],
    ),
    people: Object.fromEntries(
      roles.map(([role, people]) => {
        const hoursPerWeek = sumOf(people, ({ shift }) => shift.hours);
        return [role, { hoursPerWeek, atLeast: Math.ceil(hoursPerWeek / weeklyHours) }];
      }),
    ),
    cost: roles.reduce((sum, [, people]) => sum + sumOf(people, ({ cost }) => cost), 0),
    bound,
  };
}
