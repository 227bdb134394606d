import { type Board, type DutyLimit, fatigue } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { DutyLine } from '@clarion/protocol';
import type { Duty, PlannedShift, StaffQualification } from '@clarion/store';

const DAY_MS = 86_400_000;

/** What is known of who is planned around now, or on duty. */
export interface KnownDuties {
  readonly now: Instant;
  /** So long before its beginning a shift is shown as coming. */
  readonly soonMs: number;
  readonly planned: readonly PlannedShift[];
  /** Of units; who sits at a desk is on the board. */
  readonly duties: readonly Duty[];
  readonly worked: readonly Duty[];
  readonly qualifications: readonly StaffQualification[];
  readonly board: Board;
  readonly limits: readonly DutyLimit[];
}

interface Present {
  readonly staffId: string;
  readonly unitId?: string;
  readonly deskId?: string;
  readonly since: Instant;
}

/** Planned against there, by place and beginning: never by person. */
export function dutyLines(known: KnownDuties): readonly DutyLine[] {
  const { now, soonMs, planned } = known;
  const present: readonly Present[] = [
    ...known.duties.map(({ staffId, unitId, from }) => ({ staffId, unitId, since: from })),
    ...[...known.board.desks.values()]
      .filter(({ by }) => by.kind === 'operator')
      .map(({ deskId, by, since }) => ({ staffId: by.id, deskId, since })),
  ];
  const current = planned.filter(({ from, to }) => from <= now + soonMs && now < to);
  const fromPlan = current.map(shift => lineOfShift(known, shift, present));
  const isPlanned = (one: Present) =>
    current.some(shift => shift.staffId === one.staffId && isAt(one, shift));
  const beside = present
    .filter(one => !isPlanned(one))
    .map(
      (one): DutyLine => ({
        ...placeOf(one),
        ...about(known, one.staffId),
        state: 'unplanned',
        since: one.since,
      }),
    );
  return [...fromPlan, ...beside].sort(
    (a, b) =>
      placeId(a).localeCompare(placeId(b)) ||
      (a.planned?.from ?? a.since ?? 0) - (b.planned?.from ?? b.since ?? 0) ||
      a.staffId.localeCompare(b.staffId),
  );
}

function lineOfShift(known: KnownDuties, shift: PlannedShift, present: readonly Present[]): DutyLine {
  const { shiftId, staffId, from, to } = shift;
  const own = present.filter(one => one.staffId === staffId);
  const there = own.find(one => isAt(one, shift));
  const elsewhere = there ? undefined : own[0];
  const absent = from > known.now ? 'coming' : elsewhere ? 'elsewhere' : 'missing';
  return {
    ...placeOf(shift),
    ...about(known, staffId),
    state: there ? 'there' : absent,
    planned: { shiftId, from, to },
    ...(there ? { since: there.since } : {}),
    ...(elsewhere ? { at: placeId(elsewhere) } : {}),
  };
}

/** Qualifications that have ended, and limits that the duty of now, or the one of the next day, passes. */
function about(
  { now, planned, worked, qualifications, limits }: KnownDuties,
  staffId: string,
): Pick<DutyLine, 'staffId' | 'expired' | 'warnings'> {
  const own = planned.filter(one => one.staffId === staffId);
  const stretches = [
    // Of desks the plan stands for what was worked; of units what was signed on for does.
    ...own.filter(({ from, deskId }) => deskId !== undefined || from > now),
    ...worked
      .filter(one => one.staffId === staffId)
      .map(({ from, to }) => ({ from, to: to ?? Math.max(now, endOf(own, now)) })),
  ];
  return {
    staffId,
    expired: qualifications
      .filter(one => one.staffId === staffId && one.expiresAt !== undefined && one.expiresAt <= now)
      .map(({ qualificationId }) => qualificationId),
    warnings: fatigue(stretches, limits).filter(({ at }) => at > now - DAY_MS && at < now + DAY_MS),
  };
}

/** Until when somebody who is on duty is planned to be. */
const endOf = (own: readonly PlannedShift[], now: Instant): number =>
  own.find(({ from, to }) => from <= now && now < to)?.to ?? now;

const isAt = (one: Present, { unitId, deskId }: PlannedShift) =>
  one.unitId === unitId && one.deskId === deskId;

const placeOf = ({ unitId, deskId }: { readonly unitId?: string; readonly deskId?: string }) => ({
  ...(unitId === undefined ? {} : { unitId }),
  ...(deskId === undefined ? {} : { deskId }),
});

const placeId = ({ unitId, deskId }: { readonly unitId?: string; readonly deskId?: string }) =>
  deskId ?? unitId ?? '';
