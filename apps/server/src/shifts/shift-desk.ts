import { randomUUID } from 'node:crypto';
import { type Board, type CrewAboard, countCrew, desksOf, fatigue, shiftRules } from '@clarion/dispatch';
import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type {
  DutyAnswer,
  ShiftPreview,
  ShiftsNowAnswer,
  StaffWarning,
  UnitCrewAnswer,
} from '@clarion/protocol';
import {
  type Duty,
  normalLogin,
  type PlannedShift,
  type Shifts,
  type StaffQualification,
} from '@clarion/store';
import type { Centre } from '../centre/centre.ts';
import { dutyLines } from './duty-lines.ts';
import { lackingOf } from './lacking.ts';
import { overlapsOf, readPlan } from './read-plan.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOOK_EVERY_MS = 15_000;
/** The plan that is asked about: what may still touch a limit of a week, and what is near. */
const BACK_MS = 9 * DAY_MS;
const AHEAD_MS = 2 * DAY_MS;
const SOON_MS = 2 * HOUR_MS;

export type ShiftProblem =
  | { readonly code: 'ShiftFileFaulty'; readonly faults: number }
  | { readonly code: 'ShiftUnknown'; readonly shiftId: string }
  | { readonly code: 'StaffUnknown'; readonly staffId: string }
  | { readonly code: 'NotOnDuty'; readonly staffId: string }
  | { readonly code: 'ShiftOverlaps'; readonly staffId: string }
  | { readonly code: 'ShiftTimesWrong' }
  | { readonly code: 'UnitUnknown'; readonly unitId: string }
  | { readonly code: 'DeskUnknown'; readonly deskId: string };

/** Shift plan, sign-on of crews, and what both make of the board. */
export interface ShiftDesk {
  /** `adds`: beside what is planned, in the place of nothing. */
  preview(text: string, adds?: boolean): Promise<ShiftPreview>;
  /** All of it or nothing: with a fault nothing is taken. */
  adopt(text: string, adds?: boolean): Promise<Result<ShiftPreview, ShiftProblem>>;
  planned(from: Instant, to: Instant): Promise<readonly PlannedShift[]>;
  put(
    shift: Omit<PlannedShift, 'shiftId'> & { readonly shiftId?: string },
  ): Promise<
    Result<{ readonly shift: PlannedShift; readonly warnings: readonly StaffWarning[] }, ShiftProblem>
  >;
  remove(shiftId: string): Promise<Result<undefined, ShiftProblem>>;
  now(): Promise<ShiftsNowAnswer>;
  crew(unitId: string): Promise<UnitCrewAnswer>;
  signOn(staffId: string, unitId: string): Promise<Result<DutyAnswer, ShiftProblem>>;
  /** From `unitId` alone, where it is given. */
  signOff(staffId: string, unitId?: string): Promise<Result<DutyAnswer, ShiftProblem>>;
  /** Counts every crew anew: a qualification may have ended. */
  look(): Promise<void>;
  /** Erases what has ended longer ago than the centre keeps it. @returns how many rows */
  purge(): Promise<number>;
  stop(): Promise<void>;
}

