import { localTimes, parseNaive, parseTable, type TableRow } from '@clarion/files';
import { type Instant, instant } from '@clarion/measure';
import { type ShiftFault, staffIdSchema } from '@clarion/protocol';
import { normalLogin, type PlannedShift, type StaffQualification } from '@clarion/store';

const HOUR_MS = 3_600_000;
/** Nobody is planned for longer without a break; it is a slip of a date. */
const LONGEST_MS = 48 * HOUR_MS;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What a plan may name. */
export interface KnownPlaces {
  readonly unitIds: ReadonlySet<string>;
  readonly deskIds: ReadonlySet<string>;
  readonly qualificationIds: ReadonlySet<string>;
  readonly timeZone: string;
}

export interface ReadPlan {
  readonly shifts: readonly PlannedShift[];
  readonly qualifications: readonly StaffQualification[];
  readonly faults: readonly ShiftFault[];
  /** The line of each shift, in their order. */
  readonly lines: readonly number[];
}

/**
 * A shift plan from CSV: `staff,unit,desk,from,to,qualifications`. Times are the place's own clock (`2026-11-26 07:00`) or
 * carry an offset; `qualifications` lists what the staff holds, each with the last day on which it is valid
 * (`officer:2027-01-31;driver`). Every fault is named with its line; of a plan with one, nothing is to be used.
 */
export function readPlan(text: string, known: KnownPlaces): ReadPlan {
  const table = parseTable('plan', text, ['staff', 'from', 'to']);
  if (!table.ok) {
    const { code, line, field, params } = table.error;
    const value = field ?? String(params?.['reason'] ?? code);
    return {
      shifts: [],
      qualifications: [],
      lines: [],
      faults: [{ line: line ?? 1, code: field ? 'column' : 'file', value }],
    };
  }
  const { rows, find } = table.value;
  const faults: ShiftFault[] = [];
  const shifts: (PlannedShift & { readonly line: number })[] = [];
  const byStaff = new Map<string, readonly (PlannedShift & { readonly line: number })[]>();
  const qualifications = new Map<string, StaffQualification>();
  const inZone = localTimes(known.timeZone);
  const cell = (row: TableRow, column: string) => row.cells[find(column) ?? -1]?.trim() ?? '';
  const timeOf = (said: string): Instant | undefined => {
    if (/(Z|[+-]\d{2}:\d{2})$/.test(said)) {
      const at = Date.parse(said);
      return Number.isFinite(at) ? instant(at) : undefined;
    }
    const naive = parseNaive(said, 'YYYY-MM-DD hh:mm:ss');
    return naive === undefined ? undefined : inZone(naive).at;
  };

  for (const row of rows) {
    const fault = (code: ShiftFault['code'], value: string) => faults.push({ line: row.line, code, value });
    const staffId = normalLogin(cell(row, 'staff'));
    if (!staffIdSchema.safeParse(staffId).success) fault('staff', staffId);
    const [unitId, deskId] = [cell(row, 'unit'), cell(row, 'desk')];
    if ((unitId === '') === (deskId === '')) fault('place', [unitId, deskId].filter(Boolean).join(' '));
    else if (unitId !== '' && !known.unitIds.has(unitId)) fault('unitUnknown', unitId);
    else if (deskId !== '' && !known.deskIds.has(deskId)) fault('deskUnknown', deskId);
    const from = timeOf(cell(row, 'from'));
    const to = timeOf(cell(row, 'to'));
    if (from === undefined) fault('time', cell(row, 'from'));
    if (to === undefined) fault('time', cell(row, 'to'));
    if (from !== undefined && to !== undefined) {
      const slip = to <= from ? 'order' : to - from > LONGEST_MS ? 'tooLong' : undefined;
      if (slip) fault(slip, `${cell(row, 'from')} – ${cell(row, 'to')}`);
      const own = byStaff.get(staffId) ?? [];
      const over = own.find(one => one.from < to && from < one.to);
      if (over !== undefined) fault('overlap', `${staffId}, ${over.line}`);
      const planned = {
        line: row.line,
        shiftId: `${staffId}@${from}`,
        staffId,
        ...(unitId === '' ? {} : { unitId }),
        ...(deskId === '' ? {} : { deskId }),
        from,
        to,
      };
      shifts.push(planned);
      byStaff.set(staffId, [...own, planned]);
    }
    for (const said of cell(row, 'qualifications')
      .split(';')
      .map(one => one.trim())
      .filter(Boolean)) {
      const [qualificationId = '', lastDay] = said.split(':');
      const expiresAt = lastDay === undefined ? undefined : dayAfter(lastDay, timeOf);
      if (!known.qualificationIds.has(qualificationId)) fault('qualificationUnknown', qualificationId);
      else if (lastDay !== undefined && expiresAt === undefined) fault('expiry', said);
      else
        qualifications.set(`${staffId} ${qualificationId}`, {
          staffId,
          qualificationId,
          ...(expiresAt === undefined ? {} : { expiresAt }),
        });
    }
  }
  return {
    shifts: shifts.map(({ line: _, ...shift }) => shift),
    lines: shifts.map(({ line }) => line),
    qualifications: [...qualifications.values()],
    faults,
  };
}

/** A qualification counts through its last day, by the clock of the place. */
function dayAfter(day: string, timeOf: (said: string) => Instant | undefined): Instant | undefined {
  const begins = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (!Number.isFinite(begins) || new Date(begins).toISOString().slice(0, 10) !== day) return undefined;
  const next = new Date(begins + 24 * HOUR_MS).toISOString().slice(0, 10);
  return timeOf(`${next} 00:00`);
}

/** Lines whose staff is planned at that time already, by what stays beside the file. */
export const overlapsOf = (
  lines: readonly number[],
  shifts: readonly PlannedShift[],
  stay: readonly PlannedShift[],
): readonly ShiftFault[] => {
  const byStaff = Map.groupBy(stay, ({ staffId }) => staffId);
  return shifts.flatMap(({ shiftId, staffId, from, to }, i): readonly ShiftFault[] => {
    const over = byStaff.get(staffId)?.find(one => one.shiftId !== shiftId && one.from < to && from < one.to);
    return over ? [{ line: lines[i]!, code: 'planned', value: staffId }] : [];
  });
};
