import { KMH_AT_LEAST, KMH_AT_MOST } from '@clarion/dispatch';
import { parseTable } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { MAX_ARC_TIME_MS } from '@clarion/roads';
import { z } from 'zod';

/** One measured road: from one node of the road source to another, with its speed or its time. */
export interface FeedRow {
  /** Line of a table, or place in a list, from 1. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly pace: { readonly kmh: number } | { readonly timeMs: number };
}

export type FeedFault =
  | { readonly code: 'FeedUnreadable'; readonly reason: string; readonly line?: number }
  | { readonly code: 'FeedRowWrong'; readonly line: number; readonly name: string; readonly value: string }
  /** No road of it is one of this place. */
  | { readonly code: 'FeedForeign'; readonly roads: number };

const listSchema = z.object({
  speeds: z.array(
    z.object({
      from: z.string().max(100),
      to: z.string().max(100),
      kmh: z.number().exactOptional(),
      travelTimeMs: z.number().exactOptional(),
    }),
  ),
});

/**
 * Reads a feed: a table `from,to,kmh` or `from,to,travel_time_ms`, or `{"speeds":[{from,to,kmh|travelTimeMs}]}`. One
 * wrong row refuses the whole: a speed of nothing, or less, is a fault of whoever measured.
 */
export function readFeed(form: 'csv' | 'json', content: Uint8Array): Result<readonly FeedRow[], FeedFault> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return fail({ code: 'FeedUnreadable', reason: 'UTF-8' });
  }
  return form === 'csv' ? readTableFeed(text) : readListFeed(text);
}

function readTableFeed(text: string): Result<readonly FeedRow[], FeedFault> {
  const table = parseTable('feed', text, ['from', 'to']);
  if (!table.ok) {
    const { code, line, field, params } = table.error;
    const reason = [code, field, params?.['reason']].filter(part => part !== undefined).join(' ');
    return fail({ code: 'FeedUnreadable', reason, ...(line === undefined ? {} : { line }) });
  }
  const { find } = table.value;
  const [from, to] = [find('from')!, find('to')!];
  const [kmh, timeMs] = [find('kmh'), find('travel_time_ms')];
  const given = kmh ?? timeMs;
  if (given === undefined) return fail({ code: 'FeedUnreadable', reason: 'kmh, travel_time_ms', line: 1 });
  const name = kmh === undefined ? 'travel_time_ms' : 'kmh';
  const rows: FeedRow[] = [];
  for (const { line, cells } of table.value.rows) {
    const said = cells[given]!.trim();
    // Number('') is nothing, which would be a speed of nothing.
    const pace = paceOf(name, said === '' ? Number.NaN : Number(said));
    if (pace === undefined) return fail({ code: 'FeedRowWrong', line, name, value: said });
    rows.push({ line, from: cells[from]!.trim(), to: cells[to]!.trim(), pace });
  }
  return ok(rows);
}

function readListFeed(text: string): Result<readonly FeedRow[], FeedFault> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail({ code: 'FeedUnreadable', reason: 'JSON' });
  }
  const list = listSchema.safeParse(raw);
  if (!list.success) {
    const [issue] = list.error.issues;
    return fail({
      code: 'FeedUnreadable',
      reason: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    });
  }
  const rows: FeedRow[] = [];
  for (const [i, { from, to, kmh, travelTimeMs }] of list.data.speeds.entries()) {
    const name = kmh === undefined ? 'travelTimeMs' : 'kmh';
    const said = kmh ?? travelTimeMs;
    const pace = paceOf(name, said ?? Number.NaN);
    if (pace === undefined) return fail({ code: 'FeedRowWrong', line: i + 1, name, value: String(said) });
    rows.push({ line: i + 1, from, to, pace });
  }
  return ok(rows);
}

/** Undefined where it is no speed and no time that a drive takes. */
function paceOf(name: string, said: number): FeedRow['pace'] | undefined {
  if (name === 'kmh') return said >= KMH_AT_LEAST && said <= KMH_AT_MOST ? { kmh: said } : undefined;
  return said >= 1 && said <= MAX_ARC_TIME_MS ? { timeMs: Math.round(said) } : undefined;
}