/** The log is told numbers alone; who they are stays in the store, for as long as the centre keeps it. */
export function startShiftDesk(
  { log, clock, submit, place }: Pick<Centre, 'log' | 'clock' | 'submit' | 'place'>,
  stored: Shifts,
  onTrouble: (error: unknown) => void,
): ShiftDesk {
  let looking: Promise<void> | undefined;
  const board = (): Board => log.board;
  const rules = () => shiftRules(board());

  const read = (text: string) =>
    readPlan(text, {
      unitIds: new Set(board().units.keys()),
      deskIds: new Set(desksOf(board()).map(({ deskId }) => deskId)),
      qualificationIds: new Set(rules().qualifications.map(one => one.qualificationId)),
      timeZone: place.timeZone,
    });

  /** Beginning of the first and last of them, a moment later: every planned shift in between is replaced. */
  const spanOf = (shifts: readonly PlannedShift[]) => {
    const begins = shifts.map(({ from }) => from);
    return { from: instant(Math.min(...begins)), to: instant(Math.max(...begins) + 1) };
  };

  /** Limits that these shifts pass, beside what is planned and was worked. */
  async function warningsOf(shifts: readonly PlannedShift[]): Promise<readonly StaffWarning[]> {
    if (shifts.length === 0) return [];
    const span = spanOf(shifts);
    const around = { from: instant(span.from - BACK_MS), to: instant(span.to + BACK_MS) };
    const staffIds = [...new Set(shifts.map(({ staffId }) => staffId))];
    const others = (await stored.planned(around)).filter(({ from }) => from < span.from || from >= span.to);
    const worked = await stored.dutiesOf(staffIds, around.from);
    const now = clock.now();
    return staffIds.flatMap(staffId => {
      const own = shifts.filter(one => one.staffId === staffId);
      const beginnings = new Set<number>(own.map(({ from }) => from));
      const stretches = [
        ...own,
        ...others.filter(one => one.staffId === staffId),
        ...worked.filter(one => one.staffId === staffId).map(({ from, to = now }) => ({ from, to })),
      ];
      return fatigue(stretches, rules().limits)
        .filter(({ at }) => beginnings.has(at))
        .map(warning => ({ ...warning, staffId }));
    });
  }

  async function previewOf(text: string, adds: boolean) {
    const { lines, ...plan } = read(text);
    const span = plan.shifts.length === 0 ? undefined : spanOf(plan.shifts);
    const last = Math.max(...plan.shifts.map(({ to }) => to));
    const there = span === undefined ? [] : await stored.planned({ from: span.from, to: instant(last) });
    const stay = there.filter(({ from }) => adds || from < span!.from || from >= span!.to);
    const faults = [
      ...plan.faults,
      ...(plan.faults.length === 0 ? overlapsOf(lines, plan.shifts, stay) : []),
    ];
    const preview: ShiftPreview = {
      ...plan,
      faults,
      replaced: there.length - stay.length,
      warnings: faults.length > 0 ? [] : await warningsOf(plan.shifts),
    };
    return { preview, span: span && adds ? { from: span.from, to: span.from } : span };
  }

  /** Everything that is known of who is planned around now or on duty. */
  async function known() {
    const now = clock.now();
    const [planned, duties] = await Promise.all([
      stored.planned({ from: instant(now - BACK_MS), to: instant(now + AHEAD_MS) }),
      stored.onDuty(),
    ]);
    const staffIds = [...new Set([...planned, ...duties].map(({ staffId }) => staffId))];
    const [qualifications, worked] = await Promise.all([
      stored.qualificationsOf(staffIds),
      stored.dutiesOf(staffIds, instant(now - BACK_MS)),
    ]);
    return {
      now,
      soonMs: SOON_MS,
      planned,
      duties,
      qualifications,
      worked,
      board: board(),
      limits: rules().limits,
    };
  }

  async function count(unitIds: Iterable<string>): Promise<void> {
    const duties = await stored.onDuty();
    const qualifications = await stored.qualificationsOf(duties.map(({ staffId }) => staffId));
    for (const unitId of new Set(unitIds)) {
      const crew = crewOf(unitId, duties, qualifications, clock.now());
      const before = board().units.get(unitId)?.crew;
      if (before === undefined && crew.people === 0) continue;
      if (JSON.stringify(before) === JSON.stringify(crew)) continue;
      const done = await submit({
        commandId: randomUUID(),
        actor: { kind: 'system', id: 'shifts' },
        command: { type: 'CountCrew', unitId, ...crew },
      });
      // It has just left the configuration.
      if (!done.ok && done.error.code !== 'UnitUnknown')
        throw new Error(`crew not counted: ${done.error.code}`);
    }
  }

  /** What somebody is told as they sign on or off. */
  async function answer(staffId: string, before: string | undefined): Promise<DutyAnswer> {
    const line = dutyLines(await known()).find(one => one.staffId === staffId && one.since !== undefined);
    return {
      staffId,
      ...(before === undefined ? {} : { before }),
      expired: line?.expired ?? [],
      warnings: line?.warnings ?? [],
    };
  }

  async function lookNow(): Promise<void> {
    const duties = await stored.onDuty();
    const counted = [...board().units.values()].flatMap(({ unitId, crew }) => (crew ? [unitId] : []));
    await count([...duties.map(({ unitId }) => unitId), ...counted].filter(id => board().units.has(id)));
  }
  const look = () => {
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const timer = setInterval(() => void look().catch(onTrouble), LOOK_EVERY_MS);

  return {
    preview: async (text, adds = false) => (await previewOf(text, adds)).preview,
    async adopt(text, adds = false) {
      const { preview, span } = await previewOf(text, adds);
      const { faults, shifts, qualifications } = preview;
      if (faults.length > 0 || span === undefined)
        return fail({ code: 'ShiftFileFaulty', faults: faults.length });
      const staffIds = [...new Set(qualifications.map(({ staffId }) => staffId))];
      const stands = await stored.replace({ ...span, shifts, qualifications, staffIds });
      if (!stands.ok) return stands;
      await look();
      return ok(preview);
    },
    planned: (from, to) => stored.planned({ from, to }),
    async put({ shiftId, ...said }) {
      const wanted = { ...said, staffId: normalLogin(said.staffId) };
      const { staffId, unitId, deskId, from, to } = wanted;
      if (to <= from || to - from > 2 * DAY_MS) return fail({ code: 'ShiftTimesWrong' });
      if (unitId !== undefined && !board().units.has(unitId)) return fail({ code: 'UnitUnknown', unitId });
      if (deskId !== undefined && !desksOf(board()).some(desk => desk.deskId === deskId))
        return fail({ code: 'DeskUnknown', deskId });
      const shift = { shiftId: shiftId ?? `${staffId}@${from}`, ...wanted };
      const stands = await stored.put(shift);
      if (!stands.ok) return stands;
      return ok({ shift, warnings: await warningsOf([shift]) });
    },
    async remove(shiftId) {
      return (await stored.remove(shiftId)) ? ok(undefined) : fail({ code: 'ShiftUnknown', shiftId });
    },
    async now() {
      const all = await known();
      return { at: all.now, lines: dutyLines(all) };
    },
    async crew(unitId) {
      const lines = dutyLines(await known()).filter(line => line.unitId === unitId);
      const { qualifications } = rules();
      return { unitId, lines, qualifications, lacking: lackingOf(board(), unitId) };
    },
    async signOn(said, unitId) {
      const staffId = normalLogin(said);
      if (!board().units.has(unitId)) return fail({ code: 'UnitUnknown', unitId });
      if (!(await stored.knows(staffId))) return fail({ code: 'StaffUnknown', staffId });
      const before = await stored.signOn({ staffId, unitId, at: clock.now() });
      await count([unitId, ...(before === undefined ? [] : [before])]);
      return ok(await answer(staffId, before === unitId ? undefined : before));
    },
    async signOff(said, unitId) {
      const staffId = normalLogin(said);
      const [duty] = (await stored.onDuty()).filter(one => one.staffId === staffId);
      if (duty === undefined || (unitId !== undefined && duty.unitId !== unitId))
        return fail({ code: 'NotOnDuty', staffId });
      await stored.signOff(staffId, clock.now());
      await count([duty.unitId]);
      return ok({ staffId, before: duty.unitId, expired: [], warnings: [] });
    },
    look,
    purge: () => stored.purge(instant(clock.now() - rules().keepDays * DAY_MS)),
    async stop() {
      clearInterval(timer);
      await looking?.catch(onTrouble);
    },
  };
}

function crewOf(
  unitId: string,
  duties: readonly Duty[],
  qualifications: readonly StaffQualification[],
  now: Instant,
): CrewAboard {
  const aboard = duties
    .filter(duty => duty.unitId === unitId)
    .map(({ staffId }) => ({ qualifications: qualifications.filter(one => one.staffId === staffId) }));
  return countCrew(aboard, now);
}
