import { type Instant, isLngLat, type LngLat, ok, type Result } from '@clarion/measure';
import { cellId, cellNumber, cellText } from '../cell.ts';
import { type FileFault, fileFault } from '../fault.ts';
import { type LocalTime, localTimes, parseNaive } from '../local-time.ts';
import type { CallFlag, RecordedCall, RecordedResponse } from '../pack/parts.ts';
import { readTable, type Table, type TableRow } from '../table.ts';
import { type CallColumns, missingColumn } from './columns.ts';

export interface RecordedCalls {
  readonly calls: readonly RecordedCall[];
  readonly responses: number;
  /** Calls by oddity; they are kept and flagged. */
  readonly flagged: Readonly<Record<string, number>>;
}

interface Response {
  readonly row: TableRow;
  readonly call: string;
  readonly recorded: RecordedResponse;
  readonly flags: Set<CallFlag>;
}

/**
 * Reads a city's record of calls: one row for each unit sent. Times are local and become instants; rows of one call are put
 * together; nothing odd is left out or mended, it is flagged. Errors: as `readTable`; a column that the table has not; a
 * cell that is empty or not of its form.
 */
export async function readCalls(
  path: string,
  columns: CallColumns,
  timeZone: string,
): Promise<Result<RecordedCalls, FileFault>> {
  const table = await readTable(path, []);
  if (!table.ok) return table;
  const { als, timeForm: _, ...named } = columns;
  const missing = missingColumn(table.value, [...Object.values(named), als?.column]);
  if (missing) return missing;
  const toInstant = localTimes(timeZone);
  const byCall = new Map<string, Response[]>();
  for (const row of table.value.rows) {
    const response = readResponse(table.value, row, columns, toInstant);
    if (!response.ok) return response;
    const rows = byCall.get(response.value.call);
    if (rows) rows.push(response.value);
    else byCall.set(response.value.call, [response.value]);
  }
  flagOverlaps([...byCall.values()].flat());
  const calls: RecordedCall[] = [];
  for (const responses of byCall.values()) {
    const call = readCall(table.value, responses, columns, toInstant);
    if (!call.ok) return call;
    calls.push(call.value);
  }
  calls.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  const flagged: Record<string, number> = {};
  for (const flag of calls.flatMap(call => call.flags)) flagged[flag] = (flagged[flag] ?? 0) + 1;
  return ok({ calls, responses: table.value.rows.length, flagged });
}

const STEPS = [
  ['dispatchAt', 'dispatch'],
  ['enRouteAt', 'enRoute'],
  ['onSceneAt', 'onScene'],
  ['transportAt', 'transport'],
  ['hospitalAt', 'hospital'],
  ['availableAt', 'available'],
] as const satisfies readonly (readonly [keyof RecordedResponse, keyof CallColumns])[];

function readResponse(
  table: Table,
  row: TableRow,
  columns: CallColumns,
  toInstant: (naive: number) => LocalTime,
): Result<Response, FileFault> {
  const ids: string[] = [];
  for (const column of [columns.call, columns.unit, columns.unitKind]) {
    const id = cellId(table, row, column);
    if (!id.ok) return id;
    ids.push(id.value);
  }
  const [call, unitId, unitKind] = ids as [string, string, string];
  const sequence = cellNumber(table, row, columns.sequence, { minimum: 0, whole: true });
  if (!sequence.ok) return sequence;
  const flags = new Set<CallFlag>();
  const times: Partial<Record<(typeof STEPS)[number][0], Instant>> = {};
  let before: Instant | undefined;
  for (const [step, key] of STEPS) {
    const time = readTime(table, row, columns[key], columns, toInstant);
    if (!time.ok) return time;
    if (time.value === undefined) continue;
    const { at, doubt } = time.value;
    if (doubt !== undefined) flags.add(doubt === 'twice' ? 'ambiguousTime' : 'noSuchTime');
    if (before !== undefined && at < before) flags.add('timesOutOfOrder');
    before = at;
    times[step] = at;
  }
  if (times.enRouteAt !== undefined && times.enRouteAt === times.onSceneAt) flags.add('zeroTravel');
  const als =
    columns.als === undefined
      ? undefined
      : columns.als.yes.includes(cellText(table, row, columns.als.column));
  const recorded: RecordedResponse = {
    unitId,
    unitKind,
    sequence: sequence.value,
    ...times,
    ...(als === undefined ? {} : { als }),
  };
  return ok({ row, call, recorded, flags });
}

