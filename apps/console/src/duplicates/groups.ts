import { type Board, type Priority, type QueueItem, unreadOf } from '@clarion/dispatch';
import type { CallStandsOut, GroupsAnswer } from '@clarion/protocol';

export const noGroups: GroupsAnswer = { head: 0, groups: [], standing: [] };

/** Calls that are shown in one row: those that are likely about one thing, and unread ones that are attached to it. */
export interface GroupRow {
  readonly kind: 'group';
  readonly id: string;
  /** The open incident, or the call that the others are like. */
  readonly leader: string;
  /** Without an incident, the longest waiting first. */
  readonly callIds: readonly string[];
  readonly ringing: number;
  /** Attached to the incident, and nobody has answered or read them. */
  readonly unread: readonly string[];
  readonly priority: Priority;
  readonly since: number;
}

export type WaitingRow = (QueueItem & { readonly id: string; readonly out?: CallStandsOut }) | GroupRow;

const idOfGroup = (leader: string) => `group-${leader}`;

/**
 * Puts the calls of a group into one row; one that stands out comes first of all, and by itself. Calls that came since the
 * server sorted them stand alone until it has: nothing is hidden that nobody has looked at.
 */
export function groupedRows(
  items: readonly (QueueItem & { readonly id: string })[],
  board: Board,
  { groups, standing }: GroupsAnswer,
): readonly WaitingRow[] {
  const out = new Map(standing.map(one => [one.callId, one]));
  const leaderOf = new Map<string, string>();
  for (const { leader, callIds } of groups) {
    // Two or more make a group; a call beside its only likeness stays by itself, and so does the one that is led by.
    if (callIds.length < 2) continue;
    for (const callId of callIds) leaderOf.set(callId, leader);
  }
  const grouped = new Map<string, (QueueItem & { readonly kind: 'call' })[]>();
  const single: WaitingRow[] = [];
  for (const item of items) {
    const found = out.get(item.id);
    const leader = item.kind === 'call' && found === undefined ? leaderOf.get(item.id) : undefined;
    if (leader === undefined || item.kind !== 'call' || item.waits === 'open')
      single.push(found === undefined ? item : { ...item, out: found });
    else grouped.set(leader, [...(grouped.get(leader) ?? []), item]);
  }
  const leaders = new Set([...grouped.keys(), ...withUnread(board)]);
  const rows = [...leaders].map((leader): GroupRow => {
    const calls = [...(grouped.get(leader) ?? [])].sort((a, b) => a.since - b.since);
    const unread = unreadOf(board, leader);
    return {
      kind: 'group',
      id: idOfGroup(leader),
      leader,
      callIds: calls.map(item => item.call.callId),
      ringing: calls.filter(item => item.waits === 'ringing').length,
      unread: unread.map(call => call.callId),
      priority: calls.some(item => item.waits === 'ringing')
        ? 1
        : (board.incidents.get(leader)?.priority ?? 2),
      since: Math.min(...calls.map(item => item.since), ...unread.map(call => call.receivedAt)),
    };
  });
  const isOut = (row: WaitingRow) => row.kind !== 'group' && row.out !== undefined;
  return [...single, ...rows].sort(
    (a, b) =>
      Number(isOut(b)) - Number(isOut(a)) ||
      a.priority - b.priority ||
      Number(a.kind === 'group') - Number(b.kind === 'group') ||
      a.since - b.since,
  );
}

function withUnread(board: Board): readonly string[] {
  return [...board.openIncidents].filter(incidentId => unreadOf(board, incidentId).length > 0);
}

/**
 * The phone to answer next: one that stands out, one that is in no group, then those of a group or attached already; of each sort the one that
 * has rung longest. So a caller about something else does not wait behind a hundred about one fire.
 */
export function firstToAnswer(board: Board, { groups, standing }: GroupsAnswer): string | undefined {
  const out = new Set(standing.map(one => one.callId));
  const grouped = new Set(groups.flatMap(one => one.callIds));
  let first: { readonly callId: string; readonly rank: number; readonly since: number } | undefined;
  for (const callId of board.openCalls) {
    const call = board.calls.get(callId);
    if (call?.state !== 'ringing') continue;
    const belongs = call.incidentId !== undefined || grouped.has(callId);
    const rank = out.has(callId) ? 0 : belongs ? 2 : 1;
    const since = call.receivedAt;
    if (first === undefined || rank < first.rank || (rank === first.rank && since < first.since))
      first = { callId, rank, since };
  }
  return first?.callId;
}
