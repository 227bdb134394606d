import { fail, ok, type Result } from '@clarion/measure';
import { Law } from '../chance/law.ts';
import { erlangC } from '../queue/erlang.ts';
import { faultAt, faultOfIssues, type ScenarioFault } from '../scenario/fault.ts';
import { coverHours } from './cover-hours.ts';
import { hourlyLoad, offeredLoad, unitsByHour, waitInHour } from './offered-load.ts';
import { type StaffingQuestion, staffingSchema } from './schema.ts';
import { shiftChoices } from './shift-choices.ts';

export interface StaffingPlan {
  /** For each hour of the week. */
  readonly units: readonly number[];
  /** Units busy on average if there were always enough. */
  readonly offeredLoad: readonly number[];
  readonly probabilityOfWait: readonly number[];
  /** What hour-by-hour Erlang would say, which is wrong for jobs of most of an hour; for comparison. */
  readonly hourByHourUnits: readonly number[];
  readonly unitHours: number;
  readonly shifts?: readonly {
    readonly day: number;
    readonly id: string;
    readonly units: number;
    readonly people?: Readonly<Record<string, number>>;
  }[];
  readonly onDuty?: readonly number[];
  readonly cost?: number;
  readonly bound?: number;
  readonly proven?: boolean;
  /** By role: hours a week on all shifts, and the fewest people who can work them. */
  readonly people?: Readonly<Record<string, { readonly hoursPerWeek: number; readonly atLeast: number }>>;
}

/** A question as a file holds it. Errors: the first field that does not fit. */
export function readStaffing(raw: unknown): Result<StaffingQuestion, ScenarioFault> {
  const read = staffingSchema.safeParse(raw, { reportInput: true });
  return read.success ? ok(read.data) : fail(faultOfIssues(read.error.issues));
}

/**
 * Units for each hour of the week by the modified offered load, the cheapest shifts that cover them, and their crews.
 * Errors: an hour that no shift covers; a role that the ratio names and the crew does not have.
 */
export function staffing(question: StaffingQuestion): Result<StaffingPlan, ScenarioFault> {
  const law = new Law(question.service);
  const calls = question.callsPerHour.map(rate => rate * question.unitsPerCall);
  const load = offeredLoad(calls, seconds => law.longerThan(seconds));
  const wait = question.probabilityOfWait;
  const units = unitsByHour(load, wait, question.minimumUnits);
  const plan: StaffingPlan = {
    units,
    offeredLoad: hourlyLoad(load),
    probabilityOfWait: units.map((count, hour) => waitInHour(load, hour, count)),
    hourByHourUnits: calls.map(rate =>
      leastUnits((rate * law.meanSeconds) / 3600, wait, question.minimumUnits),
    ),
    unitHours: units.reduce((sum, count) => sum + count, 0),
  };
  return question.shifts ? withShifts(question, plan) : ok(plan);
}

function leastUnits(load: number, wait: number, least: number): number {
  let units = least;
  while (erlangC(units, load) > wait) units++;
  return units;
}

const WEEK = 168;

function withShifts(question: StaffingQuestion, plan: StaffingPlan): Result<StaffingPlan, ScenarioFault> {
  const { crew } = question;
  const unknown = [crew?.ratio?.officer, crew?.ratio?.auxiliary].find(
    role => role !== undefined && !crew!.roles.some(({ id }) => id === role),
  );
  if (unknown !== undefined) return fail(faultAt('NameUnknown', 'crew.ratio', { value: unknown }));
  const choices = shiftChoices(question.shifts!);
  const cover = coverHours(plan.units, choices);
  if (!cover) return fail(faultAt('FieldUnfit', 'shifts', { reason: `${WEEK} h` }));
  const onDuty = new Array<number>(WEEK).fill(0);
  for (const [i, { hours }] of choices.entries()) for (const hour of hours) onDuty[hour]! += cover.counts[i]!;
  const begun = choices.flatMap(({ shift, day }, i) =>
    cover.counts[i]! > 0 ? [{ shift, day, units: cover.counts[i]! }] : [],
  );
  const shifts = begun.map(({ shift, day, units }) => ({
    day,
    id: shift.id,
    units,
    ...(crew && { people: peopleOf(crew, units) }),
  }));
  const { cost, bound, proven } = cover;
  const people = crew && weekOf(crew, begun);
  return ok({ ...plan, shifts, onDuty, cost, bound, proven, ...(people && { people }) });
}

type Crew = NonNullable<StaffingQuestion['crew']>;

/** People of each role on a shift; more officers where the ratio asks for them. */
function peopleOf({ roles, ratio }: Crew, units: number): Record<string, number> {
  const people = Object.fromEntries(roles.map(({ id, perUnit }) => [id, perUnit * units]));
  if (ratio)
    people[ratio.officer] = Math.max(
      people[ratio.officer]!,
      Math.ceil(people[ratio.auxiliary]! / ratio.atMost),
    );
  return people;
}

function weekOf(
  crew: Crew,
  begun: readonly { readonly shift: { readonly hours: number }; readonly units: number }[],
): NonNullable<StaffingPlan['people']> {
  return Object.fromEntries(
    crew.roles.map(({ id }) => {
      const hoursPerWeek = begun.reduce(
        (sum, { shift, units }) => sum + shift.hours * peopleOf(crew, units)[id]!,
        0,
      );
      return [id, { hoursPerWeek, atLeast: Math.ceil(hoursPerWeek / crew.weeklyHours) }];
    }),
  );
}