/** undefined for an empty cell. */
function readTime(
  table: Table,
  row: TableRow,
  column: string,
  columns: CallColumns,
  toInstant: (naive: number) => LocalTime,
): Result<LocalTime | undefined, FileFault> {
  const value = cellText(table, row, column);
  if (value === '') return ok(undefined);
  const naive = parseNaive(value, columns.timeForm);
  if (naive !== undefined) return ok(toInstant(naive));
  return fileFault(
    'CellNotTime',
    table.file,
    { line: row.line, field: column },
    { value, expected: columns.timeForm },
  );
}

/** A unit that is sent again before it was available. */
function flagOverlaps(responses: readonly Response[]): void {
  const byUnit = new Map<string, Response[]>();
  for (const response of responses) {
    if (response.recorded.dispatchAt === undefined) continue;
    const own = byUnit.get(response.recorded.unitId);
    if (own) own.push(response);
    else byUnit.set(response.recorded.unitId, [response]);
  }
  for (const own of byUnit.values()) {
    own.sort((a, b) => a.recorded.dispatchAt! - b.recorded.dispatchAt!);
    let busyUntil = Number.NEGATIVE_INFINITY;
    for (const { recorded, flags } of own) {
      if (recorded.dispatchAt! < busyUntil) flags.add('overlap');
      busyUntil = Math.max(busyUntil, recorded.availableAt ?? Number.NEGATIVE_INFINITY);
    }
  }
}

function readCall(
  table: Table,
  responses: readonly Response[],
  columns: CallColumns,
  toInstant: (naive: number) => LocalTime,
): Result<RecordedCall, FileFault> {
  const { row, call } = responses[0]!;
  const flags = new Set(responses.flatMap(response => [...response.flags]));
  const received = readTime(table, row, columns.received, columns, toInstant);
  if (!received.ok) return received;
  if (received.value === undefined) {
    return fileFault('CellEmpty', table.file, { line: row.line, field: columns.received });
  }
  const entry = readTime(table, row, columns.entry, columns, toInstant);
  if (!entry.ok) return entry;
  for (const doubt of [received.value.doubt, entry.value?.doubt]) {
    if (doubt !== undefined) flags.add(doubt === 'twice' ? 'ambiguousTime' : 'noSuchTime');
  }
  const at = readLatLng(table, row, columns.latLng);
  if (!at.ok) return at;
  const dispatches = responses
    .map(response => response.recorded.dispatchAt)
    .filter(time => time !== undefined);
  const area = columns.area === undefined ? '' : cellText(table, row, columns.area);
  return ok({
    id: call,
    receivedAt: received.value.at,
    ...(entry.value === undefined ? {} : { entryAt: entry.value.at }),
    ...(dispatches.length === 0 ? {} : { dispatchAt: dispatches.reduce((a, b) => (b < a ? b : a)) }),
    priority: {
      original: cellText(table, row, columns.originalPriority),
      final: cellText(table, row, columns.finalPriority),
    },
    callType: cellText(table, row, columns.type),
    group: cellText(table, row, columns.group),
    address: cellText(table, row, columns.address),
    at: at.value,
    ...(area === '' ? {} : { area }),
    responses: responses
      .map(({ recorded, flags: own }) =>
        own.size === 0 ? recorded : { ...recorded, flags: [...own].sort() },
      )
      .sort((a, b) => a.sequence - b.sequence || (a.unitId < b.unitId ? -1 : 1)),
    flags: [...flags].sort(),
  });
}

function readLatLng(table: Table, row: TableRow, column: string): Result<LngLat, FileFault> {
  const value = cellText(table, row, column);
  const match = /^\(?\s*([-+.\d]+)\s*,\s*([-+.\d]+)\s*\)?$/.exec(value);
  const at: unknown = match === null ? undefined : [Number(match[2]), Number(match[1])];
  if (isLngLat(at)) return ok(at);
  return fileFault('CellNotPlace', table.file, { line: row.line, field: column }, { value });
}
