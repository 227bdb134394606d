import { gapOf, PROVEN_GAP, type RushWindow, type WholeModel, WholeModelBuilder } from '@clarion/coverage';
import { ok, type Result } from '@clarion/measure';
import {
  coverRoles,
  type RoleCounts,
  type RoleCover,
  type RolesAsked,
  roleCoverOf,
  type ScenarioFault,
  shiftChoices,
} from '@clarion/simulation';
import { solveWhole } from '@clarion/solver';
import { hoursOf, type RushQuestion } from './rush-demand.ts';
import type { Rush } from './rush-schema.ts';

/** For the proof that no shifts cost less. */
const PROOF_SECONDS = 10;
/** Costs are sums of a few hundred terms. */
const ROUNDING = 1e-6;

export interface RushCrews extends RoleCover {
  readonly gap: number;
  readonly proven: boolean;
  /** The same without the units of the rush hours, and what these cost more. */
  readonly without: Pick<RoleCover, 'cost' | 'bound' | 'people'>;
  readonly more: number;
}

/**
 * People on shifts without and with the units of the rush hours: who is on duty anyway and more than needed goes first. A unit on in
 * part of an hour needs its people in all of it. Errors: those of `coverRoles`; undefined where no crews are asked for.
 */
export async function rushCrews(
  { crews, units }: Rush,
  { onDuty }: RushQuestion,
  windows: readonly RushWindow[],
  signal: AbortSignal,
): Promise<Result<RushCrews | undefined, ScenarioFault>> {
  if (crews === undefined) return ok(undefined);
  const rushing = new Set(hoursOf(windows));
  const asked = (rushUnits: number): RolesAsked => ({
    needed: Object.fromEntries(
      crews.roles.map(({ id, perUnit, perRushUnit }) => [
        id,
        Array.from({ length: 168 }, (_, hour) => {
          const most = Math.max(...onDuty.slice(4 * hour, 4 * hour + 4));
          return perUnit * most + (rushing.has(hour) ? rushUnits * perRushUnit : 0);
        }),
      ]),
    ),
    ratio: crews.ratio,
    shifts: crews.shifts,
    weeklyHours: crews.weeklyHours,
  });
  const without = await cheapestRoles(asked(0), signal);
  if (!without.ok) return without;
  const together = await cheapestRoles(asked(units), signal);
  if (!together.ok) return together;
  const { cost, bound } = together.value;
  const gap = gapOf(cost, bound);
  const { people } = without.value;
  return ok({
    ...together.value,
    gap,
    proven: gap <= PROVEN_GAP,
    without: { cost: without.value.cost, bound: without.value.bound, people },
    more: cost - without.value.cost,
  });
}

/** Role after role, then all of them together by the general solver, which betters it or proves it best. */
async function cheapestRoles(
  asked: RolesAsked,
  signal: AbortSignal,
): Promise<Result<RoleCover, ScenarioFault>> {
  const first = coverRoles(asked);
  if (!first.ok) return first;
  const { counts, bound } = first.value;
  const begun = roleCoverOf(asked, counts, bound);
  if (gapOf(begun.cost, bound) <= PROVEN_GAP) return ok(begun);
  const roles = [...counts.keys()];
  const start = Float64Array.from(roles.flatMap(role => counts.get(role)!));
  const found = await solveWhole(rolesModel(asked, roles), { seconds: PROOF_SECONDS, start, signal });
  const safe = Math.max(bound, -found.bound - ROUNDING);
  const isWhole = shiftChoices(asked.shifts).every(({ cost }) => Number.isInteger(cost));
  const least = isWhole ? Math.ceil(safe - ROUNDING) : safe;
  const length = start.length / roles.length;
  const better: RoleCounts =
    found.values === undefined
      ? counts
      : new Map(
          roles.map((role, i) => [
            role,
            Array.from(found.values!.subarray(i * length, (i + 1) * length), Math.round),
          ]),
        );
  const made = roleCoverOf(asked, better, least);
  const best = made.cost < begun.cost ? made : begun;
  return ok({ ...best, bound: Math.min(best.cost, least) });
}

/** Columns: role by role, its people on each shift and day. */
function rolesModel({ needed, ratio, shifts }: RolesAsked, roles: readonly string[]): WholeModel {
  const choices = shiftChoices(shifts);
  const model = new WholeModelBuilder();
  for (const role of roles) {
    const most = Math.max(...needed[role]!);
    // Of officers more may be wanted than any hour needs.
    const upper =
      role === ratio?.officer ? most + Math.ceil(Math.max(...needed[ratio.auxiliary]!) / ratio.atMost) : most;
    for (const { cost } of choices) model.column(-cost, 0, upper, true);
  }
  const columnOf = (role: string, choice: number) => roles.indexOf(role) * choices.length + choice;
  for (const role of roles)
    for (const [hour, people] of needed[role]!.entries()) {
      if (people === 0) continue;
      const there = choices.flatMap(({ hours }, i) =>
        hours.includes(hour) ? [[columnOf(role, i), 1] as const] : [],
      );
      model.row(there, people, Infinity);
    }
  if (ratio)
    for (const i of choices.keys())
      model.row(
        [
          [columnOf(ratio.officer, i), ratio.atMost],
          [columnOf(ratio.auxiliary, i), -1],
        ],
        0,
        Infinity,
      );
  return model.build();
}
